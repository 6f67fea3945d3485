package dev.nightcall;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightcall.night.Cloud;
import dev.nightcall.night.Night;
import dev.nightcall.settings.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/** What a start refuses, {@code check} refuses with the same words, and the other way round. */
@ExtendWith(Cloud.Extension.class)
class CheckAndStartTest {

    private static final Clock CLOCK = Clock.systemUTC();
    private static final String PLAN = """
            timezone: UTC
            engineers: {sato: {name: Sato, phones: [{number: "+819000000001"}]}}
            policies: {default: {groupWait: 1s, steps: [{recipients: ["call:sato"]}], fallback: ["direct:notify-log"]}}
            """;
    private static final String SOURCE = """
            # A comment moves every line.
            - templatedRoute:
                routeTemplateRef: webhook-source
                routeId: webhook-NAME
                parameters:
                  - name: monitor
                    value: NAME
                  - name: path
                    value: NAME
                  - name: read
                    value: |
                      when: {'$.a': 'x'}
                      alert:
                        host: '{$.h}'
                        state: '{$.s}'
                      states: {up: firing}
            """;

    @TempDir
    Path folder;

    /** File, what is wrong in it, and with which words it is left out. */
    private static final List<List<String>> BROKEN = List.of(
            List.of("brace.yaml", source("brace", "'{$.h}'", "'{$.h'"), ":14: source brace: /alert/host a brace is not closed: {$.h"),
            List.of("colon.yaml", "- route:\n    id: a: b\n", ":2:10: mapping values are not allowed here"),
            List.of("field.yaml", source("field", "state:", "stat:"), ":15: source field: /alert/stat is unknown (did you mean state?)"),
            List.of("group.yaml", source("group", "when: {'$.a': 'x'}", "find: {'$.a': '(?<h>.)'}\n          lines: {h: Host}"),
                    ":12: source group: /find has a group named h, which is also the name of a line"),
            List.of("known.yaml", source("other", "zzz", "").replace("routeId: webhook-other", "routeId: http"),
                    ":4: the route's id http is already that of FOLDER/http.yaml:4"),
            List.of("order.yaml", source("order", "- name: path", "- {name: ordr, value: 5}\n      - name: path"),
                    ":8: webhook-source has no parameter ordr (did you mean order?)"),
            List.of("path-b.yaml", source("path-b", "value: path-b\n      - name: read", "value: path-a\n      - name: read"),
                    ":4: the path /webhooks/path-a is already that of FOLDER/path-a.yaml:4"),
            List.of("ours-alert.yaml", "- route:\n    id: ours-alert\n    from:\n      uri: direct\n      parameters: {name: alert}\n"
                    + "      steps:\n        - to: log:x\n", ":2: what begins with direct:alert is already that of Nightcall itself"),
            List.of("ours-mail.yaml", source("ours-mail", "routeId: webhook-ours-mail", "routeId: mail"),
                    ":4: the route's id mail is already that of Nightcall itself"),
            List.of("ours-tell.yaml", "- route:\n    id: tell\n    from:\n      uri: timer:tell\n      steps:\n        - to: log:x\n",
                    ":2: the route's id tell is already that of Nightcall itself"),
            List.of("ours-template.yaml", "- routeTemplate:\n    id: mail-source\n    from:\n      uri: timer:t\n      steps:\n"
                    + "        - to: log:x\n", ":2: the template's id mail-source is already that of Nightcall itself"),
            List.of("regex.yaml", source("regex", "'x'", "'('"), ":12: source regex: /when/$.a is no regular expression of RE2"),
            List.of("slack.yaml", """
                    - templatedRoute:
                        routeTemplateRef: slack-channel
                        routeId: notify-boss
                        parameters:
                          - {name: name, value: notify-boss}
                          - {name: url, value: boss.example.com}
                    """, ":1: channel notify-boss: url must be an http or https URL"),
            List.of("states.yaml", source("states", "up: firing", "up: fireing"), ":16: source states: /states/up must be one of firing"),
            List.of("step.yaml", "- route:\n    id: step\n    from:\n      uri: direct:step\n      steps:\n        - too: log:x\n",
                    ":6: cannot be read as routes: Unknown node id: too"),
            List.of("tab.yaml", "- route:\n\tid: tab\n", ":2:1: begins with a tab; YAML is indented by spaces only"),
            List.of("table.yaml", source("table", "{$.h}", "{$.h -> severites}"),
                    ":14: source table: /alert/host names a table that is not there: FOLDER/tables/severites.yaml (did you mean severities?)"),
            List.of("template.yaml", source("template", "webhook-source", "webhook-sorce"),
                    ":3: there is no template webhook-sorce (did you mean webhook-source?)"),
            List.of("twice.yaml", source("twice", "states:", "when: {'$.b': 'x'}\n          states:"),
                    ":16: source twice: /when is already on line 1"),
            List.of("yml.yml", SOURCE, ":1: is not read: the name of a file of routes ends in .yaml"));

