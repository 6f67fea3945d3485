package dev.nightcall.oncall;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightcall.settings.Durations;
import dev.nightcall.settings.Spelling;
import dev.nightcall.yaml.Problem;
import dev.nightcall.yaml.YamlDocument;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What a schema cannot see in maintenance windows: times that do not exist, rules that say nothing, mixtures. */
final class MaintenanceCheck {

    private static final Duration LONGEST = Duration.ofDays(31);
    private static final int LONGEST_KEY = 1000;
    private static final String LOCAL = "\\d{4}-\\d{2}-\\d{2}[T ]\\d{2}:\\d{2}(:\\d{2})?";

    private final YamlDocument document;
    private final Set<String> calendars = new LinkedHashSet<>();
    private final List<Problem> problems = new ArrayList<>();

    private MaintenanceCheck(YamlDocument document) {
        this.document = document;
        document.root().path("calendars").fieldNames().forEachRemaining(calendars::add);
    }

    static List<Problem> check(YamlDocument document) {
        MaintenanceCheck check = new MaintenanceCheck(document);
        JsonNode windows = document.root().path("maintenance");
        for (int i = 0; i < windows.size(); i++) {
            if (windows.path(i).isObject()) {
                check.check("/maintenance/" + i, windows.get(i));
            }
        }
        return check.problems;
    }

    private void check(String path, JsonNode window) {
        checkKey(path, window);
        ZoneId zone = zone(path, window);
        boolean once = Stream.of("from", "to").anyMatch(window::has);
        boolean recurring = Stream.of("start", "duration", "rrule", "except").anyMatch(window::has);
        boolean calendar = window.has("when");
        if (Stream.of(once, recurring, calendar).filter(kind -> kind).count() != 1) {
            report(path, "must have either from and to, or start, duration and rrule, or when");
        } else if (once) {
            checkOnce(path, window);
        } else if (recurring) {
            checkRecurring(path, window, zone);
        } else {
            checkWhen(path, window);
        }
    }

    private void checkKey(String path, JsonNode window) {
        for (String part : List.of("system", "host", "service")) {
            String text = window.path(part).asText("");
            if (text.endsWith("*") && (text.length() > 1 || part.equals("system"))) {
                report(path + "/" + part, part.equals("system") ? "must be a whole name, as a window is about one system"
                        : "must be a whole name, or * for any");
            }
        }
        if (MaintenanceReader.key(window).toString().length() > LONGEST_KEY) {
            report(path, "must not have more than " + LONGEST_KEY + " characters in system, host and service");
        }
    }

    /** The window's zone, or the plan's; any, when neither is one: that of the plan is told elsewhere. */
    private ZoneId zone(String path, JsonNode window) {
        String own = window.path("timezone").textValue();
        Set<String> zones = ZoneId.getAvailableZoneIds();
        if (own != null && !zones.contains(own)) {
            report(path + "/timezone", own + " is no IANA time zone" + Spelling.hint(own, zones));
        }
        String zone = own == null ? document.root().path("timezone").asText() : own;
        return ZoneId.of(zones.contains(zone) ? zone : "UTC");
    }

    private void checkOnce(String path, JsonNode window) {
        if (!has(path, window, "from", "to")) {
            return;
        }
        LocalDateTime from = local(path + "/from");
        LocalDateTime to = local(path + "/to");
        if (from != null && to != null && !to.isAfter(from)) {
            report(path + "/to", "must be after from");
        }
    }

    private void checkWhen(String path, JsonNode window) {
        String when = window.path("when").textValue();
        if (when != null && !calendars.contains(when)) {
            report(path + "/when", when + " is no calendar" + Spelling.hint(when, calendars));
        }
        if (window.has("timezone")) {
            report(path + "/timezone", "has no meaning here, as the calendar has its own");
        }
    }

    private void checkRecurring(String path, JsonNode window, ZoneId zone) {
        if (!has(path, window, "start", "duration", "rrule")) {
            return;
        }
        checkDuration(path + "/duration", window.path("duration").asText());
        LocalDateTime start = local(path + "/start");
        RecurrenceRule rule = rule(path + "/rrule", zone);
        if (start == null || rule == null) {
            return;
        }
        if (rule.dates(start, start, start).isEmpty()) {
            String first = rule.dates(start, start, start.plusYears(5)).stream().findFirst()
                    .map(date -> "; the first one is " + date).orElse("");
            report(path + "/start", "is not one of the times that rrule says" + first);
        }
        for (int i = 0; i < window.path("except").size(); i++) {
            checkExcept(path + "/except/" + i, rule, start);
        }
    }

    private void checkDuration(String path, String written) {
        if (written.matches("\\d{1,6}[mh]")) {
            Duration duration = Durations.parse(written);
            if (duration.isZero() || duration.compareTo(LONGEST) > 0) {
                report(path, "must be more than nothing and at most " + LONGEST.toHours() + "h");
            }
        }
    }

    private RecurrenceRule rule(String path, ZoneId zone) {
        JsonNode rule = document.root().at(path);
        if (!rule.isTextual()) {
            return null;
        }
        try {
            return RecurrenceRule.parse(rule.textValue(), zone);
        } catch (IllegalArgumentException e) {
            report(path, e.getMessage());
            return null;
        }
    }

    private void checkExcept(String path, RecurrenceRule rule, LocalDateTime start) {
        String written = document.root().at(path).asText();
        if (!written.matches("\\d{4}-\\d{2}-\\d{2}")) {
            return;
        }
        try {
            LocalDateTime date = LocalDate.parse(written).atTime(start.toLocalTime());
            if (rule.dates(start, date, date).isEmpty()) {
                report(path, "is no day that rrule says");
            }
        } catch (DateTimeException e) {
            report(path, written + " is in no calendar");
        }
    }

    private boolean has(String path, JsonNode window, String... keys) {
        List<String> missing = Stream.of(keys).filter(key -> !window.has(key)).toList();
        missing.forEach(key -> report(path, key + " is missing"));
        return missing.isEmpty();
    }

    /** Null when there is none, or not what the schema wants. */
    private LocalDateTime local(String path) {
        String written = document.root().at(path).asText();
        if (!written.matches(LOCAL)) {
            return null;
        }
        try {
            return ScheduleReader.local(written);
        } catch (DateTimeException e) {
            report(path, written + " is in no calendar or on no clock");
            return null;
        }
    }

    private void report(String path, String text) {
        problems.add(document.problem(path, text));
    }
}
