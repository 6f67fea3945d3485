package dev.nightcall.oncall;

import dev.nightcall.alert.Severity;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

/** The set-ups of the README do what it says of them. */
class SetUpsTest {

    private static final Pattern PLAN = Pattern.compile("```yaml\n(timezone: .*?)```", Pattern.DOTALL);

    @ParameterizedTest(name = "{0} at {1}, {2} {3}: {4}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        // Two people
        "0 | 2026-11-08T03:10:00+09:00 | any | critical | sato x2, suzuki x2",
        "0 | 2026-11-09T09:00:00+09:00 | any | critical | suzuki x2, sato x2",
        // An office
        "1 | 2026-11-24T10:00:00Z | any | critical | jones, patel",
        "1 | 2026-12-08T10:00:00Z | any | critical | patel",
        "1 | 2026-11-24T10:00:00Z | any | warning  | jones, patel",
        "1 | 2026-11-24T20:00:00Z | any | warning  | ''",
        "1 | 2026-12-25T10:00:00Z | any | info     | ''",
        // Several teams
        "2 | 2026-11-24T10:00:00Z | core-1 | critical | garcia miller",
        "2 | 2026-11-24T10:00:00Z | core-a | critical | nguyen, garcia miller",
        "2 | 2026-11-24T10:00:00Z | shop   | critical | nguyen",
        // A desk by day
        "3 | 2026-11-24T10:00:00+09:00 | any | critical | desk x2, sato suzuki tanaka",
        "3 | 2026-11-23T10:00:00+09:00 | any | critical | sato x2, sato suzuki tanaka",
        "3 | 2026-12-24T21:00:00+09:00 | any | critical | tanaka x2, sato suzuki tanaka",
        "3 | 2026-12-23T21:00:00+09:00 | any | critical | suzuki x2, sato suzuki tanaka",
        // Follow the sun
        "4 | 2026-11-24T03:00:00Z | any | critical | sato x2, sato jones smith",
        "4 | 2026-11-24T10:00:00Z | any | critical | jones x2, sato jones smith",
        "4 | 2026-11-24T18:00:00Z | any | critical | smith x2, sato jones smith",
        "4 | 2027-07-06T07:30:00Z | any | critical | sato x2, sato jones smith",
        "4 | 2027-07-06T16:30:00Z | any | critical | smith x2, sato jones smith",
        "4 | 2027-07-10T16:30:00Z | any | critical | smith x2, sato jones smith",
    })
    void callsWhomItSays(int setUp, String at, String system, String severity, String steps) throws Exception {
        OnCall plan = OnCall.parse("README.md", plans().get(setUp));
        Instant instant = OffsetDateTime.parse(at).toInstant();
        Policy policy = plan.policyFor(Plans.alert(system, "h", "s", Severity.of(severity), Map.of()), instant);

        List<Step> phoned = Severity.of(severity).compareTo(policy.callFrom()) < 0 ? List.of() : policy.steps();
        assertThat(phoned.stream().map(step -> called(plan, step, instant)).filter(text -> !text.isEmpty())
                .collect(Collectors.joining(", "))).isEqualTo(steps.replace("''", ""));
        assertThat(plan.warnings()).isEmpty();
    }

    private static String called(OnCall plan, Step step, Instant at) {
        String engineers = step.recipients().stream().filter(Recipients::isCall)
                .flatMap(call -> plan.reach(Recipients.named(call), at).stream()).map(Engineer::id)
                .collect(Collectors.joining(" "));
        return engineers + (step.attempts() > 1 && !engineers.isEmpty() ? " x" + step.attempts() : "");
    }

    private static List<String> plans() throws Exception {
        Matcher found = PLAN.matcher(Files.readString(Path.of("README.md")));
        List<String> plans = found.results().map(result -> result.group(1)).toList();
        assertThat(plans).hasSize(5);
        return plans;
    }
}
