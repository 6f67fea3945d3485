package dev.nightcall.duty;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

class FleetPlansTest {

    private static final Instant NOW = Instant.parse("2026-11-22T03:10:00Z");

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "a new file at a start,                                        a b, false, false, true",
        "an old file with which one came back during a roll-out,       a b, true,  false, false",
        "an old file that all have by now,                             a a, true,  false, true",
        "a file that was put back to what it was while running,        a b, true,  true,  true"})
    void whichPlanIsKept(String what, String digests, boolean known, boolean takenUp, boolean keeps) {
        assertThat(fleet(digests).keeps(known, takenUp)).isEqualTo(keeps);
    }

    @Test
    void howManyPlansThereAre() {
        assertThat(fleet("a a a").agree()).isTrue();
        assertThat(fleet("a b a").plans()).isEqualTo(2);
    }

    @Test
    void oneThatIsBrokenIsEnough() {
        assertThat(fleet("a b").problem(Wrong.PLAN)).isEmpty();
        FleetPlans broken = new FleetPlans(List.of(new PlanReport("1", "a", Map.of(), NOW),
                new PlanReport("2", "a", Map.of(Wrong.PLAN, "no"), NOW)));
        assertThat(broken.problem(Wrong.ROUTES)).isEmpty();
        assertThat(broken.problem(Wrong.PLAN))
                .hasValue("no");
    }

    private static FleetPlans fleet(String digests) {
        return new FleetPlans(Stream.of(digests.split(" ")).map(digest -> new PlanReport(digest + digests, digest, Map.of(), NOW)).toList());
    }
}
