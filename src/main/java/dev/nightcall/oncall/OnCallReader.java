package dev.nightcall.oncall;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightcall.yaml.Problem;
import dev.nightcall.yaml.YamlDocument;
import dev.nightcall.yaml.YamlException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Turns the text of {@code oncall.yaml} into a plan, or says everything that is wrong with it. */
final class OnCallReader {

    private final String file;
    private final Feeds feeds;
    private final Routes routes;

    /**
     * @param file   how messages name the text
     * @param feeds  reads what is outside of it
     * @param routes to which it may send
     */
    OnCallReader(String file, Feeds feeds, Routes routes) {
        this.file = file;
        this.feeds = feeds;
        this.routes = routes;
    }

    /** @throws OnCallException with everything that is wrong with it */
    OnCall read(String yaml) {
        YamlDocument document = document(yaml);
        List<Problem> problems = new ArrayList<>(document.problems());
        problems.addAll(new OnCallSchema().check(document));
        problems.addAll(References.check(document));
        problems.addAll(CalendarCheck.check(document));
        EngineerCheck engineers = new EngineerCheck(document);
        problems.addAll(engineers.problems());
        problems.addAll(ScheduleReferences.check(document));
        problems.addAll(PolicyReferences.check(document, routes));
        problems.addAll(MaintenanceCheck.check(document));
        PlanFeeds outside = new PlanFeeds(file, feeds);
        problems.addAll(FeedCheck.check(document, outside));
        if (problems.isEmpty()) {
            problems.addAll(DependencyCycles.check(document));
        }
        if (!problems.isEmpty()) {
            throw new OnCallException(texts(problems));
        }
        List<Problem> warnings = new ArrayList<>(engineers.warnings());
        warnings.addAll(PolicyReferences.warnings(document));
        return plan(document, texts(warnings), outside);
    }

    private YamlDocument document(String yaml) {
        try {
            return new YamlDocument(file, yaml);
        } catch (YamlException e) {
            throw new OnCallException(e.getMessage(), e);
        }
    }

    private List<String> texts(List<Problem> problems) {
        return problems.stream().sorted(Comparator.comparingInt(Problem::line).thenComparing(Problem::path))
                .map(problem -> problem.in(file)).toList();
    }

    // From here on the schema holds. The defaults are the ones it tells editors.

    private OnCall plan(YamlDocument document, List<String> warnings, PlanFeeds feeds) {
        JsonNode root = document.root();
        Locale language = language(root, Locale.US);
        CalendarReader calendars = new CalendarReader(root, feeds);
        EngineerReader reader = new EngineerReader(root, calendars, language);
        Map<String, Engineer> engineers = byName(root.path("engineers"), reader::engineer);
        Map<String, List<Engineer>> teams = byName(root.path("teams"),
                (name, members) -> list(members, member -> engineers.get(member.textValue())));
        ScheduleReader schedules = new ScheduleReader(calendars.timezone(), engineers, teams, calendars::calendar, feeds);
        PolicyReader policies = new PolicyReader(calendars::calendar);
        return new OnCall(calendars.timezone(), language, engineers, teams, byName(root.path("schedules"), schedules::read),
                byName(root.path("policies"), policies::policy), list(root.path("rules"), policies::rule),
                PolicyReader.texts(root.path("catchAll")), list(root.path("dependencies"), PolicyReader::dependency),
                new MaintenanceReader(document, file, calendars).windows(), warnings, feeds);
    }

    static Locale language(JsonNode node, Locale otherwise) {
        return node.has("language") ? Locale.forLanguageTag(node.get("language").textValue()) : otherwise;
    }

    static <T> List<T> list(JsonNode list, Function<JsonNode, T> item) {
        return stream(list).map(item).toList();
    }

    /** In the file's order. */
    private static <T> Map<String, T> byName(JsonNode object, BiFunction<String, JsonNode, T> value) {
        Map<String, T> map = new LinkedHashMap<>();
        object.properties().forEach(entry -> map.put(entry.getKey(), value.apply(entry.getKey(), entry.getValue())));
        return Collections.unmodifiableMap(map);
    }

    private static Stream<JsonNode> stream(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }
}
