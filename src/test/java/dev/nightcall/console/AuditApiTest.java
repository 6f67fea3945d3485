package dev.nightcall.console;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightcall.console.RunningNightcall.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What became of everything, for whoever may operate. */
@ExtendWith(SharedNightcall.class)
class AuditApiTest {

    private final RunningNightcall nightcall;

    AuditApiTest(RunningNightcall nightcall) {
        this.nightcall = nightcall;
    }

    @Test
    void everyAlertIsSomewhere() {
        Instant begin = Instant.now(Clock.systemUTC());
        nightcall.alert("audited", "Server1", "CPU", "error", "firing");
        String path = "/api/audit?from=" + begin + "&to=" + begin.plus(Duration.ofMinutes(2));

        await().until(() -> places(path).path("open").asInt() >= 1);
        JsonNode account = nightcall.get(path).json();
        assertThat(account.path("alerts").path("total").asInt()).isPositive();
        assertThat(account.path("alerts").path("unaccounted")).isEmpty();
        assertThat(account.path("from").asText()).isEqualTo(begin.toString());
    }

    @ParameterizedTest
    @CsvSource({"from=yesterday, from", "from=2026-11-22T10:00:00Z&to=2026-11-22T09:00:00Z, to",
            "from=2026-11-20T10:00:00Z&to=2026-11-22T09:00:00Z, to"})
    void namesWhatIsWrong(String query, String field) {
        Answer answer = nightcall.get("/api/audit?" + query);

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.json().path("field").asText()).isEqualTo(field);
    }

    @Test
    void isForThoseWhoOperate() {
        assertThat(nightcall.send(nightcall.without("/api/audit").header("x-api-key", RunningNightcall.SENDER)).status())
                .isEqualTo(403);
    }

    private JsonNode places(String path) {
        return nightcall.get(path).json().path("alerts").path("places");
    }
}
