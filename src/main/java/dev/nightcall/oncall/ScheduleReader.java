package dev.nightcall.oncall;

import com.fasterxml.jackson.databind.JsonNode;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Reads the schedules of a plan in which nothing is wrong. */
final class ScheduleReader {

    private final ZoneId timezone;
    private final Map<String, Engineer> engineers;
    private final Map<String, List<Engineer>> teams;
    private final Function<String, Calendar> calendars;

    /**
     * @param timezone  of schedules that have none of their own
     * @param calendars by name
     */
    ScheduleReader(ZoneId timezone, Map<String, Engineer> engineers, Map<String, List<Engineer>> teams,
                   Function<String, Calendar> calendars) {
        this.timezone = timezone;
        this.engineers = engineers;
        this.teams = teams;
        this.calendars = calendars;
    }

    Schedule read(String name, JsonNode node) {
        ZoneId zone = node.has("timezone") ? ZoneId.of(node.get("timezone").textValue()) : timezone;
        List<Layer> layers = new ArrayList<>();
        node.get("layers").forEach(layer -> layers.add(layer(layer, zone, layers.size() + 1)));
        List<ScheduleOverride> overrides = new ArrayList<>();
        node.path("overrides").forEach(override -> overrides.add(override(override, zone)));
        return new Schedule(name, zone, layers, overrides);
    }

    private Layer layer(JsonNode node, ZoneId zone, int number) {
        List<List<Engineer>> participants = new ArrayList<>();
        node.get("participants").forEach(participant -> participants.add(participant(participant.textValue())));
        return new Layer(node.path("name").asText("layer " + number), participants,
                Rotation.parse(node.get("rotation").textValue()), zone, local(node.get("start").textValue()),
                node.has("end") ? instant(node.get("end"), zone) : null,
                node.has("when") ? calendars.apply(node.get("when").textValue()) : null);
    }

    private List<Engineer> participant(String name) {
        return engineers.containsKey(name) ? List.of(engineers.get(name)) : teams.get(name);
    }

    private ScheduleOverride override(JsonNode node, ZoneId zone) {
        return new ScheduleOverride(instant(node.get("from"), zone), instant(node.get("to"), zone),
                engineers.get(node.get("engineer").textValue()), engineers.get(node.path("insteadOf").textValue()),
                node.get("by").textValue(), node.get("reason").textValue());
    }

    private static Instant instant(JsonNode local, ZoneId zone) {
        return LocalTimes.instant(local(local.textValue()), zone);
    }

    /** @throws java.time.DateTimeException when there is no such day or time */
    static LocalDateTime local(String written) {
        return LocalDateTime.parse(written.replace(' ', 'T'));
    }
}
