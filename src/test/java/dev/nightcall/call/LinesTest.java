package dev.nightcall.call;

import dev.nightcall.alert.Severity;
import dev.nightcall.core.Bucket;
import dev.nightcall.core.Call;
import dev.nightcall.core.Incident;
import dev.nightcall.core.Line;
import dev.nightcall.core.Request;
import dev.nightcall.night.Cloud;
import dev.nightcall.queue.TryAgain;
import dev.nightcall.sending.Dial;
import dev.nightcall.sending.DialSent;
import dev.nightcall.sending.Outgoing;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import static dev.nightcall.call.Switchboard.dials;
import static org.assertj.core.api.Assertions.assertThat;

/** What waits for a line is told in one call, and nothing is lost or told twice, whatever happens between two writes. */
@ExtendWith(Cloud.Extension.class)
class LinesTest {

    private Switchboard board;

    @BeforeEach
    void begin(Cloud cloud) throws Exception {
        board = new Switchboard(cloud, 10, new Bucket(Duration.ofMillis(1), 1000));
    }

    @AfterEach
    void end() throws Exception {
        board.close();
    }

    @Test
    void aThousandIncidentsMakeOneCallAndTheItemsStaySmall() throws Exception {
        List<Outgoing> dials = new CopyOnWriteArrayList<>();
        sideBySide(8, IntStream.range(0, 1000).<Callable<Void>>mapToObj(n -> () -> {
            List<Outgoing> outgoing = board.ask("sato", board.opens("system" + n));
            dials.addAll(dials(outgoing));
            outgoing.stream().filter(DialSent.class::isInstance)
                    .forEach(line -> board.requests.dialSent((DialSent) line));
            return null;
        }).toList());
        assertThat(dials).as("one, or a few that were asked for before it was noted").hasSizeBetween(1, 16);
        assertThat(board.order.incidents(board.lines.of("sato"))).isEqualTo(1000);

        assertThat(board.calls("sato")).hasSize(1000).doesNotHaveDuplicates();

        assertThat(board.dialled).hasSize(1);
        assertThat(board.calls.find(board.dialled.get(0))).get().extracting(Call::size).isEqualTo(1000);
        assertThat(board.lines.of("sato").isWaiting()).isFalse();
        assertThat(board.night.table(board.night.names().tables().lines()).partition("set", "lines").toString().length())
                .isLessThan(2000);
    }

    /** A page is closed while somebody adds to it: the request is in the call before or in the one after. */
    @Test
    void requestsThatComeWhileTheLineIsClaimedAreNeitherLostNorRepeated() throws Exception {
        List<Request> requests = IntStream.range(0, 60).mapToObj(n -> board.opens("system" + n)).toList();
        List<Request> told = new CopyOnWriteArrayList<>();
        List<Callable<Void>> tasks = new ArrayList<>(requests.stream().<Callable<Void>>map(request -> () -> {
            board.asks("sato", request);
            return null;
        }).toList());
        for (int n = 5; n < tasks.size(); n += 6) {
            tasks.add(n, () -> {
                call().ifPresent(told::addAll);
                return null;
            });
        }

        sideBySide(6, tasks);

        while (board.lines.of("sato").isWaiting()) {
            call().ifPresent(told::addAll);
        }
        assertThat(told).containsExactlyInAnyOrderElementsOf(requests);
        assertThat(board.dialled).hasSizeGreaterThan(1);
    }

    private synchronized Optional<List<Request>> call() {
        board.clock.advance(Duration.ofSeconds(20));
        Optional<Claim> claim = claim();
        claim.ifPresent(found -> board.dialling.dial(found.callId()));
        Optional<List<Request>> told = claim.map(found -> board.lines.requests(board.calls.find(found.callId()).orElseThrow()));
        claim.ifPresent(found -> board.ends("sato"));
        return told;
    }

    /** What has begun to wait since the clock was moved is gathered first. */
    private Optional<Claim> claim() {
        try {
            return board.claims("sato", "message");
        } catch (TryAgain e) {
            return Optional.empty();
        }
    }

    @Test
    void whoeverMadeTheLineWaitSendsItsMessageAgainUntilItIsNoted() {
        Request first = board.opens("first");
        List<Outgoing> sent = board.ask("sato", first);
        assertThat(dials(sent)).containsExactly(new Dial("sato"));
        assertThat(board.ask("sato", first)).as("after a crash before sending").isEqualTo(sent);
        Request second = board.opens("second");
        assertThat(dials(board.ask("sato", second))).as("the first may have died").containsExactly(new Dial("sato"));

        board.requests.dialSent((DialSent) sent.get(1));

        assertThat(board.ask("sato", first)).isEmpty();
        assertThat(board.ask("sato", board.opens("third"))).isEmpty();
        assertThat(board.calls("sato")).hasSize(3);
        board.asks("sato", board.opens("fourth"));
        board.requests.dialSent((DialSent) sent.get(1));
        assertThat(dials(board.ask("sato", board.opens("fifth")))).as("another page, noted already").isEmpty();
    }