    @Test
    void everyBrokenFileIsLeftOutByBothWithTheSameWordsAndTheOthersWork(Cloud cloud) throws Exception {
        Path routes = routes();
        Files.writeString(routes.resolve("path-a.yaml"), source("path-a", "zzz", ""));
        for (List<String> broken : BROKEN) {
            Files.writeString(routes.resolve(broken.get(0)), broken.get(1));
        }

        List<String> checked = check(PLAN, Map.of("nightcall.routes", routes.toString()));

        for (List<String> broken : BROKEN) {
            assertThat(checked).as(broken.get(0)).filteredOn(line -> line.startsWith(routes.resolve(broken.get(0)) + ":"))
                    .singleElement().asString().contains(routes.resolve(broken.get(0)) + broken.get(2).replace("FOLDER", routes.toString()));
        }
        assertThat(checked).hasSameSizeAs(BROKEN);
        try (Night night = Night.begins(cloud, PLAN, Map.of("nightcall.routes", routes.toString()))) {
            assertThat(leftOut(night)).isEqualTo("left out: " + String.join("; ", checked).replace('"', '\''));
            night.door().post("/webhooks/path-a", Map.of("a", "x", "h", "db1", "s", "up"));
            night.awaitIncident("path-a", incident -> incident.isOpen());
        }
    }

    /** What a monitor sends once, at night, to a source that an edit of last week broke. */
    @Test
    void whatIsSentToASourceThatIsLeftOutIsTakenAsUnknownAndPhones(Cloud cloud) throws Exception {
        Path routes = routes();
        Files.writeString(routes.resolve("broken.yaml"), source("broken", "'x'", "'('"));
        try (Night night = Night.begins(cloud, PLAN, Map.of("nightcall.routes", routes.toString()))) {
            assertThat(night.door().send("POST", "/webhooks/broken?any=thing", Map.of("a", "x", "h", "db1")).status()).isEqualTo(202);

            night.phone("+819000000001").rings();
            assertThat(night.alerts(night.awaitIncident("nightcall", incident -> incident.isOpen()).id())).singleElement()
                    .satisfies(row -> assertThat(row.alert().service()).startsWith("unknown broken"));
            assertThat(night.door().send("POST", "/webhooks/nobody", Map.of("a", "x")).status()).isEqualTo(404);
            assertThat(routeFiles(night).path("status").asText()).isEqualTo("UP");
        }
    }

