package dev.nightcall.core;

import dev.nightcall.telephone.connect.ContactAttributes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

import static org.assertj.core.api.Assertions.assertThat;

/** What is done about a call that is not settled, before Connect is asked and by what it shows. */
class WatchingTest {

    static final CallTimes TIMES = new CallTimes(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(3),
            Duration.ofSeconds(25), Duration.ofMinutes(10), Duration.ofSeconds(90));
    private static final Instant BEGIN = Instant.parse("2026-11-22T18:10:00Z");
    private static final Attempt.Dials DIALS = new Attempt.Dials("+819000000001", null);
    private static final BooleanSupplier NOT_ASKED = () -> {
        throw new AssertionError("it does not matter whether anything is left, and costs requests");
    };

    @ParameterizedTest
    @CsvSource({
        // How far the call has come, which look is due, after how many seconds, whether anything is left: what is done.
        "written,    GO_ON,        30,  yes, dials sato",
        "written,    ONCE,         30,  yes, nothing",
        "written,    GO_ON,        30,  no,  settles withdrawn",
        "written,    ONCE,         30,  no,  settles withdrawn",
        "asked,      GO_ON,        30,  -,   waits GO_ON at 90",
        "asked,      ONCE,         30,  -,   nothing",
        "asked,      GO_ON,        90,  -,   settles unknown",
        "asked,      ONCE,         90,  -,   settles unknown",
        "under way,  GO_ON,        1,   yes, looks or GO_ON at 3",
        "under way,  GO_ON,        24,  yes, looks or GO_ON at 25",
        "under way,  GO_ON,        25,  -,   looks now or GO_ON at 27",
        "under way,  GO_ON,        1,   no,  looks now or GO_ON at 3",
        "under way,  ONCE,         1,   yes, nothing",
        "under way,  ONCE,         1,   no,  looks now or ONCE at 3",
        "under way,  ONCE,         25,  -,   looks now or ONCE at 27",
        "under way,  TO_THE_END,   60,  -,   looks or TO_THE_END at 62",
        "under way,  END_WAS_SEEN, 60,  -,   looks or END_WAS_SEEN at 62",
        "under way,  STOPPING,     60,  -,   nothing",
        "decided,    GO_ON,        60,  -,   settles unanswered",
        "decided,    ONCE,         60,  -,   settles unanswered",
        "decided,    STOPPING,     60,  -,   nothing",
        "settled,    GO_ON,        60,  -,   nothing",
        "too late,   STOPPING,     60,  -,   looks now or STOPPING at 61",
        "too late,   END_WAS_SEEN, 60,  -,   looks now or END_WAS_SEEN at 61",
        "too late,   GO_ON,        60,  -,   settles unknown",
    })
    void beforeConnectIsAsked(String call, Look.Kind kind, int after, String left, String watch) {
        assertThat(text(watching(after).due(call(call), kind, left(left)))).isEqualTo(watch.replaceFirst(" or .*", ""));
        if (watch.contains(" or ")) {
            assertThat("looks or " + text(watching(after).again(call(call), new Look(kind, BEGIN)))).isEqualTo(watch.replaceFirst("now ", ""));
        }
    }

    @ParameterizedTest
    @CsvSource({
        // What is shown of the contact, which look it is, after how many seconds, whether anything is left: what is done.
        "rings,           GO_ON,        1,   yes, goes on GO_ON at 3",
        "rings,           GO_ON,        24,  yes, goes on GO_ON at 25",
        "rings,           ONCE,         1,   yes, goes on",
        "rings,           GO_ON,        25,  -,   'stops, then TO_THE_END at 26'",
        "rings,           ONCE,         25,  -,   'stops, then ONCE at 26'",
        "rings,           GO_ON,        1,   no,  'stops, then TO_THE_END at 2'",
        "talks,           GO_ON,        30,  yes, goes on TO_THE_END at 32",
        "talks,           GO_ON,        30,  no,  goes on TO_THE_END at 32 and tells",
        "marked answered, GO_ON,        30,  yes, goes on TO_THE_END at 32",
        "talks and knows, GO_ON,        30,  -,   goes on TO_THE_END at 32",
        "talks,           ONCE,         30,  no,  goes on and tells",
        "unanswered,      TO_THE_END,   26,  yes, ends unanswered",
        "unanswered,      TO_THE_END,   26,  no,  ends withdrawn",
        "busy,            GO_ON,        5,   yes, ends busy",
        "digit,           TO_THE_END,   40,  -,   ends acknowledged",
        "no digit,        TO_THE_END,   40,  -,   goes on END_WAS_SEEN at 43",
        "no digit,        END_WAS_SEEN, 43,  -,   ends no-digit",
        "digit,           END_WAS_SEEN, 43,  -,   ends acknowledged",
        "rings,           END_WAS_SEEN, 10,  yes, goes on END_WAS_SEEN at 12",
    })
    void whatConnectShows(String contact, Look.Kind kind, int after, String left, String sight) {
        assertThat(text(watching(after).seen(call("under way"), kind, contact(contact, after), left(left)))).isEqualTo(sight);
    }

    @Test
    void aContactOfADecidedCallIsStoppedUntilItHasEnded() {
        Sight sight = watching(60).seen(call("too late"), Look.Kind.STOPPING, contact("talks", 60), NOT_ASKED);

        assertThat(text(sight)).isEqualTo("stops, then STOPPING at 61");
    }

    @ParameterizedTest
    @CsvSource({
        "GO_ON, 60,  goes on GO_ON at 62",
        "ONCE,  60,  goes on",
        "GO_ON, 600, ends unknown",
        "ONCE,  600, ends unknown",
    })
    void whatConnectDoesNotShowIsGivenUpWhenNoCallIsThatLong(Look.Kind kind, int after, String sight) {
        assertThat(text(watching(after).unseen(call("under way"), kind))).isEqualTo(sight);
    }

