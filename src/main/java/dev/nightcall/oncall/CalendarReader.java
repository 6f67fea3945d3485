package dev.nightcall.oncall;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightcall.yaml.YamlDocument;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Makes the calendars of a plan in which nothing is wrong. */
final class CalendarReader {

    private final JsonNode root;
    private final ZoneId timezone;
    private final PlanFeeds feeds;
    private final Map<String, Calendar> calendars = new LinkedHashMap<>();

    /** @param feeds of all calendars that come from elsewhere */
    CalendarReader(JsonNode root, PlanFeeds feeds) {
        this.root = root;
        this.feeds = feeds;
        this.timezone = ZoneId.of(root.get("timezone").textValue());
    }

    Calendar calendar(String name) {
        Calendar known = calendars.get(name);
        if (known == null) {
            // Not computeIfAbsent: a calendar may be made of others.
            known = make(name, root.path("calendars").get(name));
            calendars.put(name, known);
        }
        return known;
    }

    /** Monday to Friday without the public holidays of the plan's country. */
    Calendar businessDays() {
        Holidays holidays = holidays(root.path("country"));
        return new WeeklyCalendar(timezone, new Days(holidays::contains, day -> false).of(List.of("business")),
                List.of(LocalSpan.WHOLE_DAY));
    }

    ZoneId timezone() {
        return timezone;
    }

    private Calendar make(String name, JsonNode node) {
        List<Calendar> union = calendars(node.path("union"));
        List<Calendar> except = calendars(node.path("except"));
        List<Calendar> any = !union.isEmpty() ? union : List.of(
                node.has("ics") || node.has("changeCalendar") ? outside(name, node) : weekly(node));
        return any.size() == 1 && except.isEmpty() ? any.get(0) : new CombinedCalendar(any, except);
    }

    private Calendar outside(String name, JsonNode node) {
        FeedUse use = feeds.at(YamlDocument.child("/calendars", name));
        boolean otherwise = node.path("otherwise").asText().equals("in");
        return node.has("ics") ? new IcsCalendar(use.as(), otherwise)
                : new ChangeCalendar(use.as(), node.path("state").asText().equals("OPEN"), otherwise);
    }

    private List<Calendar> calendars(JsonNode names) {
        List<Calendar> found = new ArrayList<>();
        names.forEach(name -> found.add(calendar(name.textValue())));
        return found;
    }

    private Calendar weekly(JsonNode node) {
        Holidays holidays = holidays(node.has("holidays") ? node.get("holidays") : root.path("country"));
        Predicate<LocalDate> company = dates(node.path("companyHolidays"));
        Days days = new Days(company.or(holidays::contains), dates(node.path("workingDays")));
        return new WeeklyCalendar(node.has("timezone") ? ZoneId.of(node.get("timezone").textValue()) : timezone,
                days.of(node.has("days") ? texts(node.get("days")).toList() : List.of("all")),
                node.has("hours") ? texts(node.get("hours")).map(hours -> LocalSpan.parse(hours).orElseThrow()).toList()
                        : List.of(LocalSpan.WHOLE_DAY));
    }

    private static Holidays holidays(JsonNode codes) {
        return Holidays.any(texts(codes).flatMap(code -> Holidays.of(code).stream()).toList());
    }

    private static Predicate<LocalDate> dates(JsonNode names) {
        return names.properties().stream().map(entry -> Dates.parse(entry.getKey()).orElseThrow())
                .reduce(day -> false, Predicate::or);
    }

    /** One or a list; what is no text is passed over. */
    static Stream<String> texts(JsonNode oneOrMore) {
        Stream<JsonNode> nodes = oneOrMore.isArray() ? StreamSupport.stream(oneOrMore.spliterator(), false)
                : Stream.of(oneOrMore);
        return nodes.filter(JsonNode::isTextual).map(JsonNode::textValue);
    }
}
