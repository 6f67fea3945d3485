package dev.nightcall.channel;

import dev.nightcall.queue.TryAgain;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

class TriesTest {

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Tries tries = new Tries(threads, Duration.ofSeconds(2), 2);
    private final CountDownLatch letGo = new CountDownLatch(1);

    @AfterEach
    void stop() {
        letGo.countDown();
        threads.shutdownNow();
    }

    @Test
    void saysWhatWentWrong() {
        assertThatCode(() -> tries.run("a", () -> null)).doesNotThrowAnyException();
        assertThatThrownBy(() -> tries.run("a", () -> {
            throw new IOException("no route");
        })).isInstanceOf(IOException.class).hasMessage("no route");
    }

    @Test
    void whatHangsIsGivenUpAndAfterThreeThreadsNotEvenTriedUntilItLetsGo() {
        for (int times = 0; times < 3; times++) {
            assertThatThrownBy(this::hang).isInstanceOf(TimeoutException.class).hasMessageContaining("not done within");
        }
        assertThatThrownBy(this::hang).hasMessage("3 earlier tries still hang");
        assertThatCode(() -> tries.run("other", () -> null)).doesNotThrowAnyException();

        letGo.countDown();
        await().untilAsserted(() -> assertThatCode(() -> tries.run("a", () -> null)).doesNotThrowAnyException());
    }

    @Test
    void oneRecipientHasSoManyAtATime() {
        tries.enter("a");
        tries.enter("a");
        assertThatThrownBy(() -> tries.enter("a")).isInstanceOf(TryAgain.class);
        tries.enter("b");
        tries.leave("a");
        assertThatCode(() -> tries.enter("a")).doesNotThrowAnyException();
    }

    /** As one that reads from a socket: it does not hear of an interruption. */
    private void hang() throws Exception {
        tries.run("a", () -> {
            while (letGo.getCount() > 0) {
                try {
                    letGo.await();
                } catch (InterruptedException e) {
                    continue;
                }
            }
            return null;
        });
    }
}
