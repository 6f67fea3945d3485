package dev.nightcall.night;

import dev.nightcall.core.Outcome;
import dev.nightcall.core.Status;
import dev.nightcall.timeline.Entry;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;

import static dev.nightcall.night.RingingPhone.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** A digit that is told after the call was given up counts from when it was pressed, not from when the call was given up. */
class LateDigitTest {

    private static final Instant PRESSED = NOW.minus(Duration.ofMinutes(20));
    private static RingingPhone phone;

    @BeforeAll
    static void begin() {
        phone = new RingingPhone(1);
    }

    @BeforeEach
    void nobodyKnowsWhatCameOfTheCall() {
        phone.again();
        phone.settle("contact", Outcome.UNKNOWN, NOW, true);
        assertThat(phone.call().endedAt()).isEqualTo(NOW);
    }

    @Test
    void theAcknowledgementCountsFromTheDigit() {
        phone.settle("contact", Outcome.ACKNOWLEDGED, PRESSED, true);

        assertThat(phone.incident(0).status()).isEqualTo(Status.ACKNOWLEDGED);
        assertThat(phone.incident(0).acknowledgedUntil()).isEqualTo(PRESSED.plus(Duration.ofMinutes(60)));
        assertThat(phone.timeline(0)).filteredOn(entry -> entry.event().equals("acknowledged")).singleElement()
                .extracting(Entry::at).isEqualTo(PRESSED);
        assertThat(phone.timeline(0)).filteredOn(entry -> entry.event().equals("call-ended"))
                .extracting(Entry::reason, Entry::at)
                .containsExactlyInAnyOrder(tuple("unknown", NOW),
                        tuple("acknowledged", PRESSED));
        assertThat(phone.call().endedAt()).isEqualTo(PRESSED);
    }

    /** They think that they have it. */
    @Test
    void ofWhatHasRecoveredMeanwhileItCountsWhenThatFiresAgain() {
        phone.recovers(0);
        phone.settle("contact", Outcome.ACKNOWLEDGED, PRESSED, true);
        assertThat(phone.incident(0).status()).isEqualTo(Status.RESOLVED);
        assertThat(phone.timeline(0)).extracting(Entry::event).doesNotContain("too-late")
                .containsSubsequence("acknowledged", "resolved");

        phone.firesAgain(0);

        assertThat(phone.incident(0).status()).isEqualTo(Status.ACKNOWLEDGED);
        assertThat(phone.incident(0).acknowledgedBy()).isEqualTo("sato");
        assertThat(phone.incident(0).acknowledgedUntil()).isEqualTo(PRESSED.plus(Duration.ofMinutes(60)));
    }

    @Test
    void soDoesTheTimeForWhichItIsWatched() {
        phone.settle("contact", Outcome.SUPPRESSED, PRESSED, true);

        assertThat(phone.timeline(0)).filteredOn(entry -> entry.event().equals("suppressed")).singleElement()
                .extracting(Entry::reason).isEqualTo("until " + PRESSED.plus(Duration.ofMinutes(30)));
    }

    @Test
    void whatIsNoDigitChangesNothing() {
        phone.settle("contact", Outcome.UNANSWERED, PRESSED, true);

        assertThat(phone.call().outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(phone.call().endedAt()).isEqualTo(NOW);
    }

    /** A transfer or a task that comes of the call has its attributes, but is not the call. */
    @Test
    void aDigitOfAnotherContactIsNone() {
        assertThat(phone.settle("another", Outcome.ACKNOWLEDGED, PRESSED, true)).isEmpty();

        assertThat(phone.incident(0).status()).isEqualTo(Status.OPEN);
        assertThat(phone.call().outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(phone.call().contactId()).isEqualTo("contact");
    }
}
