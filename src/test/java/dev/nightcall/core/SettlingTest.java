package dev.nightcall.core;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

/** Whose word on the end of a call counts, and what it means for the incidents. */
class SettlingTest {

    private static final Instant BEGIN = Instant.parse("2026-11-22T18:10:00Z");
    private static final Attempt.Dials DIALS = new Attempt.Dials("+819000000001", null);
    private static final Instant ENDED = BEGIN.plusMillis(30_400);
    private static final Call WRITTEN = Call.created("call", "sato", 0, BEGIN, BEGIN);
    private static final Call ASKED = WRITTEN.asked(DIALS, 1, null, BEGIN.plusSeconds(1));
    private static final Call UNDER_WAY = ASKED.dialled("contact", BEGIN.plusSeconds(2));

    @ParameterizedTest
    @CsvSource({
        // What is known of the call, what is told, and what that is.
        "written,              withdrawn,      first withdrawn",
        "written,              not placed,     first failed",
        "written,              record,         first unanswered",
        "asked,                withdrawn,      none",
        "asked,                not placed,     none",
        "asked,                refused,        first failed",
        "asked,                lost,           first unknown",
        "asked,                record,         first unanswered",
        "under way,            withdrawn,      none",
        "under way,            not placed,     none",
        "under way,            refused,        none",
        "under way,            lost,           none",
        "under way,            untold,         first unknown",
        "under way,            record,         first unanswered",
        "under way,            1,              first acknowledged",
        "under way,            9,              first suppressed",
        "under way,            3,              first declined",
        "under way,            too late,       first too-late",
        "under way,            of another,     none",
        "unanswered,           record,         known",
        "unanswered,           lost,           known",
        "unanswered,           not placed,     known",
        "unanswered,           of another,     none",
        "unanswered,           1,              corrects acknowledged",
        "unanswered,           3,              corrects declined",
        "unanswered,           too late,       corrects too-late",
        "unknown,              record,         known",
        "unknown,              9,              corrects suppressed",
        "acknowledged,         record,         known",
        "acknowledged,         9,              known",
        "declined,             1,              known",
        "too-late,             1,              known",
    })
    void theFirstWordCountsButADigitWins(String known, String told, String word) {
        assertThat(text(Settling.hear(call(known), finding(told)))).isEqualTo(word);
    }

