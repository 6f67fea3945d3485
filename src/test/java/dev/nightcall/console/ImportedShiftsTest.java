package dev.nightcall.console;

import dev.nightcall.oncall.Engineer;
import dev.nightcall.oncall.OnCall;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Combinators;
import net.jqwik.api.constraints.IntRange;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

/** What one Nightcall exports, another one understands: a layer of the export has the same people on duty. */
class ImportedShiftsTest {

    private static final Instant NOW = Instant.parse("2026-11-22T18:10:00Z");

    private static final String PLAN = """
            timezone: %s
            calendars:
              nights: {hours: "18:00-09:00"}
            engineers:
              sato: {name: "佐藤 太郎; Ph.D., MBA", phones: [{number: "+819012345678"}]}
              suzuki: {name: "Suzuki (Jiro)", phones: [{number: "+819012345679"}]}
              tanaka: {name: "Anders / \\\\Andersson and Co.", phones: [{number: "+819012345670"}]}
            teams:
              web: [suzuki, sato]
            schedules:
              primary:
            %s
            policies:
              default: {steps: [{recipients: ["call:primary"]}]}
            """;

    private static final String OVERRIDES = """
                overrides:
                  - {from: 2026-12-24T09:00, to: 2026-12-27T09:00, engineer: tanaka, by: sato, reason: Christmas}
                  - {from: 2026-12-01T03:00, to: 2026-12-15T00:00, engineer: tanaka, insteadOf: sato, by: suzuki, reason: leave}
            """;

    @Property(tries = 40)
    void theSamePeopleAreOnDuty(@ForAll("zones") String zone, @ForAll("layers") List<String> layers, @ForAll boolean overrides,
                                @ForAll @IntRange(min = 0, max = 1_000_000) int offset) throws IOException {
        String schedule = "    layers:\n" + layers.stream().map(layer -> "      - " + layer + "\n").collect(Collectors.joining())
                + (overrides && layers.toString().contains("sato") ? OVERRIDES.indent(0) : "");
        OnCall exporting = OnCall.parse("oncall.yaml", PLAN.formatted(zone, schedule));
        String text = new ShiftsApi(() -> exporting, Clock.fixed(NOW, ZoneOffset.UTC))
                .ofSchedule(new ApiRequest("local", "/api/schedules/primary.ics", null, null));
        Path directory = Files.createTempDirectory("imported");
        Files.writeString(directory.resolve("exported.ics"), text);

        OnCall importing = OnCall.parse(directory.resolve("oncall.yaml").toString(),
                PLAN.formatted("UTC", "    layers: [{ics: exported.ics}]"));

        assertThat(importing.warnings()).isEmpty();
        for (int i = 0; i < 300; i++) {
            Instant at = NOW.plusSeconds(offset + i * 100_003L);
            assertThat(who(importing, at)).as("%s", at).isEqualTo(who(exporting, at));
        }
    }

    @Provide
    Arbitrary<String> zones() {
        return Arbitraries.of("Asia/Tokyo", "America/New_York", "Europe/London", "UTC");
    }

    @Provide
    Arbitrary<List<String>> layers() {
        Arbitrary<String> participants = Arbitraries.of("sato", "suzuki", "tanaka", "web").list().ofMinSize(1).ofMaxSize(4)
                .map(names -> String.join(", ", names));
        Arbitrary<String> rotation = Arbitraries.of("daily", "weekly", "12h", "36h", "3d");
        Arbitrary<String> more = Arbitraries.of("", ", when: nights", ", end: 2027-01-01T09:00");
        return Combinators.combine(participants, rotation, more).as((who, turns, rest) ->
                "{participants: [" + who + "], rotation: " + turns + ", start: 2026-10-20T09:30" + rest + "}")
                .list().ofMinSize(1).ofMaxSize(3);
    }

    private static Set<String> who(OnCall plan, Instant at) {
        return plan.schedule("primary").orElseThrow().at(at).stream().map(Engineer::id).collect(Collectors.toSet());
    }
}
