package dev.nightcall.oncall;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import dev.nightcall.alert.Json;
import dev.nightcall.alert.Severity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import static dev.nightcall.oncall.Plans.NOW;
import static dev.nightcall.oncall.Plans.PLAN;
import static dev.nightcall.oncall.Plans.alert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class OnCallTest {

    private final OnCall plan = Plans.plan(PLAN);

    @Test
    void readsPeople() {
        assertThat(plan.timezone()).isEqualTo(ZoneId.of("Asia/Tokyo"));
        assertThat(plan.language()).isEqualTo(Locale.JAPAN);
        assertThat(plan.engineers()).containsExactly(
                new Engineer("sato", "佐藤", Locale.JAPAN, List.of(new Phone("+819012345678"))),
                new Engineer("suzuki", "鈴木", Locale.US,
                        List.of(new Phone("+818012345678"), new Phone("+81312345678"))));
        assertThat(plan.engineer("sato")).map(Engineer::name).hasValue("佐藤");
        assertThat(plan.engineer("web")).isEmpty();
        assertThat(plan.teams()).containsOnlyKeys("web");
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {"sato, sato", "web, suzuki sato", "nobody, -", "SATO, -"})
    void reachesAnEngineerOrATeamInItsOrder(String name, String reached) {
        assertThat(plan.reach(name, NOW)).extracting(Engineer::id)
                .containsExactly(reached == null ? new String[0] : reached.split(" "));
    }

    @Test
    void readsPolicies() {
        assertThat(plan.policies()).containsExactly(
                new Policy("default", Duration.ofSeconds(10), Duration.ofMinutes(60), 2, Duration.ofMinutes(10),
                        List.of(new Step(List.of("call:sato", "call:web"), Duration.ofSeconds(90)),
                                new Step(List.of("direct:notify-log"), Duration.ofMinutes(3))),
                        List.of("direct:notify-log")),
                new Policy("gentle", Duration.ofSeconds(5), Duration.ofMinutes(60), 3, Duration.ofMinutes(10),
                        List.of(new Step(List.of("call:suzuki"), Duration.ofMinutes(3))), List.of()));
    }

    @Test
    void readsChannels() {
        OnCall told = Plans.plan(PLAN.replace("gentle: {", "gentle: {channels: [\"direct:notify-slack\", "
                + "{recipient: \"direct:notify-mail\", on: [opened, resolved]}], "));

        assertThat(told.policyFor(alert("XYZ", "", "", Severity.WARNING, Map.of()), NOW).channels()).containsExactly(
                new Channel("direct:notify-slack", Occasion.OF_INCIDENTS),
                new Channel("direct:notify-mail", Set.of(Occasion.OPENED, Occasion.RESOLVED)));
    }

    /** Incidents that were opened before there were channels have a copy without them. */
    @Test
    void aCopyFromBeforeThereWereChannelsIsRead() throws Exception {
        String copy = "{\"name\":\"p\",\"groupWait\":\"PT5S\",\"ackTimeout\":\"PT1H\",\"rounds\":3,\"pause\":\"PT10M\","
                + "\"steps\":[{\"recipients\":[\"call:sato\"],\"wait\":\"PT3M\"}],\"fallback\":[]}";

        Policy read = Json.mapper().readValue(copy, Policy.class);
        assertThat(read.channels()).isEmpty();
        Policy policy = new Policy("p", null, read.groupWait(), null, null, read.ackTimeout(), 3, read.pause(), read.steps(), List.of(),
                List.of(new Channel("direct:x", Set.of(Occasion.EXHAUSTED))), Speak.NAMES, WhileTaken.WORSE,
                Duration.ofMinutes(3));
        assertThat(Json.mapper().readValue(Json.mapper().writeValueAsString(policy), Policy.class)).isEqualTo(policy);
    }

    @Test
    void tellsEditorsTheDefaultsThatItUses() throws Exception {
        JsonNode defs = schema().get("$defs");
        JsonNode policy = defs.get("policy").get("properties");

        assertThat(List.of(policy.at("/groupWait/default").asText(), policy.at("/ackTimeout/default").asText(),
                policy.at("/rounds/default").asText(), policy.at("/pause/default").asText(),
                defs.at("/step/properties/wait/default").asText())).containsExactly("5s", "60m", "3", "10m", "3m");
    }

    @Test
    void theSchemaIsOne() throws Exception {
        assertThat(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(SchemaLocation.of(SchemaId.V202012)).validate(schema())).isEmpty();
    }

    @Test
    void speaksEnglishUnlessToldOtherwise() {
        assertThat(Plans.plan(PLAN.replace("language: ja-JP\n", "")).language()).isEqualTo(Locale.US);
    }

    @ParameterizedTest(name = "{0} for {1}/{2}/{3} {4}: {5}")
    @CsvSource({
        "'{system: XYZ}', XYZ, h, s, error, true",
        "'{system: XYZ}', XYZ2, h, s, error, false",
        "'{system: XYZ}', xyz, h, s, error, false",
        "'{system: \"XY*\"}', XYZ2, h, s, error, true",
        "'{system: \"XY*\"}', XY, h, s, error, true",
        "'{system: \"XY*\"}', AXY, h, s, error, false",
        "'{host: \"*\"}', XYZ, '', s, error, true",
        "'{host: web1}', XYZ, web1, s, error, true",
        "'{host: web1}', XYZ, '', s, error, false",
        "'{service: \"CPU *\"}', XYZ, h, CPU Utilization, error, true",
        "'{service: \"CPU *\"}', XYZ, h, CPU, error, false",
        "'{service: \"a*b\"}', XYZ, h, axb, error, false",
        "'{severity: error}', XYZ, h, s, error, true",
        "'{severity: error}', XYZ, h, s, critical, false",
        "'{severity: [critical, error]}', XYZ, h, s, critical, true",
        "'{severity: [critical, error]}', XYZ, h, s, warning, false",
        "'{system: XYZ, host: web1}', XYZ, web2, s, error, false",
        "'{labels: {team: web}}', XYZ, h, s, error, true",
        "'{labels: {team: \"w*\", site: osaka}}', XYZ, h, s, error, true",
        "'{labels: {team: web, site: tokyo}}', XYZ, h, s, error, false",
        "'{labels: {rack: \"*\"}}', XYZ, h, s, error, false",
    })
    void matchesRules(String match, String system, String host, String service, String severity, boolean matches) {
        OnCall plan = Plans.planWithRules("  - {match: " + match + ", policy: gentle}\n");

        Policy policy = plan.policyFor(alert(system, host, service, Severity.of(severity),
                Map.of("team", "web", "site", "osaka")), Instant.EPOCH);

        assertThat(policy.name()).isEqualTo(matches ? "gentle" : "default");
    }

    @Test
    void theFirstRuleThatMatchesWins() {
        OnCall plan = Plans.planWithRules("""
              - {match: {system: A}, policy: gentle}
              - {match: {system: "*"}, policy: default}
              - {match: {system: B}, policy: gentle}
            """);

        assertThat(plan.policyFor(alert("A", "", "", Severity.ERROR, Map.of()), Instant.EPOCH).name()).isEqualTo("gentle");
        assertThat(plan.policyFor(alert("B", "", "", Severity.ERROR, Map.of()), Instant.EPOCH).name()).isEqualTo("default");
    }

    @Test
    void groupsBySystem() {
        assertThat(plan.groupOf(alert("XYZ", "web1", "CPU", Severity.ERROR, Map.of()), Instant.EPOCH)).isEqualTo("XYZ");
    }

    @Test
    void takesAliasesAndTextThatLooksLikeADate() {
        OnCall plan = Plans.plan(PLAN.replace("[direct:notify-log]", "&log [direct:notify-log]")
                .replace("fallback: [\"direct:notify-log\"]", "fallback: *log").replace("XYZ", "2026-11-22"));

        assertThat(plan.policyFor(alert("2026-11-22", "", "", Severity.INFO, Map.of()), Instant.EPOCH).name()).isEqualTo("gentle");
        assertThat(plan.policies().iterator().next().fallback()).containsExactly("direct:notify-log");
    }

    @Test
    void cannotBeChanged() {
        assertThatThrownBy(() -> plan.teams().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> plan.teams().get("web").clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> plan.engineers().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void aPolicyIsStoredAsJsonAndReadBack() throws Exception {
        Policy policy = plan.policies().iterator().next();

        String json = Json.mapper().writeValueAsString(policy);

        assertThat(json).contains("\"groupWait\":\"PT10S\"", "\"wait\":\"PT1M30S\"");
        assertThat(Json.mapper().readValue(json, Policy.class)).isEqualTo(policy);
    }

    @Test
    void aPolicyThatCallsNobodyIsRefused() {
        assertThatThrownBy(() -> new Policy("p", Duration.ZERO, Duration.ZERO, 1, Duration.ZERO, List.of(), null))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("policy p");
    }

    @Test
    void theExampleIsRightAndShowsEditorsItsSchema() throws Exception {
        Path example = Path.of("oncall.yaml");
        OnCall plan = new OnCallFile(example).get();

        assertThat(plan.engineers()).extracting(Engineer::id).containsExactly("sato", "suzuki", "tanaka");
        assertThat(plan.policyFor(alert("XYZ", "", "", Severity.ERROR, Map.of()), Instant.EPOCH).steps())
                .extracting(Step::recipients)
                .containsExactly(List.of("call:sato"), List.of("call:suzuki"), List.of("call:tanaka"));
        assertThat(plan.policyFor(alert("web-shop", "", "", Severity.ERROR, Map.of()), Instant.EPOCH).name()).isEqualTo("web");
        String modeline = Files.readAllLines(example).get(0);
        assertThat(modeline).startsWith("# yaml-language-server: $schema=");
        assertThat(Path.of(modeline.substring(modeline.indexOf('=') + 1))).exists();
    }

    /** What docs/oncall.md shows is right. */
    @Test
    void theExamplesOfTheManualAreRight() throws Exception {
        OnCall plan = Plans.plan(example("businessDaysOnly: true"));
        assertThat(plan.warnings()).isEmpty();
        assertThat(plan.reach("sato", Instant.parse("2026-12-05T03:00:00Z"))).isEmpty();
        assertThat(plan.engineer("sato").orElseThrow().phone(1, Instant.parse("2026-08-11T03:00:00Z")))
                .hasValue(new Phone("+819012345678"));
        assertThat(plan.reach("suzuki", Instant.parse("2026-08-11T03:00:00Z"))).hasSize(1);
        assertThat(Plans.plan(PLAN.replace("teams:\n", "country: JP\n" + example("companyHolidays:") + "teams:\n")).warnings()).isEmpty();
        OnCall scheduled = Plans.plan("""
                timezone: Europe/London
                engineers:
                  sato: {name: 佐藤, phones: [{number: "+819012345678"}]}
                  suzuki: {name: 鈴木, phones: [{number: "+819012345679"}]}
                  tanaka: {name: Tanaka, phones: [{number: "+819012345670"}]}
                teams: {web: [sato, suzuki]}
                """ + example("insteadOf:"));
        // In the week of sato: by day, by night, and over Christmas.
        assertThat(scheduled.reach("primary", Instant.parse("2026-11-03T12:00:00Z"))).extracting(Engineer::id)
                .containsExactly("sato");
        assertThat(scheduled.reach("primary", Instant.parse("2026-11-02T20:00:00Z"))).extracting(Engineer::id)
                .containsExactly("tanaka");
        assertThat(scheduled.reach("primary", Instant.parse("2026-12-25T12:00:00Z"))).extracting(Engineer::id)
                .containsExactly("tanaka");
    }

    /** Right by the calendar, and yet no time at all. */
    @Test
    void anAbsenceInTheHourThatClocksSkipIsNone() {
        OnCall plan = Plans.plan(PLAN.replace("timezone: Asia/Tokyo", "timezone: America/New_York").replace("name: 佐藤\n",
                "name: 佐藤\n    unavailable: [{from: 2026-03-08T02:00, to: 2026-03-08T03:00}]\n"));

        assertThat(plan.reach("sato", Instant.parse("2026-03-08T07:00:00Z"))).hasSize(1);
    }

    @Test
    void theExamplesOfPoliciesInTheManualAreRight() throws Exception {
        String engineers = """
                timezone: Asia/Tokyo
                calendars: {office: {days: weekdays, hours: "09:00-18:00"}}
                engineers: {boss: {name: Boss, phones: [{number: "+819012345678"}]}}
                teams: {primary: [boss], web: [boss]}
                """;
        String others = "  urgent: {steps: [{recipients: [\"call:boss\"]}]}\n".replace("urgent", "%s");
        OnCall plan = Plans.plan(engineers + example("catchAll:") + others.formatted("urgent") + others.formatted("quiet")
                + others.formatted("office") + example("policy: urgent") + example("dependsOn: network"));

        assertThat(plan.policyFor(alert("payments", "", "", Severity.ERROR, Map.of()), Instant.EPOCH).name()).isEqualTo("urgent");
        assertThat(plan.policyFor(alert("x", "", "", Severity.ERROR, Map.of("env", "dev7")), Instant.EPOCH).name()).isEqualTo("quiet");
        assertThat(plan.causesOf(alert("web", "", "", Severity.ERROR, Map.of()))).hasSize(1);
    }

    /** Those that name other files and addresses. */
    @Test
    void theExamplesOfWhatIsKeptElsewhereAreRight() throws Exception {
        String plan = PLAN.replace("teams:\n", example("changeCalendar:").replace("inventory.ics", "PATH") + example("names: {T. Tanaka")
                .replace("tanaka", "sato") + "teams:\n");
        Path ics = Files.writeString(Files.createTempFile("inventory", ".ics"), "BEGIN:VCALENDAR\nEND:VCALENDAR\n");

        assertThat(Plans.plan(plan.replace("PATH", ics.toString())).warnings()).hasSize(3)
                .allMatch(warning -> warning.contains("could not be read yet"));
    }

    /** The first one of the manual that has this. */
    private static String example(String text) throws IOException {
        return Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(Path.of("docs/oncall.md"))).results()
                .map(found -> found.group(1)).filter(example -> example.contains(text)).findFirst().orElseThrow();
    }

    private static JsonNode schema() throws IOException {
        try (InputStream in = OnCall.class.getResourceAsStream("oncall.schema.json")) {
            return new ObjectMapper().readTree(in);
        }
    }
}
