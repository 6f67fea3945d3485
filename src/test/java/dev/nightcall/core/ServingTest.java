package dev.nightcall.core;

import dev.nightcall.alert.Severity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

/** What becomes of a message that asks for a line. */
class ServingTest {

    private static final Instant NOW = Instant.parse("2026-11-22T18:10:00Z");
    private static final Gathering GATHERING = new Gathering(Duration.ofMillis(200), Duration.ofMinutes(30),
            Duration.ofSeconds(3), Duration.ofSeconds(20));
    private static final Quota QUOTA = new Quota(Bucket.ofDials(2, 5), 2);
    private static final Allowance FREE = new Allowance(Optional.empty(), Quota.Use.NONE);
    private static final Lines LINES = new Lines(GATHERING, QUOTA, NOW);

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = {
        // a line in a call: whose claim, good for how many seconds, is the call still to be dialled
        "another | 5  | yes | Leaves: the line is taken by call c until 2026-11-22T18:10:05Z",
        "another | 0  | yes | GoesOn: call c goes on, with a token",
        "another | -5 | no  | GoesOn: call c goes on",
        "message | 5  | yes | GoesOn: call c goes on, with a token",
        "message | -5 | no  | GoesOn: call c goes on",
    })
    void aLineInACallIsLeftToWhoeverHasItUntilHisClaimRunsOut(String owner, int seconds, String toBeDialled, String verdict) {
        Line line = waiting("sato", Severity.ERROR, -60).claimed("c", owner, NOW.plusSeconds(seconds));
        SeenLines seen = SeenLines.of("message", "sato", List.of(line)).with(call(toBeDialled.equals("yes"))).with(FREE);

        assertThat(text(LINES.serve(seen))).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = {
        // when the engineer was called last, since when the first and the last of two wait, is the last one called about again
        "-     | 0     | 0     | no  | Pauses: more incidents may come, PT0.2S",
        "-     | -0.15 | -0.1  | no  | Pauses: more incidents may come, PT0.05S",
        "-     | -0.2  | 0     | no  | Claims: the line of sato comes first",
        "-60   | -1    | 0     | no  | Gathers: more incidents may come, PT3S",
        "-60   | -3    | -2.5  | no  | Pauses: more incidents may come, PT0.5S",
        "-60   | -3    | -3    | no  | Claims: the line of sato comes first",
        "-60   | -3    | 0     | yes | Pauses: more incidents may come, PT0.2S",
        "-60   | -18   | 0     | no  | Gathers: more incidents may come, PT2S",
        "-60   | -20   | 0     | no  | Claims: the line of sato comes first",
        "-1800 | -0.2  | 0     | no  | Claims: the line of sato comes first",
    })
    void aCallWaitsForMoreIncidentsButNotForEver(Double calledAt, double first, double last, String again, String verdict) {
        List<Waiting> waiting = List.of(one("first", Severity.ERROR, first, false),
                one("last", Severity.ERROR, last, again.equals("yes")));
        Line line = waiting.stream().reduce(Line.untouched("sato"), Line::asked, (a, b) -> b);
        Line called = calledAt == null ? line : line.called(seconds(calledAt));
        SeenLines seen = SeenLines.of("message", "sato", List.of(called)).with(called, new Page(waiting, true)).with(FREE);

        assertThat(text(LINES.serve(seen))).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = {
        // when the engineer was called last, is this one called about again, when the message is due that asks for the line
        "-     | no  | -",
        "-60   | no  | 3",
        "-60   | yes | -",
        "-1800 | no  | -",
    })
    void aLineIsAskedForWhenNoMoreIncidentsMayCome(Double calledAt, String again, Double due) {
        Waiting waiting = one("first", Severity.ERROR, 0, again.equals("yes"));
        Line line = Line.untouched("sato").asked(waiting);

        assertThat(LINES.due(calledAt == null ? line : line.called(seconds(calledAt)), waiting))
                .isEqualTo(due == null ? null : seconds(due));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = {
        // until when two calls run, when the bucket is full again, when somebody may try whether an outage is over
        "10  | -    | -  | Waits: all 2 calls that Connect's quota allows are in use, place 2 of 2, PT2S, lacks ROOM",
        "10  | 5    | -  | Waits: all 2 calls that Connect's quota allows are in use, place 2 of 2, PT2S, lacks ROOM",
        "0   | -    | -  | Claims: the line of suzuki comes first, another one",
        "-   | 1.1  | -  | Pauses: Connect's quota of calls begun per second is in use, PT0.1S, lacks TOKENS",
        "-   | 1    | -  | Claims: the line of suzuki comes first, another one",
        "-   | 2.5  | -  | Waits: Connect's quota of calls begun per second is in use, place 2 of 2, PT1.5S, lacks TOKENS",
        "-   | 3600 | -  | Claims: the line of suzuki comes first, another one",
        "-   | -    | 5  | Waits: nobody can be phoned since 2026-11-22T18:00:00Z: 403, place 2 of 2, PT5S",
        "-   | -    | -9 | Waits: nobody can be phoned since 2026-11-22T18:00:00Z: 403, place 2 of 2, PT0S",
        "10  | 2    | 50 | Waits: nobody can be phoned since 2026-11-22T18:00:00Z: 403, place 2 of 2, PT30S",
    })
    void noMoreIsDialledThanConnectAllowsAndRoomComesBeforeAToken(Integer running, Double full, Integer nextTry, String verdict) {
        Line own = waiting("sato", Severity.ERROR, -60);
        Line worse = waiting("suzuki", Severity.CRITICAL, -30);
        Map<String, Instant> calls = running == null ? Map.of()
                : Map.of("a", NOW.plusSeconds(running), "b", NOW.plusSeconds(running));
        Optional<PhoneOutage> outage = Optional.ofNullable(nextTry).map(seconds -> new PhoneOutage(
                Instant.parse("2026-11-22T18:00:00Z"), null, "403", null, Proof.CONTACT, 1, NOW.plusSeconds(seconds)));
        SeenLines seen = SeenLines.of("message", "sato", List.of(own, worse)).with(own, page(true)).with(worse, page(true))
                .with(new Allowance(outage, new Quota.Use(full == null ? null : seconds(full), calls)));

        assertThat(text(LINES.serve(seen))).isEqualTo(verdict);
    }

    @Test
    void onlyWhatIsNeededIsLookedAt() {
        Line own = waiting("sato", Severity.ERROR, -60);
        Line worst = waiting("suzuki", Severity.CRITICAL, -60);
        Line taken = waiting("tanaka", Severity.CRITICAL, -60).claimed("c", "another", NOW.plusSeconds(60))
                .asked(one("x", Severity.CRITICAL, 0, false));
        Line gathers = waiting("ueda", Severity.CRITICAL, -0.1);
        List<String> looked = new ArrayList<>();
        SeenLines seen = SeenLines.of("message", "sato", List.of(own, worst, taken, gathers));
        Serving verdict = LINES.serve(seen);
        while (verdict instanceof Serving.LooksAt || verdict instanceof Serving.LooksAtAllowance) {
            looked.add(verdict.reason());
            seen = verdict instanceof Serving.LooksAt looks ? seen.with(looks.line(), page(!looks.line().equals(worst)))
                    : seen.with(FREE);
            verdict = LINES.serve(seen);
        }

        assertThat(looked).containsExactly("what waits for sato", "Connect's quota, and an outage", "what waits for suzuki");
        assertThat(text(verdict)).as("what needs no call is the business of that line's own message")
                .isEqualTo("Claims: the line of sato comes first");
    }

    @Test
    void aLineForWhichNothingWaitsOrNeedsACallComesToRest() {
        Line idle = waiting("sato", Severity.ERROR, -60);
        assertThat(LINES.serve(SeenLines.of("message", "sato", List.of(idle)).with(idle, page(false))))
                .isEqualTo(new Serving.Rests(idle));
        assertThat(LINES.serve(SeenLines.of("message", "nobody", List.of(idle))))
                .isEqualTo(new Serving.Rests(Line.untouched("nobody")));
    }

    /** By its message, whichever line that names: it may have claimed another one before it came again. */
    @Test
    void whoeverHasClaimedAnotherLineGoesOnWithIt() {
        Line other = waiting("suzuki", Severity.ERROR, -60).claimed("c", "message", NOW.plusSeconds(60));
        SeenLines seen = SeenLines.of("message", "sato", List.of(waiting("sato", Severity.ERROR, -60), other)).with(call(false));

        assertThat(LINES.serve(seen)).isEqualTo(new Serving.GoesOn(other, false, false));
    }

    /** A call that has room already needs none again, though all are in use. */
    @Test
    void aCallIsNotKeptFromRoomByItself() {
        Line mine = waiting("sato", Severity.ERROR, -60).claimed("a", "message", NOW.plusSeconds(60));
        Quota.Use use = new Quota.Use(null, Map.of("a", NOW.plusSeconds(60), "b", NOW.plusSeconds(60)));

        SeenLines seen = SeenLines.of("message", "sato", List.of(mine)).with(call(true))
                .with(new Allowance(Optional.empty(), use));

        assertThat(LINES.serve(seen))
                .isEqualTo(new Serving.GoesOn(mine, true, true));
    }

    @Test
    void ofAThousandTheWorstAreToldThatTheyWait() {
        List<Waiting> many = IntStream.range(0, 1000).mapToObj(n -> one("i" + n, n < 2 ? Severity.WARNING : n == 500
                ? Severity.CRITICAL : Severity.ERROR, -1000 + n, false)).toList();
        Line line = many.stream().reduce(Line.untouched("sato"), Line::asked, (a, b) -> b);
        SeenLines seen = SeenLines.of("message", "sato", List.of(line)).with(line, new Page(many, true));

        assertThat(LINES.tooMany(seen).told()).extracting(each -> each.request().incident()).containsExactly("i500", "i2", "i3");
    }

    @Test
    void theWorstGoFirstThenWhoHasNotBeenCalledThenTheOldestAndThoseInACallLast() {
        Line worst = waiting("a", Severity.CRITICAL, -5).called(NOW);
        Line called = waiting("b", Severity.ERROR, -50).called(NOW.minusSeconds(1700));
        Line forgotten = waiting("c", Severity.ERROR, -40).called(NOW.minusSeconds(1800));
        Line oldest = waiting("d", Severity.ERROR, -45);
        Line inCall = waiting("e", Severity.CRITICAL, -50).claimed("c", "m", NOW).asked(one("x", Severity.CRITICAL, 0, false));
        Line nothing = Line.untouched("f");

        assertThat(LINES.waiting(List.of(nothing, inCall, called, forgotten, oldest, worst)))
                .containsExactly(worst, oldest, forgotten, called, inCall);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = {
        // in a call that is still settled or known, since when it waits or until when it is claimed, messages for all that wait
        "no  | -       | -29 | no  | -",
        "no  | -       | -31 | no  | DIAL: no call to sato for what waits",
        "no  | -       | -31 | yes | -",
        "yes | running | -30 | no  | -",
        "yes | running | -31 | yes | DIAL: nobody goes on with call c",
        "yes | settled | 60  | yes | FREE: the line is taken by call c, which is settled",
        "yes | unknown | 60  | yes | FREE: the line is taken by call c, which is unknown",
    })
    void aLineThatNobodyServesIsFound(String inCall, String call, int seconds, String messages, String verdict) {
        Line line = inCall.equals("no") ? waiting("sato", Severity.ERROR, seconds)
                : Line.untouched("sato").claimed("c", "m", NOW.plusSeconds(seconds));
        Optional<Call> found = "running".equals(call) ? Optional.of(call(true)) : "settled".equals(call) ? Optional.of(settled())
                : Optional.empty();

        assertThat(Neglect.of(line, found, messages.equals("yes"), NOW.minusSeconds(30)).map(neglect -> neglect.mend() + ": "
                + neglect.reason())).isEqualTo(Optional.ofNullable(verdict));
    }

    @Test
    void aMessageForEachFreeLineThatWaitsIsEnough() {
        List<Line> lines = List.of(waiting("a", Severity.ERROR, 0), waiting("b", Severity.ERROR, 0), Line.untouched("c"),
                waiting("d", Severity.ERROR, 0).claimed("c", "m", NOW).asked(one("x", Severity.ERROR, 0, false)));

        assertThat(Neglect.haveMessages(lines, 2)).isTrue();
        assertThat(Neglect.haveMessages(lines, 1)).isFalse();
    }

    /** As it is written: each verdict changes what it is about and nothing else. */
    @Test
    void aLineKeepsTheWorstAndTheOldestOfWhatWaitsUntilACallTakesThePage() {
        Line line = Line.untouched("sato").asked(one("a", Severity.ERROR, -10, false)).sent();
        assertThat(line.asked(one("b", Severity.WARNING, -5, false))).as("neither worse nor older").isEqualTo(line);
        Line worse = line.asked(one("c", Severity.CRITICAL, -5, false));
        assertThat(worse).isEqualTo(
                new Line("sato", null, null, null, 0, Severity.CRITICAL, seconds(-10), seconds(-10), true, null));

        Line claimed = worse.claimed("call", "message", NOW);
        assertThat(claimed).isEqualTo(new Line("sato", "call", "message", NOW, 1, null, null, null, false, null));
        assertThat(claimed.asked(one("d", Severity.ERROR, 0, false)).lacksMessage()).isTrue();
        assertThat(claimed.asked(one("d", Severity.ERROR, 0, false)).turned().page()).isEqualTo(2);
        assertThat(claimed.freed()).isEqualTo(new Line("sato", null, null, null, 1, null, null, null, false, null));
        assertThat(Line.untouched("sato").woken(List.of(one("late", Severity.ERROR, -1, false),
                one("first", Severity.WARNING, -2, false))))
                .isEqualTo(new Line("sato", null, null, null, 0, Severity.ERROR, seconds(-2), seconds(-2), true, null));
    }

    private static Line waiting(String engineer, Severity severity, double askedAt) {
        return Line.untouched(engineer).asked(one(engineer, severity, askedAt, false));
    }

    private static Waiting one(String incident, Severity severity, double askedAt, boolean again) {
        return new Waiting(new Request(incident, 1), severity, seconds(askedAt), seconds(askedAt), again);
    }

    private static Page page(boolean isNeeded) {
        return new Page(List.of(), isNeeded);
    }

    private static Call call(boolean toBeDialled) {
        Call call = Call.created("c", "sato", 0, NOW, NOW);
        return toBeDialled ? call : with(call, NOW, null);
    }

    private static Call settled() {
        return with(call(true), NOW, NOW);
    }

    private static Call with(Call call, Instant asked, Instant settled) {
        return new Call(call.id(), call.engineer(), null, 0, 0, 1, NOW, NOW, null, asked, null, null, null, null, null, 0, null,
                0, settled == null ? null : Outcome.UNANSWERED, settled, null, null);
    }

    private static Instant seconds(double fromNow) {
        return NOW.plusMillis(Math.round(fromNow * 1000));
    }

    private static String text(Serving verdict) {
        String more = verdict instanceof Serving.Pauses pauses ? ", " + pauses.time() + lacks(pauses.lacks())
                : verdict instanceof Serving.Gathers gathers ? ", " + gathers.time()
                : verdict instanceof Serving.Waits waits ? ", " + waits.time() + lacks(waits.lacks())
                : verdict instanceof Serving.Claims claims && !claims.own() ? ", another one"
                : verdict instanceof Serving.GoesOn goesOn && goesOn.takesToken() ? ", with a token" : "";
        return verdict.getClass().getSimpleName() + ": " + verdict.reason() + more;
    }

    private static String lacks(Optional<Quota.Kind> kind) {
        return kind.map(lacking -> ", lacks " + lacking).orElse("");
    }
}
