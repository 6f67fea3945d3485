package dev.nightcall.oncall;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightcall.yaml.YamlDocument;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Reads the schedules of a plan in which nothing is wrong. */
final class ScheduleReader {

    private final ZoneId timezone;
    private final Map<String, Engineer> engineers;
    private final Map<String, List<Engineer>> teams;
    private final Function<String, Calendar> calendars;
    private final PlanFeeds feeds;

    /**
     * @param timezone  of schedules that have none of their own
     * @param calendars by name
     * @param feeds     of all layers that come from elsewhere
     */
    ScheduleReader(ZoneId timezone, Map<String, Engineer> engineers, Map<String, List<Engineer>> teams,
                   Function<String, Calendar> calendars, PlanFeeds feeds) {
        this.timezone = timezone;
        this.engineers = engineers;
        this.teams = teams;
        this.calendars = calendars;
        this.feeds = feeds;
    }

    Schedule read(String name, JsonNode node) {
        ZoneId zone = node.has("timezone") ? ZoneId.of(node.get("timezone").textValue()) : timezone;
        List<ScheduleLayer> layers = new ArrayList<>();
        String path = YamlDocument.child("/schedules", name) + "/layers/";
        node.get("layers").forEach(layer -> layers.add(layer.has("ics") ? outside(layer, path, layers.size())
                : layer(layer, zone, layers.size() + 1)));
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

    private FeedLayer outside(JsonNode node, String path, int index) {
        Map<String, String> names = new LinkedHashMap<>();
        node.path("names").properties().forEach(entry -> names.put(entry.getKey(), entry.getValue().textValue()));
        FeedUse use = feeds.at(path + index);
        FeedLayer layer = new FeedLayer(node.path("name").asText("layer " + (index + 1)), use.as(),
                new Titles(engineers, teams, names), node.has("when") ? calendars.apply(node.get("when").textValue()) : null);
        use.warnsOf(layer::warnings);
        return layer;
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