    /** Everybody may have slept until now, and a key may have been pressed. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "STOPPING")
    void whatCannotBeLookedAtIsGivenUpWhenThatGoesOn(Look.Kind kind) {
        Look look = new Look(kind, BEGIN.plusSeconds(600));
        int after = 600;
        Sight sight = watching(after).failed(call("under way"), look);
        while (sight instanceof Sight.GoesOn goesOn) {
            look = goesOn.next().orElseThrow();
            after = (int) Duration.between(BEGIN, look.due()).toSeconds();
            sight = watching(after).failed(call("under way"), Look.of(look.number(), look.due()));
        }

        assertThat(text(sight)).isEqualTo("ends unknown");
        assertThat(after).isEqualTo(625);
    }

    @Test
    void aPolicyMaySayHowLongItRings() {
        Call call = new Call("call", "sato", "+819000000001", 0, 0, 1, BEGIN, BEGIN, Duration.ofSeconds(10), BEGIN, "contact",
                BEGIN, null, null, null, 0, null, 0, null, null, null, null);

        assertThat(text(watching(10).seen(call, Look.Kind.GO_ON, contact("rings", 10), NOT_ASKED))).startsWith("stops");
    }

    @Test
    void whoHasSleptLooksAgain() {
        assertThat(watching(10).belief().holds(BEGIN.plusSeconds(15))).isTrue();
        assertThat(watching(10).belief().holds(BEGIN.plusSeconds(16))).isFalse();
    }

    /** A newer Nightcall may have sent it. */
    @Test
    void aLookThatIsNotKnownIsTheUsualOne() {
        assertThat(Look.of(9, BEGIN)).isEqualTo(new Look(Look.Kind.GO_ON, BEGIN));
        assertThat(Look.of(-1, BEGIN)).isEqualTo(new Look(Look.Kind.GO_ON, BEGIN));
    }

    @ParameterizedTest
    @EnumSource
    void aMessageSaysWhichLookItIs(Look.Kind kind) {
        Look look = new Look(kind, BEGIN);

        assertThat(Look.of(look.number(), BEGIN)).isEqualTo(look);
        assertThat(Look.of(look.failed(BEGIN).failed(BEGIN).number(), BEGIN)).isEqualTo(new Look(kind, 2, BEGIN));
    }

    private static Watching watching(int after) {
        return new Watching(TIMES, BEGIN.plusSeconds(after));
    }

    private static BooleanSupplier left(String left) {
        return left.equals("-") ? NOT_ASKED : () -> left.equals("yes");
    }

    private static Call call(String text) {
        Call written = Call.created("call", "sato", 0, BEGIN, BEGIN);
        Call asked = written.asked(DIALS, 1, null, BEGIN);
        Call underWay = asked.dialled("contact", BEGIN);
        Finding end = contact("unanswered", 10).end("call", "test", null);
        Call decided = underWay.told(end).decided(Outcome.UNANSWERED, end);
        return switch (text) {
            case "written" -> written;
            case "asked" -> asked;
            case "under way" -> underWay;
            case "decided" -> decided;
            case "settled" -> decided.settled(BEGIN);
            case "too late" -> asked.decided(Outcome.UNKNOWN, Finding.refused("call", "reason", BEGIN)).dialled("contact", BEGIN);
            default -> throw new IllegalArgumentException(text);
        };
    }

    private static Contact contact(String text, int after) {
        Map<String, String> attributes = new HashMap<>();
        if (text.equals("marked answered")) {
            attributes.put("answered", "1");
        }
        if (text.equals("digit")) {
            attributes.put("response", "acknowledged");
        }
        boolean connected = text.startsWith("talks") || text.endsWith("digit");
        boolean ended = text.equals("unanswered") || text.equals("busy") || text.endsWith("digit");
        String reason = text.equals("busy") ? "TELECOM_BUSY"
                : connected ? "CONTACT_FLOW_DISCONNECT" : "TELECOM_ORIGINATOR_CANCEL";
        ContactAttributes seen = new ContactAttributes(connected ? BEGIN : null, ended ? reason : null, attributes);
        return new Contact("contact", seen.connectedAt(), ended ? BEGIN.plusSeconds(after) : null, seen.reason(),
                connected || attributes.containsKey("answered"), text.equals("talks and knows"), seen.response());
    }

    private static String text(Look look) {
        return look.kind() + " at " + Duration.between(BEGIN, look.due()).toSeconds();
    }

    private static String text(Watch watch) {
        return watch.match(new Watch.Cases<>() {
            @Override
            public String nothing(Watch.Nothing nothing) {
                return "nothing";
            }

            @Override
            public String looks(Watch.Looks looks) {
                return looks.urgency() == Urgency.NOW ? "looks now" : "looks";
            }

            @Override
            public String waits(Watch.Waits waits) {
                return "waits " + text(waits.next());
            }

            @Override
            public String dials(Watch.Dials dials) {
                return "dials " + dials.engineer();
            }

            @Override
            public String settles(Watch.Settles settles) {
                return "settles " + settles.finding().outcome().word();
            }
        });
    }

    private static String text(Sight sight) {
        return sight.match(new Sight.Cases<>() {
            @Override
            public String goesOn(Sight.GoesOn goesOn) {
                String next = goesOn.next().map(look -> " " + text(look)).orElse("");
                return "goes on" + next + (goesOn.tellsGone() ? " and tells" : "");
            }

            @Override
            public String stops(Sight.Stops stops) {
                return "stops, then " + text(stops.next());
            }

            @Override
            public String ends(Sight.Ends ends) {
                return "ends " + ends.finding().outcome().word();
            }
        });
    }
}
