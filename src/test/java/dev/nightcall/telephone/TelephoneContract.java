package dev.nightcall.telephone;

import dev.nightcall.SettableClock;
import dev.nightcall.core.Contact;
import dev.nightcall.core.Outcome;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What every telephone promises, whoever provides it: a test of each extends this. */
public abstract class TelephoneContract {

    private static final Instant NOW = Instant.parse("2026-11-22T18:10:00Z");

    private final SettableClock clock = new SettableClock(NOW);

    /** What is tested. */
    protected abstract Telephone telephone();

    /** Whom it calls. */
    protected abstract String number();

    /** What is said, so that keys can be pressed. */
    protected abstract Map<String, String> said();

    /** Whom it calls answers and presses keys, then hangs up; none for a voicemail box. */
    protected abstract void answers(List<String> keys);

    /** Whom it calls lets it ring. */
    protected abstract void rings();

    /** Whom it calls is engaged. */
    protected abstract void isEngaged();

    /** From now on this many calls are placed, and the next ones are too many. */
    protected abstract void hasRoomFor(int calls);

    /** The next call is placed, and the answer to whoever asked for it is lost. */
    protected abstract void losesItsAnswer();

    /** Nobody may call that number. */
    protected abstract void refusesTheNumber();

    /** Nobody may call anybody. */
    protected abstract void refusesEverybody();

    /** How many calls the number has had. */
    protected abstract int calls();

    @ParameterizedTest
    @CsvSource({"1 1, ACKNOWLEDGED, 0", "1 3, DECLINED, 0", "1 9 45#, SUPPRESSED, 45"})
    void onlyAKeyIsAHuman(String keys, Outcome outcome, int minutes) {
        answers(Arrays.asList(keys.split(" ")));

        Contact contact = seen(placed("call"), found -> found.endedAt() != null && found.response().outcome().isDecision());

        assertThat(contact.isAnswered()).isTrue();
        assertThat(contact.connectedAt()).isNotNull();
        assertThat(contact.response().outcome()).isEqualTo(outcome);
        assertThat(contact.response().minutes()).isEqualTo(minutes);
        assertThat(contact.response().mayLackDigit()).isFalse();
    }

    @Test
    void whatAnswersAndPressesNothingIsNoHuman() {
        answers(List.of());

        Contact contact = seen(placed("call"), found -> found.endedAt() != null);

        assertThat(contact.isAnswered()).isTrue();
        assertThat(contact.response().outcome()).isEqualTo(Outcome.NO_DIGIT);
        assertThat(contact.response().mayLackDigit()).as("its reads may be behind").isTrue();
    }

    @Test
    void whoIsEngagedWasNotReached() {
        isEngaged();

        Contact contact = seen(placed("call"), found -> found.endedAt() != null);

        assertThat(contact.isAnswered()).isFalse();
        assertThat(contact.connectedAt()).isNull();
        assertThat(contact.response().outcome()).isEqualTo(Outcome.BUSY);
        assertThat(contact.response().mayLackDigit()).isFalse();
    }

    @Test
    void itRingsUntilItIsStoppedAndMayBeStoppedTwice() {
        rings();
        String contact = placed("call");
        assertThat(seen(contact, found -> true)).satisfies(found -> {
            assertThat(found.id()).isEqualTo(contact);
            assertThat(found.endedAt()).isNull();
            assertThat(found.isAnswered()).isFalse();
        });

        telephone().stop(contact);

        assertThat(seen(contact, found -> found.endedAt() != null).response().outcome()).isEqualTo(Outcome.UNANSWERED);
        assertThatCode(() -> telephone().stop(contact)).doesNotThrowAnyException();
    }

    @Test
    void oneTokenIsOneCallAsLongAsItLives() {
        rings();

        assertThat(placed("one")).isEqualTo(placed("one"));

        assertThat(calls()).isEqualTo(1);
        assertThat(placed("two")).isNotEqualTo(placed("one"));
        assertThat(calls()).isEqualTo(2);
    }

    @Test
    void aCallThatIsToldThatNothingIsLeftKnowsIt() {
        rings();
        String contact = placed("call");
        assertThat(seen(contact, found -> true).isToldGone()).isFalse();

        telephone().tell(contact, Map.of(Telephone.GONE, "1", "gone_text", "It is over."));

        seen(contact, Contact::isToldGone);
    }

    @Test
    void itKnowsNothingOfACallThatItHasNotPlaced() {
        assertThat(telephone().look("00000000-0000-0000-0000-000000000000")).isEmpty();
    }

    @Test
    void ofTooManyNoneIsDialledAndLaterMayBe() {
        rings();
        hasRoomFor(1);
        placed("one");

        assertThat(dial("two")).isInstanceOf(Dialled.Busy.class);
        assertThat(calls()).isEqualTo(1);
    }

    @Test
    void ofWhatIsDialledAndNotAnsweredNobodyKnows() {
        rings();
        losesItsAnswer();

        assertThat(dial("call")).isInstanceOf(Dialled.Unknown.class);
        assertThat(calls()).isEqualTo(1);
    }

    @Test
    void aNumberThatIsRefusedSaysNothingOfOthers() {
        refusesTheNumber();

        assertThat(dial("call")).isInstanceOf(Dialled.Refused.class);
        assertThat(calls()).isZero();
    }

    @Test
    void whatIsRefusedToEverybodySaysWhatToMend() {
        refusesEverybody();

        assertThat(dial("call")).isInstanceOfSatisfying(Dialled.RefusedToAll.class,
                refused -> assertThat(refused.setting()).isNotBlank());
        assertThat(calls()).isZero();
    }

    @Test
    void whatIsTooLateIsNotDialled() {
        rings();
        Transmission transmission = transmission();
        clock.advance(Duration.ofSeconds(6));

        assertThatThrownBy(() -> telephone().dial("call", number(), said(), transmission))
                .isInstanceOf(Transmission.TooLateException.class);
        assertThat(calls()).isZero();
    }

    private Dialled dial(String token) {
        return telephone().dial(token, number(), said(), transmission());
    }

    private Transmission transmission() {
        return new Transmission(clock, clock.instant(), Duration.ofSeconds(5));
    }

    private String placed(String token) {
        return ((Dialled.Placed) dial(token)).contactId();
    }

    private Contact seen(String contact, Predicate<Contact> shows) {
        return Awaitility.await().pollInterval(Duration.ofMillis(10))
                .until(() -> telephone().look(contact).orElseThrow(), shows::test);
    }
}