    @Test
    void anUnsetVariableOfAChannelStopsOnlyWhoNamesIt(Cloud cloud) throws Exception {
        Path routes = routes();
        Files.copy(Path.of("docs/examples/notify-teams.yaml"), routes.resolve("notify-teams.yaml"));
        Files.writeString(routes.resolve("notify-desk.yaml"), "- route:\n    id: notify-desk\n    from:\n"
                + "      uri: direct:notify-desk\n      steps:\n        - to: \"http://{{DESK_HOST}}/\"\n");
        Map<String, String> settings = Map.of("nightcall.routes", routes.toString());

        assertThat(check(PLAN, settings)).isEmpty();
        String named = PLAN.replace("\"direct:notify-log\"", "\"direct:notify-teams\", \"direct:notify-desk\", \"direct:notify-slak\"");
        List<String> refused = check(named, settings);

        assertThat(refused).hasSize(3);
        assertThat(refused.get(0)).endsWith("fallback/0: direct:notify-teams needs an address, see {{TEAMS_URL}}");
        assertThat(refused.get(1)).endsWith("fallback/1: direct:notify-desk needs a value, see " + routes
                + "/notify-desk.yaml:6: {{DESK_HOST}} is not set");
        assertThat(refused.get(2)).endsWith("fallback/2: no route reads direct:notify-slak (did you mean direct:notify-slack?)");
        assertThat(start(cloud, named, settings)).containsExactlyElementsOf(refused);
        try (Night night = Night.begins(cloud, PLAN, settings)) {
            assertThat(leftOut(night)).isEmpty();
        }
    }

    /** It is for every source: a line of it that is wrong is told once, and is all that is left out. */
    @Test
    void aWrongLineOfTheTableForAllSourcesLeavesNoneOut(Cloud cloud) throws Exception {
        Path routes = routes();
        Files.writeString(routes.resolve("path-a.yaml"), source("path-a", "zzz", ""));
        Files.writeString(routes.resolve("path-b.yaml"), source("path-b", "zzz", ""));
        Path hosts = Files.writeString(routes.resolve("tables/hosts.yaml"), "Web server 01: web01\nOther: [web02]\n");

        List<String> checked = check(PLAN, Map.of("nightcall.routes", routes.toString()));

        assertThat(checked).containsExactly(hosts + ":2: /Other: must be a word");
        try (Night night = Night.begins(cloud, PLAN, Map.of("nightcall.routes", routes.toString()))) {
            assertThat(leftOut(night)).isEqualTo("left out: " + checked.get(0));
            night.door().post("/webhooks/path-b", Map.of("a", "x", "h", "Web server 01", "s", "up"));
            assertThat(night.alerts(night.awaitIncident("path-b", incident -> incident.isOpen()).id())).singleElement()
                    .satisfies(row -> assertThat(row.alert().host()).isEqualTo("web01"));
        }
    }

    @Test
    void withoutTheDoorOfTheMonitorsItIsNotReady(Cloud cloud) throws Exception {
        Path routes = routes();
        Files.writeString(routes.resolve("http.yaml"), "- route:\n\tid: http\n");
        try (Night night = Night.begins(cloud, PLAN, Map.of("nightcall.routes", routes.toString()))) {
            assertThat(leftOut(night)).startsWith("left out: " + routes.resolve("http.yaml") + ":2:1:");
            assertThat(routeFiles(night).path("status").asText()).isEqualTo("DOWN");
            assertThat(night.management().send("GET", "/health/ready", null).status()).isEqualTo(503);
            assertThat(night.door().send("POST", "/alerts", Map.of("system", "xyz")).status())
                    .as("a monitor sends it again").isEqualTo(503);
            assertThat(night.door().send("POST", "/webhooks/any", Map.of("a", "x")).status())
                    .as("nobody knows which source that file had").isEqualTo(202);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "nightcall.call.ring-limit | 25 sec | must be a duration above zero",
        "nightcall.reading.memory | 25 percent | must be a number of bytes from 16777216 on, or a part of the heap as in 10%",
        "nightcall.intake.memory | 1024 | must be a number of bytes from ",
        "nightcall.later.hop | 20m | must be a duration from 1s to 900s",
        "nightcall.http | 70000 | must be a whole number from 0 to 65535",
        "nightcall.connect.rate | 0 | must be a number from 0.01 to 1000",
        "nightcall.log | xml | must be plain or json",
        "nightcall.smtp.require-tls | yes | must be true or false",
        "nightcall.cal.ring-limit | 25s | is not a setting (did you mean nightcall.call.ring-limit?)",
        "nightcall.api-keys | nonsense | key number 1 must be name:right+right:key",
        "nightcall.smtp.networks | 10.0.0.0/64 | nightcall.smtp.networks: ",
        "nightcall.snmp.users | a:SHA-7:b | nightcall.snmp.users: ",
        "nightcall.sns.topics | mine | is not the ARN of a topic",
        "nightcall.connect.source-number | 0312345678 | must be a number in E.164, such as +12025550100",
        "nightcall.routes | no-such-folder | nightcall.routes: no-such-folder is no folder of routes",
        "camel.main.shutdownTimout | 5 | is no setting of Camel (did you mean camel.main.shutdownTimeout?)",
        "camel.main.shutdownTimeout | soon | must be a whole number",
        "camel.mian.name | x | is no setting of Camel",
        "camel.component.http.proxy-hots | x | is no setting of Camel's component http (did you mean proxyHost?)",
        "camel.component.htp.proxy-host | x | is a setting of a component that is not there: htp"})
    void aWrongSettingIsRefusedByBothWithTheSameWords(String key, String value, String words, Cloud cloud) throws Exception {
        List<String> checked = check(PLAN, Map.of(key, value));

        assertThat(checked).singleElement().asString().contains(words);
        assertThat(start(cloud, PLAN, Map.of(key, value))).containsExactlyElementsOf(checked);
    }

