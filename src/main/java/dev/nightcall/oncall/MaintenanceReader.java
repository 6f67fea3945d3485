package dev.nightcall.oncall;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightcall.alert.AlertKey;
import dev.nightcall.alert.Severity;
import dev.nightcall.settings.Durations;
import dev.nightcall.yaml.YamlDocument;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the maintenance windows of a plan in which nothing is wrong. */
final class MaintenanceReader {

    private final YamlDocument document;
    private final String file;
    private final CalendarReader calendars;

    MaintenanceReader(YamlDocument document, String file, CalendarReader calendars) {
        this.document = document;
        this.file = file;
        this.calendars = calendars;
    }

    List<MaintenanceWindow> windows() {
        List<MaintenanceWindow> windows = new ArrayList<>();
        for (JsonNode node : document.root().path("maintenance")) {
            String path = "/maintenance/" + windows.size();
            String by = node.has("by") ? " (" + node.get("by").textValue() + ")" : "";
            String place = file + ":" + document.problem(path, "").line() + ": " + path;
            windows.add(new MaintenanceWindow(key(node), Severity.of(node.path("severity").asText("critical")),
                    node.get("reason").textValue() + by, occurrences(node), place));
        }
        return windows;
    }

    static AlertKey key(JsonNode node) {
        AlertKey plain = AlertKey.of(node.path("system").asText(), node.path("host").asText(), node.path("service").asText());
        return new AlertKey(plain.system(), isAny(node.path("host")) ? AlertKey.ANY : plain.host(),
                isAny(node.path("service")) ? AlertKey.ANY : plain.service());
    }

    private static boolean isAny(JsonNode part) {
        return part.isMissingNode() || part.asText().equals(AlertKey.ANY);
    }

    private Occurrences occurrences(JsonNode node) {
        ZoneId zone = node.has("timezone") ? ZoneId.of(node.get("timezone").textValue()) : calendars.timezone();
        if (node.has("when")) {
            return new Occurrences.InCalendar(calendars.calendar(node.get("when").textValue()));
        }
        if (node.has("from")) {
            return new Occurrences.Once(instant(node.get("from"), zone), instant(node.get("to"), zone));
        }
        Set<LocalDate> except = CalendarReader.texts(node.path("except")).map(LocalDate::parse).collect(Collectors.toSet());
        return new Recurring(RecurrenceRule.parse(node.get("rrule").textValue(), zone),
                ScheduleReader.local(node.get("start").textValue()), Durations.parse(node.get("duration").textValue()), zone,
                except);
    }

    private static Instant instant(JsonNode local, ZoneId zone) {
        return LocalTimes.instant(ScheduleReader.local(local.textValue()), zone);
    }
}
