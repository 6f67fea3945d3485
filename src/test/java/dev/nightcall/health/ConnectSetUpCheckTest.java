package dev.nightcall.health;

import dev.nightcall.SettableClock;
import dev.nightcall.health.Answer.Forbidden;
import dev.nightcall.health.Answer.Is;
import dev.nightcall.health.Answer.No;
import dev.nightcall.health.ConnectSetUp.Flow;
import dev.nightcall.health.ConnectSetUp.Instance;
import dev.nightcall.health.ConnectSetUp.Named;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** When Amazon Connect is asked what is there: few requests while all is well. */
class ConnectSetUpCheckTest {

    private static final Duration INTERVAL = Duration.ofMinutes(10);
    private static final ConnectSetUp WELL = new ConnectSetUp(new Is<>(new Instance("ACTIVE", true)),
            new Is<>(new Flow("CONTACT_FLOW", "ACTIVE", "PUBLISHED")), new Is<>(Set.of("+815012345678")));

    private final SettableClock clock = new SettableClock(Instant.parse("2026-02-28T15:00:00Z"));
    private ConnectSetUp answers = WELL;
    private int asked;
    private final ConnectSetUpCheck check = new ConnectSetUpCheck(() -> {
        asked++;
        return answers;
    }, new Named("instance-1", "flow-1", "+815012345678"), INTERVAL, clock);

    @Test
    void seldomWhileAllIsWell() {
        check.require();
        clock.advance(INTERVAL.minusSeconds(1));
        check.require();
        assertThat(asked).isEqualTo(1);

        clock.advance(Duration.ofSeconds(1));
        answers = new ConnectSetUp(WELL.instance(), new No<>("ResourceNotFoundException (HTTP 404)"), WELL.numbers());
        assertThatThrownBy(check::require).hasMessageContaining("NIGHTCALL_CONNECT_CONTACT_FLOW_ID");
        assertThat(asked).isEqualTo(2);
    }

    @Test
    void atEveryLookWhileSomethingIsWrongOrNotAnswered() {
        answers = ConnectSetUp.unknown();
        check.require();
        answers = new ConnectSetUp(WELL.instance(), WELL.flow(), new Is<>(Set.of()));
        assertThatThrownBy(check::require).hasMessageContaining("NIGHTCALL_CONNECT_SOURCE_NUMBER");
        answers = ConnectSetUp.unknown();
        assertThatThrownBy(check::require).as("an outage mends no setting").hasMessageContaining("NIGHTCALL_CONNECT_SOURCE_NUMBER");
        answers = WELL;
        check.require();
        check.require();
        assertThat(asked).isEqualTo(4);
    }

    @Test
    void whatMayNotBeAskedIsANote() {
        assertThat(check.note()).isEmpty();
        answers = new ConnectSetUp(WELL.instance(), WELL.flow(), new Forbidden<>());
        check.require();
        assertThat(check.note()).isEqualTo("not checked, as Nightcall has not the right to ask: caller ID (connect:ListPhoneNumbersV2)");
    }
}
