package dev.nightcall.call;

import dev.nightcall.alert.Severity;
import dev.nightcall.core.Bucket;
import dev.nightcall.core.Call;
import dev.nightcall.core.Finding;
import dev.nightcall.core.Outcome;
import dev.nightcall.core.Request;
import dev.nightcall.core.Response;
import dev.nightcall.core.Settling;
import dev.nightcall.night.Cloud;
import dev.nightcall.sending.Dial;
import dev.nightcall.sending.Later;
import dev.nightcall.sending.Outgoing;
import dev.nightcall.sending.Settle;
import dev.nightcall.telephone.TelephoneBusyException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A process sleeps for a while between two things that it does, and others go on. */
@ExtendWith(Cloud.Extension.class)
class SleepTest {

    private Switchboard board;
    private String call;

    @BeforeEach
    void begin(Cloud cloud) throws Exception {
        board = new Switchboard(cloud, 10, new Bucket(Duration.ofMillis(1), 1000));
        board.asks("sato", board.opens("web", Severity.ERROR));
        board.clock.advance(Switchboard.GATHERING.usual());
        call = board.claims("sato", "message").orElseThrow().callId();
    }

    @AfterEach
    void end() throws Exception {
        board.close();
    }

    @Test
    void whatWasReadTooLongAgoIsLookedAtAnewBeforeItIsDialled() {
        board.beforeRequest(() -> board.clock.advance(Duration.ofSeconds(6)));
        assertThatThrownBy(() -> board.dialling.dial(call)).isInstanceOf(TelephoneBusyException.class);
        assertThat(board.dialled).isEmpty();
        assertThat(now().askedConnect()).isNull();

        board.dialling.dial(call);
        assertThat(board.dialled).containsExactly(call);
        assertThat(now().contactId()).isNotNull();
    }

    /** Its message came again meanwhile, and was done with: nobody else would ever dial, but for the look that was sent then. */
    @Test
    void whatASleeperTakesBackIsDialledByTheLookThatWaitsForAnAnswer() {
        board.beforeRequest(() -> {
            board.clock.advance(Duration.ofSeconds(40));
            assertThat(board.dialling.dial(call)).hasExactlyElementsOfTypes(Later.class);
        });
        assertThatThrownBy(() -> board.dialling.dial(call)).isInstanceOf(TelephoneBusyException.class);
        assertThat(now().askedConnect()).isNull();

        board.clock.advance(Duration.ofSeconds(60));
        List<Outgoing> outgoing = board.watch().begin((Later) CallWatch.first(call, board.clock.instant())).outgoing();
        assertThat(Switchboard.dials(outgoing)).containsExactly(new Dial("sato"));
        assertThat(board.claiming.claim("sato", "another")).as("the line is free to be claimed").isPresent();
    }

    @Test
    void aCallThatWasDecidedMeanwhileIsNotDialled() {
        board.beforeRequest(() -> {
            board.clock.advance(Duration.ofSeconds(100));
            assertThat(decide(unknown())).isTrue();
        });
        assertThat(board.dialling.dial(call)).isEmpty();
        assertThat(board.dialled).isEmpty();
        assertThat(now().outcome()).isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void nobodyIsCalledAboutWhatWasTakenMeanwhile() {
        board.afterLooking(() -> {
            board.clock.advance(Duration.ofSeconds(6));
            board.taken(new Request(board.incident("web").id(), 1));
        });
        assertThat(board.dialling.dial(call)).hasExactlyElementsOfTypes(Settle.class)
                .extracting(settle -> ((Settle) settle).finding().outcome()).containsExactly(Outcome.WITHDRAWN);
        assertThat(board.dialled).isEmpty();
    }

    @Test
    void aContactOfACallThatWasDecidedMeanwhileIsStoppedAndWatched() {
        board.afterRequest(() -> assertThat(decide(unknown())).isTrue());
        List<Outgoing> outgoing = board.dialling.dial(call);
        assertThat(board.stopped).containsExactly("contact-" + call);
        assertThat(outgoing).contains(CallWatch.stopping(call, board.clock.instant()));
        assertThat(now()).matches(Call::isToBeStopped);

        // The process may die before that is sent: whoever gets its message does it again.
        assertThat(board.dialling.dial(call)).contains(CallWatch.stopping(call, board.clock.instant()));
        assertThat(board.dialled).containsExactly(call);
    }

    /** A look stops it then. */
    @Test
    void soItIsOnlyWithinTheQuotaOfStops() {
        board.afterRequest(() -> assertThat(decide(unknown())).isTrue());
        board.dialling.dial(call);
        Instant before = board.clock.instant();
        for (int stops = 0; stops < 4; stops++) {
            board.dialling.dial(call);
        }
        assertThat(Duration.between(before, board.clock.instant())).isGreaterThanOrEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void aContactThatHadEndedAndWasToldOfBeforeConnectsAnswerIsNotStopped() {
        Finding record = new Finding(call, "contact-" + call, null, Switchboard.NOW, "TELECOM_BUSY", Response.of(Outcome.BUSY),
                Switchboard.NOW, "contact record");
        board.afterRequest(() -> {
            assertThat(decide(record)).isTrue();
        });
        assertThat(board.dialling.dial(call)).noneMatch(CallWatch.stopping(call, board.clock.instant())::equals);
        assertThat(board.stopped).isEmpty();
    }

    /** Whoever thinks that the answer was lost has read the call a moment ago. */
    @Test
    void aCallThatHasGotItsContactIsNotSettledAsUnknown() {
        Call read = now();
        board.dialling.dial(call);
        assertThat(board.calls.write(Settling.hear(read, unknown()))).isEmpty();
        assertThat(now().outcome()).isNull();
    }

    /** Nor is one as withdrawn or never dialled that Connect has been asked for meanwhile. */
    @Test
    void aCallThatConnectWasAskedForIsNotWithdrawn() {
        Call read = now();
        board.beforeRequest(() -> {
            for (Outcome outcome : List.of(Outcome.WITHDRAWN, Outcome.FAILED)) {
                assertThat(board.calls.write(Settling.hear(read,
                        Finding.without(call, outcome, "nothing left", board.clock.instant(), "nightcall")))).isEmpty();
            }
        });
        board.dialling.dial(call);
        assertThat(board.dialled).containsExactly(call);
    }

    /** That it was refused is known to the one who asked; what was written since is not undone by it. */
    @Test
    void onlyWhoAskedTakesItBackAndOnlyAsLongAsNothingWasDecided() {
        board.dialling.dial(call);
        Instant asked = now().askedConnect();
        assertThat(board.calls.takeBack(call, asked)).isFalse();
        assertThat(now().askedConnect()).isEqualTo(asked);
    }

    private Finding unknown() {
        return Finding.without(call, Outcome.UNKNOWN, "Connect's answer was lost", board.clock.instant(), "call watch");
    }

    private boolean decide(Finding finding) {
        return board.calls.write(Settling.hear(now(), finding)).isPresent();
    }

    private Call now() {
        return board.calls.find(call).orElseThrow();
    }
}
