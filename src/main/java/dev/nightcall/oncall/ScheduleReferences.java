package dev.nightcall.oncall;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightcall.settings.Spelling;
import dev.nightcall.yaml.Problem;
import dev.nightcall.yaml.YamlDocument;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** What a schema cannot see in schedules: names that lead nowhere, times that do not exist, overrides that contradict. */
final class ScheduleReferences {

    private final YamlDocument document;
    private final Set<String> engineers;
    private final Set<String> teams;
    private final Set<String> calendars;
    private final List<Problem> problems = new ArrayList<>();

    private ScheduleReferences(YamlDocument document) {
        this.document = document;
        this.engineers = names("engineers");
        this.teams = names("teams");
        this.calendars = names("calendars");
    }

    static List<Problem> check(YamlDocument document) {
        ScheduleReferences references = new ScheduleReferences(document);
        references.names("schedules").forEach(references::check);
        return references.problems;
    }

    private void check(String schedule) {
        String path = YamlDocument.child("/schedules", schedule);
        if (engineers.contains(schedule) || teams.contains(schedule)) {
            report(path, (engineers.contains(schedule) ? "an engineer" : "a team")
                    + " has the same name, so nobody could tell whom call:" + schedule + " means");
        }
        ZoneId zone = zone(path + "/timezone");
        Set<String> onLayers = new HashSet<>();
        for (int i = 0; i < document.root().at(path + "/layers").size(); i++) {
            checkLayer(path + "/layers/" + i, zone, onLayers);
        }
        List<Interval> earlier = new ArrayList<>();
        for (int i = 0; i < document.root().at(path + "/overrides").size(); i++) {
            checkOverride(path + "/overrides/" + i, zone, onLayers, earlier);
        }
    }

    /** The schedule's zone, or the plan's; any, when neither is one: that is told elsewhere. */
    private ZoneId zone(String path) {
        String own = text(path);
        if (own != null && !ZoneId.getAvailableZoneIds().contains(own)) {
            report(path, own + " is no IANA time zone" + Spelling.hint(own, ZoneId.getAvailableZoneIds()));
        }
        String zone = own == null ? text("/timezone") : own;
        return ZoneId.of(zone != null && ZoneId.getAvailableZoneIds().contains(zone) ? zone : "UTC");
    }

    private void checkLayer(String path, ZoneId zone, Set<String> onLayers) {
        for (int i = 0; i < document.root().at(path + "/participants").size(); i++) {
            checkParticipant(path + "/participants/" + i, onLayers);
        }
        Instant start = instant(path + "/start", zone);
        Instant end = instant(path + "/end", zone);
        if (start != null && end != null && !end.isAfter(start)) {
            report(path + "/end", "must be after start");
        }
        checkName(path + "/when", calendars, "calendar");
        if (document.root().at(path).has("ics")) {
            // Anybody may be named in it.
            onLayers.addAll(engineers);
        }
    }

    private void checkParticipant(String path, Set<String> onLayers) {
        String participant = text(path);
        if (engineers.contains(participant)) {
            onLayers.add(participant);
        } else if (teams.contains(participant)) {
            document.root().at(YamlDocument.child("/teams", participant)).forEach(member -> onLayers.add(member.asText()));
        } else if (participant != null) {
            Set<String> known = new LinkedHashSet<>(engineers);
            known.addAll(teams);
            report(path, participant + " is no engineer or team" + Spelling.hint(participant, known));
        }
    }

    private void checkOverride(String path, ZoneId zone, Set<String> onLayers, List<Interval> earlier) {
        checkName(path + "/engineer", engineers, "engineer");
        checkName(path + "/insteadOf", engineers, "engineer");
        String insteadOf = text(path + "/insteadOf");
        if (engineers.contains(insteadOf) && !onLayers.contains(insteadOf)) {
            report(path + "/insteadOf", insteadOf + " is on no layer of this schedule"
                    + Spelling.hint(insteadOf, onLayers));
        }
        Instant from = instant(path + "/from", zone);
        Instant to = instant(path + "/to", zone);
        if (from == null || to == null) {
            return;
        }
        if (!to.isAfter(from)) {
            report(path + "/to", "must be after from");
            return;
        }
        Interval interval = new Interval(from, to, insteadOf, document.problem(path, "").line());
        earlier.stream().filter(interval::contradicts).findFirst()
                .ifPresent(other -> report(path, "overlaps the override on line " + other.line()));
        earlier.add(interval);
    }

    /** An override's time. @param insteadOf null when it replaces everybody */
    private record Interval(Instant from, Instant to, String insteadOf, int line) {

        boolean contradicts(Interval other) {
            boolean sameDuty = insteadOf == null || other.insteadOf == null || Objects.equals(insteadOf, other.insteadOf);
            return sameDuty && from.isBefore(other.to) && other.from.isBefore(to);
        }
    }

    private void checkName(String path, Set<String> known, String what) {
        String name = text(path);
        if (name != null && !known.contains(name)) {
            report(path, name + " is no " + what + Spelling.hint(name, known));
        }
    }

    /** Null when there is none, or not what the schema wants. */
    private Instant instant(String path, ZoneId zone) {
        String written = text(path);
        if (written == null || !written.matches("\\d{4}-\\d{2}-\\d{2}[T ]\\d{2}:\\d{2}(:\\d{2})?")) {
            return null;
        }
        try {
            return LocalTimes.instant(ScheduleReader.local(written), zone);
        } catch (DateTimeException e) {
            report(path, written + " is in no calendar or on no clock");
            return null;
        }
    }

    /** Null when it is no text. */
    private String text(String path) {
        JsonNode node = document.root().at(path);
        return node.isTextual() ? node.textValue() : null;
    }

    private Set<String> names(String section) {
        Set<String> names = new LinkedHashSet<>();
        document.root().path(section).fieldNames().forEachRemaining(names::add);
        return names;
    }

    private void report(String path, String text) {
        problems.add(document.problem(path, text));
    }
}
