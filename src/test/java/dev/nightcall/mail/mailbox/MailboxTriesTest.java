package dev.nightcall.mail.mailbox;

import dev.nightcall.mail.mailbox.MailboxTries.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.SqsException;

import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.nio.charset.MalformedInputException;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;

import static org.assertj.core.api.Assertions.assertThat;

/** Which failures are held against a mail. */
class MailboxTriesTest {

    private static final Throwable LOST = new MailboxGoneException("lost", null);

    private final MailboxTries tries = new MailboxTries(3);

    @ParameterizedTest
    @MethodSource("outages")
    void anOutageDoesNotCount(Throwable outage) {
        for (int i = 0; i < 10; i++) {
            assertThat(tries.failed("1", outage)).isEqualTo(Verdict.OUTAGE);
        }
        assertThat(tries.of("1")).isZero();
        assertThat(tries.isSkipped("1")).isFalse();
    }

    static List<Throwable> outages() {
        return List.of(SdkClientException.create("no route"), new RuntimeException(SdkClientException.create("no route")),
                QueueDoesNotExistException.builder().build(), new ConnectException(), new SocketTimeoutException(),
                new RejectedExecutionException("too much at a time"));
    }

    @ParameterizedTest
    @MethodSource("errors")
    void anErrorOfTheMailCounts(Throwable error) {
        assertThat(tries.failed("1", error)).isEqualTo(Verdict.AGAIN);
        assertThat(tries.failed("2", error)).isEqualTo(Verdict.AGAIN);
        assertThat(tries.failed("1", error)).isEqualTo(Verdict.AGAIN);
        assertThat(tries.failed("1", error)).isEqualTo(Verdict.SET_ASIDE);
        // Nobody could be told, so it is tried once more.
        assertThat(tries.isSkipped("1")).isFalse();
        assertThat(tries.failed("1", error)).isEqualTo(Verdict.SET_ASIDE);

        tries.setAside("1");

        assertThat(tries.isSkipped("1")).isTrue();
        assertThat(tries.isSkipped("2")).isFalse();
    }

    static List<Throwable> errors() {
        return List.of(new IllegalStateException(), new UnsupportedEncodingException("x-klingon"),
                new MalformedInputException(1), new IOException("Error in encoded stream"), new StackOverflowError(),
                SqsException.builder().awsErrorDetails(
                        AwsErrorDetails.builder().errorCode("InvalidMessageContents").build()).build());
    }

    @Test
    void aMailThatIsTooLargeIsNotTriedTwice() {
        assertThat(tries.failed("1", new MailTooLargeException(100, 10))).isEqualTo(Verdict.SET_ASIDE);
    }

    @Test
    void aMailThatGoesThroughIsForgotten() {
        tries.failed("1", new IllegalStateException());
        tries.failed("1", new IllegalStateException());
        tries.handled("1");

        assertThat(tries.of("1")).isZero();
    }

    @Test
    void aConnectionThatIsLostIsHeldAgainstNoMailWhileNoneGoesThrough() {
        for (int i = 0; i < 10; i++) {
            assertThat(tries.failed("1", LOST)).isEqualTo(Verdict.OUTAGE);
        }
        assertThat(tries.of("1")).isZero();
    }

    @Test
    void mailsOverWhichTheServerStumblesLetOthersPassAndAreSetAsideInTheEnd() {
        for (int round = 1; round <= 3; round++) {
            assertThat(tries.failed("1", LOST)).isEqualTo(Verdict.OUTAGE);
            assertThat(tries.isSkipped("1")).isTrue();
            assertThat(tries.failed("2", LOST)).isEqualTo(Verdict.OUTAGE);
            assertThat(tries.isSkipped("1")).isTrue();
            tries.handled("3");
            assertThat(tries.of("1")).isEqualTo(round);
            assertThat(tries.isSkipped("1")).isFalse();
        }
        assertThat(tries.failed("1", LOST)).isEqualTo(Verdict.SET_ASIDE);
    }

    @Test
    void whatWasPassedOverHasItsTurnWhenNothingElseIsThere() {
        tries.failed("1", LOST);

        tries.polled();

        assertThat(tries.isSkipped("1")).isFalse();
        assertThat(tries.of("1")).isZero();
    }

    @Test
    void aMailThatTheServerNeverMarksIsNotReadForEver() {
        for (int i = 0; i < 3; i++) {
            assertThat(tries.isSkipped("1")).isFalse();
            tries.handled("1");
            tries.notMarked("1");
        }
        assertThat(tries.isSkipped("1")).isTrue();
    }

    @Test
    void memoryIsBounded() {
        for (int i = 0; i < 10_001; i++) {
            tries.failed("f" + i, new IllegalStateException());
            tries.setAside("s" + i);
        }

        assertThat(tries.of("f0")).isZero();
        assertThat(tries.of("f1")).isEqualTo(1);
        assertThat(tries.isSkipped("s0")).isFalse();
        assertThat(tries.isSkipped("s1")).isTrue();
    }
}
