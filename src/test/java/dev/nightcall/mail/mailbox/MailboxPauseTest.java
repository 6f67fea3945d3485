package dev.nightcall.mail.mailbox;

import dev.nightcall.night.MovableClock;
import org.junit.jupiter.api.Test;

import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;

/** How long a mailbox is spared. */
class MailboxPauseTest {

    private final MovableClock clock = new MovableClock();
    private final MailboxPause pause = new MailboxPause(Duration.ofMinutes(1), Duration.ofMinutes(5), clock);

    @Test
    void itGrowsFromFailureToFailureUpToTheLongest() {
        for (int minutes : new int[]{1, 2, 4, 5, 5}) {
            assertThat(pause.begin()).isTrue();
            pause.fail();
            pause.fail();
            assertThat(pause.isFailed()).isTrue();
            assertThat(pause.end()).isFalse();

            clock.fastForward(Duration.ofMinutes(minutes).minusSeconds(10));
            assertThat(pause.begin()).isFalse();
            clock.fastForward(Duration.ofSeconds(10));
        }
    }

    @Test
    void afterAPollThatWentThroughItIsShortAgain() {
        for (int i = 0; i < 4; i++) {
            assertThat(pause.begin()).isTrue();
            pause.fail();
            clock.fastForward(Duration.ofMinutes(5));
        }
        assertThat(pause.begin()).isTrue();
        assertThat(pause.isFailed()).isFalse();
        assertThat(pause.end()).isTrue();
        assertThat(pause.begin()).isTrue();
        pause.fail();

        clock.fastForward(Duration.ofMinutes(1));

        assertThat(pause.begin()).isTrue();
    }
}