    @Test
    void aBrokenPlanIsRefusedByBothWithTheSameWords(Cloud cloud) throws Exception {
        for (String plan : List.of(PLAN.replace("call:sato", "call:stao"), "timezone: UTC\n\tlanguage: ja\n", "engineers: [",
                PLAN.replace("direct:notify-log", "direct:notify-lgo").replace("groupWait: 1s", "groupWait: soon"))) {
            List<String> checked = check(plan, Map.of());

            assertThat(checked).isNotEmpty();
            assertThat(start(cloud, plan, Map.of())).containsExactlyElementsOf(checked);
        }
    }

    /** The settings of a night, so that nothing but what is looked for is wrong with them. */
    private List<String> check(String plan, Map<String, String> settings) throws Exception {
        Path file = Files.writeString(folder.resolve("oncall.yaml"), plan);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new Commands(Settings.of(CommandsTest.defaults(), settings, Map.of(), Map.of()), new PrintStream(out, true, StandardCharsets.UTF_8),
                System.err, CLOCK).run("check", "--json", file.toString());
        List<String> errors = new ArrayList<>();
        new ObjectMapper().readTree(out.toString(StandardCharsets.UTF_8)).path("errors").forEach(error -> errors.add(error.asText()));
        return errors;
    }

    private List<String> start(Cloud cloud, String plan, Map<String, String> settings) throws Exception {
        try (Night night = Night.ofProcesses(cloud, plan, settings)) {
            Map<String, String> all = new LinkedHashMap<>();
            Stream.concat(CommandsTest.defaults().keySet().stream(), settings.keySet().stream()).filter(key -> night.setting(key) != null)
                    .forEach(key -> all.put(key, night.setting(key)));
            all.put("nightcall.oncall", folder.resolve("oncall.yaml").toString());
            Throwable refusal = catchThrowable(() -> new Nightcall(Settings.of(CommandsTest.defaults(), all, Map.of(), Map.of()), CLOCK));
            assertThat(refusal).isNotNull();
            return refusal.getMessage().lines().toList();
        }
    }

    private static String leftOut(Night night) {
        return routeFiles(night).path("message").asText();
    }

    private static JsonNode routeFiles(Night night) {
        for (JsonNode check : night.management().send("GET", "/health/ready", null).json().path("checks")) {
            if (check.path("name").asText().equals("route files")) {
                return check;
            }
        }
        throw new AssertionError("no check of routes");
    }

    private Path routes() throws IOException {
        Path routes = Files.createDirectories(folder.resolve("routes/tables")).getParent();
        for (String file : List.of("http.yaml", "notify-log.yaml", "notify-slack.yaml", "tables/severities.yaml")) {
            Files.copy(Path.of("routes", file), routes.resolve(file));
        }
        return routes;
    }

    private static String source(String name, String written, String wrong) {
        return SOURCE.replace("NAME", name).replace(written, wrong);
    }
}