    /** What is settled is not over for a digit. */
    @Test
    void whatIsSettledIsSettledAnewByADigit() {
        Call settled = call("unanswered").settled(ENDED.plusSeconds(1));
        assertThat(settled.stage()).isEqualTo(Call.Stage.SETTLED);

        Word.Corrects word = (Word.Corrects) Settling.hear(settled, finding("1"));
        Call anew = settled.decided(word.outcome(), word.finding());

        assertThat(anew.stage()).isEqualTo(Call.Stage.DECIDED);
        assertThat(anew.pressed()).isEqualTo("1");
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        "-,     1000, true",
        "-,     -,    false",
        "1000,  1001, true",
        "1000,  1000, false",
        "1000,  999,  false",
    })
    void theNewestLastUpdateTimestampWins(Long noted, Long told, boolean newer) {
        Call call = noted == null ? UNDER_WAY : UNDER_WAY.told(told("contact", noted));

        assertThat(told("contact", told).isNewerThan(call)).isEqualTo(newer);
    }

    @ParameterizedTest
    @EnumSource(Outcome.class)
    void onlyAOneTakesAndOnlyANineWatches(Outcome outcome) {
        Meaning meaning = Settling.means(UNDER_WAY.decided(outcome, told("contact", 0L)));

        assertThat(meaning).isEqualTo(switch (outcome) {
            case ACKNOWLEDGED -> new Meaning.Takes("sato", ENDED);
            case SUPPRESSED -> new Meaning.Watches("sato", ENDED, BEGIN.plusSeconds(30).plus(Duration.ofMinutes(45)));
            case DECLINED -> new Meaning.Leaves("sato", true);
            default -> new Meaning.Leaves("sato", false);
        });
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        // The outcome, the key that was told, what became of the incident, and why it was too late.
        "acknowledged, 1, open,                  -",
        "acknowledged, 1, acknowledged sato,     -",
        "acknowledged, 1, acknowledged suzuki,   'pressed 1, acknowledged by suzuki'",
        "acknowledged, 1, resolved monitor,      'pressed 1, resolved by monitor'",
        "acknowledged, 1, resolved sato,         -",
        "suppressed,   9, acknowledged suzuki,   'pressed 9, acknowledged by suzuki'",
        "too-late,     1, acknowledged suzuki,   'pressed 1, acknowledged by suzuki'",
        "too-late,     -, acknowledged suzuki,   'acknowledged by suzuki'",
        "declined,     3, acknowledged suzuki,   -",
        "no-digit,     -, acknowledged suzuki,   -",
        "unanswered,   -, resolved monitor,      -",
    })
    void whoWantedWhatSomebodyElseHadWasTooLate(String outcome, String pressed, String incident, String reason) {
        Finding finding = new Finding("call", "contact", BEGIN, ENDED, null,
                new Response(Outcome.of(outcome), pressed, 0, 0, false), ENDED, "test");

        assertThat(Settling.tooLate(UNDER_WAY.decided(Outcome.of(outcome), finding), incident(incident)))
                .isEqualTo(Optional.ofNullable(reason));
    }

    /** Contact records have whole seconds: what was over a moment later was not over yet. */
    @Test
    void whatWasOverAfterTheEndOfTheCallWasNotTooLate() {
        Call taken = UNDER_WAY.decided(Outcome.ACKNOWLEDGED, told("contact", 0L));

        assertThat(Settling.tooLate(taken, incident("open").resolved(Incident.MONITOR, ENDED.plusSeconds(2)))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "open,                true",
        "acknowledged sato,   true",
        "acknowledged suzuki, false",
        "resolved monitor,    true",
        "resolved nightcall,  true",
        "resolved sato,       true",
        "resolved suzuki,     false",
    })
    void whatAnotherHasOrHasClosedIsNotWatched(String incident, boolean watched) {
        Meaning.Watches watches = new Meaning.Watches("sato", ENDED, ENDED.plusSeconds(60));

        assertThat(watches.isOf(incident(incident))).isEqualTo(watched);
    }

    @Test
    void aCallIsDueAfterTheLongestTimeUntilItHasEnded() {
        Duration longest = Duration.ofMinutes(10);

        assertThat(Settling.due(WRITTEN, longest)).isEqualTo(BEGIN.plus(longest));
        assertThat(Settling.due(ASKED, longest)).isEqualTo(BEGIN.plusSeconds(1).plus(longest));
        assertThat(Settling.due(UNDER_WAY, longest)).isEqualTo(BEGIN.plusSeconds(2).plus(longest));
        assertThat(Settling.due(call("unanswered"), longest)).isEqualTo(ENDED);
    }

    /** A record that is written late says when the call ended, which is long ago: nobody could have settled it then. */
    @Test
    void whatConnectTellsLateIsDueWhenItIsTold() {
        Instant late = ENDED.plusSeconds(1800);
        Finding record = told("contact", Duration.between(BEGIN, late).toMillis());

        assertThat(Settling.due(UNDER_WAY.told(record).decided(Outcome.UNANSWERED, record), Duration.ofMinutes(10)))
                .isEqualTo(late);
    }

    private static Call call(String known) {
        return switch (known) {
            case "written" -> WRITTEN;
            case "asked" -> ASKED;
            case "under way" -> UNDER_WAY;
            case "unknown" -> ASKED.decided(Outcome.UNKNOWN, finding("lost"));
            default -> UNDER_WAY.decided(Outcome.of(known), told("contact", 0L));
        };
    }

    private static Finding finding(String told) {
        return switch (told) {
            case "withdrawn" -> Finding.withdrawn("call", ENDED, "nightcall");
            case "not placed" -> Finding.without("call", Outcome.FAILED, "no telephone", ENDED, "nightcall");
            case "lost" -> Finding.without("call", Outcome.UNKNOWN, "Connect's answer was lost", ENDED, "call watch");
            case "refused" -> Finding.refused("call", "DestinationNotAllowedException", ENDED);
            case "untold" -> Finding.untold("call", "contact", ENDED, "call watch");
            case "record" -> told("contact", 0L);
            case "of another" -> digit("another", "acknowledged");
            case "1" -> digit("contact", "acknowledged");
            case "3" -> digit("contact", "declined");
            case "9" -> digit("contact", "suppressed");
            case "too late" -> digit("contact", "too-late");
            default -> throw new IllegalArgumentException(told);
        };
    }

    private static Finding told(String contact, Long lastUpdate) {
        return new Finding("call", contact, null, ENDED, "TELECOM_TIMEOUT", new Response(Outcome.UNANSWERED, null, 45, 0, false),
                lastUpdate == null ? null : BEGIN.plusMillis(lastUpdate), "contact record");
    }

    private static Finding digit(String contact, String outcome) {
        return new Finding("call", contact, BEGIN, ENDED, "CONTACT_FLOW_DISCONNECT",
                new Response(Outcome.of(outcome), null, 45, 0, false), ENDED, "contact record");
    }

    private static Incident incident(String text) {
        Incident open = Incident.opened("i", "group", null, null, "alert", BEGIN);
        String[] words = text.split(" ");
        return switch (words[0]) {
            case "open" -> open;
            case "acknowledged" -> open.taken(words[1], ENDED.plusSeconds(3600), Shown.allUntil(ENDED));
            case "resolved" -> open.resolved(words[1], BEGIN);
            default -> throw new IllegalArgumentException(text);
        };
    }

    private static String text(Word word) {
        return word.match(new Word.Cases<>() {
            @Override
            public String first(Word.First first) {
                return "first " + first.outcome().word();
            }

            @Override
            public String corrects(Word.Corrects corrects) {
                return "corrects " + corrects.outcome().word();
            }

            @Override
            public String known(Word.Known known) {
                return "known";
            }

            @Override
            public String none(Word.None none) {
                return "none";
            }
        });
    }
}