    /** Between sending and noting it, the message has found nothing to call about, and something else has begun to wait. */
    @Test
    void aNoteThatComesLateIsNotAboutWhatHasBegunToWaitSince() {
        Request first = board.opens("first");
        List<Outgoing> sent = board.ask("sato", first);
        board.taken(first);
        assertThat(board.claims("sato", "message")).isEmpty();
        board.clock.advance(Duration.ofSeconds(1));
        Request second = board.opens("second");
        board.ask("sato", second);

        board.requests.dialSent((DialSent) sent.get(1));

        assertThat(dials(board.ask("sato", second))).as("after a crash before sending").containsExactly(new Dial("sato"));
    }

    @Test
    void aClaimIsFoundAgainByItsMessageAndByNobodyElse() {
        board.asks("sato", board.opens("first"));
        board.clock.advance(Duration.ofSeconds(1));
        Claim claim = board.claims("sato", "one").orElseThrow();

        assertThat(board.claims("sato", "two")).isEmpty();
        assertThat(board.claiming.claim("sato", "one")).get().extracting(Claim::callId).isEqualTo(claim.callId());
        board.clock.advance(Duration.ofSeconds(61));
        assertThat(board.claims("sato", "three")).as("taken over").get().extracting(Claim::callId).isEqualTo(claim.callId());
    }

    @Test
    void aClaimOfAnotherLineIsFoundAgainToo() {
        board.asks("sato", board.opens("less", Severity.WARNING));
        board.asks("suzuki", board.opens("worst", Severity.CRITICAL));
        board.clock.advance(Duration.ofSeconds(1));
        Claim claim = board.claims("sato", "one").orElseThrow();
        assertThat(board.calls.find(claim.callId())).get().extracting(Call::engineer).isEqualTo("suzuki");
        assertThat(dials(claim.first())).containsExactly(new Dial("sato"));

        // The call that was written down then is read this time.
        assertThat(board.claiming.claim("sato", "one")).contains(new Claim(claim.callId(), Optional.empty(), claim.first()));
    }

    /** Between that the page is closed and that Connect is asked. */
    @Test
    void whatBeganToWaitAfterTheClaimIsToldInTheSameCallEvenAfterACrash() {
        Request first = board.opens("first");
        board.asks("sato", first);
        board.clock.advance(Duration.ofSeconds(1));
        Claim claim = board.claims("sato", "one").orElseThrow();
        Request second = board.opens("second");
        board.asks("sato", second);
        Call call = board.calls.find(claim.callId()).orElseThrow();
        Line line = board.lines.of("sato");
        board.night.tables().transactions().execute(board.calls.extend(call, line.page()), board.lines.turn(line));
        Request third = board.opens("third");
        board.asks("sato", third);

        board.dialling.dial(claim.callId());

        assertThat(board.lines.requests(board.calls.find(claim.callId()).orElseThrow()))
                .containsExactlyInAnyOrder(first, second, third);
        board.asks("sato", board.opens("fourth"));
        assertThat(board.lines.of("sato").isWaiting()).as("what comes later is not taken by this call").isTrue();
    }

    @Test
    void whatWasTakenMeanwhileIsLeftOutAndNobodyIsCalledWhenNothingIsLeft() {
        Request first = board.opens("first");
        Request second = board.opens("second");
        board.asks("sato", first);
        board.asks("sato", second);
        board.taken(first);
        assertThat(board.calls("sato")).containsExactly(second);
        board.ends("sato");
        Request third = board.opens("third");
        board.asks("sato", third);
        board.taken(third);
        board.clock.advance(Duration.ofSeconds(20));

        assertThat(board.claims("sato", "one")).isEmpty();

        assertThat(board.lines.of("sato").isWaiting()).isFalse();
        assertThat(board.night.events(third.incident())).contains("not-called: acknowledged by somebody");
        assertThat(board.dialled).hasSize(1);
    }

    /** Somebody asks after the page was looked at, and before the line comes to rest; then the process dies. */
    @Test
    void whoAsksWhileTheLineComesToRestIsNotForgotten() {
        Request first = board.opens("first");
        board.asks("sato", first);
        board.taken(first);
        Line line = board.lines.of("sato");
        Request late = board.opens("late");
        assertThat(board.ask("sato", late)).as("it leaves it to the message that is on its way").isEmpty();
        assertThat(board.lines.rest(line)).isTrue();

        assertThat(board.calls("sato")).containsExactly(late);
    }

    @Test
    void anIncidentThatIsAskedForAgainBeforeTheCallIsToldOnceAtItsLatestPosition() {
        Request first = board.opens("first");
        board.asks("sato", first);
        Incident incident = board.incident("first");
        Request again = board.reaches(incident, 2);
        board.asks("sato", again);

        assertThat(board.calls("sato")).containsExactly(again);
    }

    private static void sideBySide(int threads, List<Callable<Void>> tasks) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            for (Future<Void> done : pool.invokeAll(tasks)) {
                done.get();
            }
        } finally {
            pool.shutdownNow();
        }
    }
}
