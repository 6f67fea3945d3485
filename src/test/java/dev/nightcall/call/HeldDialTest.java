package dev.nightcall.call;

import dev.nightcall.core.Bucket;
import dev.nightcall.core.Call;
import dev.nightcall.core.Outcome;
import dev.nightcall.core.PhoneOutage;
import dev.nightcall.core.Proof;
import dev.nightcall.core.Request;
import dev.nightcall.night.Cloud;
import dev.nightcall.outage.DialStates;
import dev.nightcall.queue.TryAgain;
import dev.nightcall.sending.Later;
import dev.nightcall.sending.Settle;
import dev.nightcall.tables.Calls;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Nobody can be phoned: no call ends by it, one tries now and then for all, and all are made when it is mended. */
@ExtendWith(Cloud.Extension.class)
class HeldDialTest {

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
    void aRefusalOfEverybodyEndsNoCallAndTheSameCallIsMadeWhenItIsMended() {
        String call = claimed("sato", "web");
        board.fails(403, "ExpiredTokenException", "The security token included in the request is expired");
        assertThatThrownBy(() -> board.dialling.dial(call)).isInstanceOf(TryAgain.class);
        assertThat(outage()).matches(PhoneOutage::isOn).extracting(PhoneOutage::setting).isEqualTo("the AWS credentials");
        assertThat(board.calls.find(call)).get().matches(Call::isToBeDialled);

        assertThatThrownBy(() -> board.claims("sato", "sato")).hasMessageContaining("nobody can be phoned since");
        board.clock.advance(Duration.ofSeconds(5));
        assertThat(board.claims("sato", "sato")).get().extracting(Claim::callId).isEqualTo(call);
        board.dialling.dial(call);

        assertThat(board.dialled).containsExactly(call);
        assertThat(outage().isOn()).isFalse();
    }

    @Test
    void oneOfAllTriesAndTheOthersWaitForWhatItFinds() {
        String call = claimed("sato", "web");
        waiting("suzuki", "shop");
        waiting("tanaka", "bank");
        board.fails(404, "ResourceNotFoundException", "Contact flow not found: x");
        assertThatThrownBy(() -> board.dialling.dial(call)).isInstanceOf(TryAgain.class);
        board.clock.advance(Duration.ofSeconds(5));

        String tries = board.claims("suzuki", "suzuki").orElseThrow().callId();
        assertThatThrownBy(() -> board.claims("tanaka", "tanaka")).isInstanceOf(TryAgain.class);
        assertThatThrownBy(() -> board.claims("sato", "sato")).isInstanceOf(TryAgain.class);
        board.dialling.dial(tries);
        assertThat(board.claims("tanaka", "tanaka")).isPresent();
        assertThat(board.claims("sato", "sato")).isPresent();
    }

    /** The one that was to try has died. */
    @Test
    void whoeverTriesNextDoesNotWaitForOneThatNeverDid() {
        String call = claimed("sato", "web");
        waiting("suzuki", "shop");
        board.fails(403, "AccessDeniedException", "User is not authorized");
        assertThatThrownBy(() -> board.dialling.dial(call)).isInstanceOf(TryAgain.class);
        board.clock.advance(Duration.ofSeconds(5));
        assertThat(board.claims("suzuki", "dies")).isPresent();
        assertThatThrownBy(() -> board.claims("sato", "sato")).isInstanceOf(TryAgain.class);
        board.clock.advance(Duration.ofSeconds(10));
        assertThat(board.claims("sato", "sato")).isPresent();
    }

    @Test
    void anAmbiguousRefusalEndsOneCallAndOfAnotherNumberNone() {
        String first = claimed("sato", "web");
        String second = claimed("suzuki", "shop");
        board.fails(400, "InvalidRequestException", "Invalid request");
        board.fails(400, "InvalidRequestException", "Invalid request");
        assertThat(board.dialling.dial(first)).extracting(message -> ((Settle) message).finding().outcome())
                .containsExactly(Outcome.FAILED);
        assertThatThrownBy(() -> board.dialling.dial(second)).isInstanceOf(TryAgain.class);
        assertThat(outage().reason()).isEqualTo("400 InvalidRequestException for different numbers");
    }

    @Test
    void whatIsRefusedForItsNumberEndsItsCallOnly() {
        String first = claimed("sato", "web");
        String second = claimed("suzuki", "shop");
        board.fails(403, "DestinationNotAllowedException", "Outbound calls to the destination number are not allowed");
        assertThat(board.dialling.dial(first)).extracting(message -> ((Settle) message).finding().outcome())
                .containsExactly(Outcome.FAILED);
        board.dialling.dial(second);
        assertThat(board.dialled).containsExactly(second);
        assertThat(board.dials.now().outage()).isNull();
    }

    @Test
    void threeLostAnswersRunningHoldNewCallsAndTheirsAreNotRepeated() {
        IntStream.range(0, 3).forEach(n -> board.fails(504, "GatewayTimeout", ""));
        String[] calls = {claimed("sato", "web"), claimed("suzuki", "shop"), claimed("tanaka", "bank")};
        for (String call : calls) {
            board.dialling.dial(call);
        }
        assertThat(outage().isOn()).isTrue();
        for (String call : calls) {
            board.dialling.dial(call);
        }
        assertThat(board.asked).containsExactly(calls);
    }

    @Test
    void tooManyRequestsForAMinuteWhileNoCallIsInFlightHoldsTheDial() {
        String call = claimed("sato", "web");
        for (int second = 0; second <= 64; second += 8) {
            assertThat(board.dials.now().outage()).isNull();
            board.fails(429, "LimitExceededException", "");
            assertThatThrownBy(() -> board.dialling.dial(call)).isInstanceOf(TryAgain.class);
            board.clock.advance(Duration.ofSeconds(8));
        }
        assertThat(outage().isOn()).isTrue();
    }

    @Test
    void butNotWhileACallIsInFlight() {
        board.dialling.dial(claimed("suzuki", "shop"));
        String call = claimed("sato", "web");
        for (int second = 0; second <= 64; second += 8) {
            board.fails(429, "LimitExceededException", "");
            assertThatThrownBy(() -> board.dialling.dial(call)).isInstanceOf(TryAgain.class);
            board.clock.advance(Duration.ofSeconds(8));
        }
        assertThat(board.dials.now().outage()).isNull();
    }

    /** Nobody could try while nobody ran: that the next try is long due does not mean that nothing is held. */
    @Test
    void anOutageIsSeenToLastAfterARestartAsWell() {
        board.dials.refused("403 ExpiredTokenException", "the AWS credentials", Proof.ANSWER);
        board.clock.advance(Duration.ofMinutes(10));
        assertThat(board.dials.outageSeen().orElseThrow().isSeenToLast(board.clock.instant())).isFalse();
        DialStates restarted = new DialStates(board.night.table(board.night.names().tables().fleet()), Switchboard.LIMITS,
                board.clock);
        assertThat(restarted.outageSeen().orElseThrow().isSeenToLast(board.clock.instant())).isTrue();
    }

    /** The clock of the one that is refused is ahead of the clock of the one that dials. */
    @Test
    void aDialOfASlowerClockEndsItAsWell() {
        DialStates ahead = new DialStates(board.night.table(board.night.names().tables().fleet()), Switchboard.LIMITS,
                Clock.offset(board.clock, Duration.ofSeconds(10)));
        ahead.refused("403 ExpiredTokenException", "the AWS credentials", Proof.ANSWER);
        board.clock.advance(Duration.ofSeconds(15));
        board.dialling.dial(claimed("sato", "web"));
        assertThat(outage().isOn()).isFalse();
    }

    @Test
    void aDialFromBeforeItSaysNothingOfIt() {
        Instant before = board.clock.instant();
        board.clock.advance(Duration.ofSeconds(30));
        board.dials.refused("403 ExpiredTokenException", "the AWS credentials", Proof.ANSWER);
        board.dials.dialled(before);
        board.dials.hadDialled(board.clock.instant().minusSeconds(10));
        assertThat(outage().isOn()).isTrue();
    }

    /** It would be the one that tries, in vain, while others are needed. */
    @Test
    void aHeldCallThatNobodyNeedsAnyMoreEnds() {
        String call = claimed("sato", "web");
        board.fails(403, "ExpiredTokenException", "The security token included in the request is expired");
        assertThatThrownBy(() -> board.dialling.dial(call)).isInstanceOf(TryAgain.class);
        Later look = (Later) CallWatch.once(call, board.clock.instant());
        assertThat(board.watch().begin(look)).matches(Glance::isDone).returns(List.of(), Glance::outgoing);

        board.taken(new Request(board.incident("web").id(), 1));

        assertThat(board.watch().begin(look).outgoing())
                .extracting(message -> ((Settle) message).finding().outcome()).containsExactly(Outcome.WITHDRAWN);
    }

    @Test
    void whenNothingIsLeftToCallAboutConnectIsAskedWithoutDialling() {
        String call = claimed("sato", "web");
        board.fails(403, "ExpiredTokenException", "The security token included in the request is expired");
        assertThatThrownBy(() -> board.dialling.dial(call)).isInstanceOf(TryAgain.class);
        board.dials.lookWhetherMended(() -> {
            throw new AssertionError("asked, though a call waits");
        });
        board.clock.advance(Duration.ofMinutes(3));
        board.dials.lookWhetherMended(Set::of);
        assertThat(outage().isOn()).as("the token is still not accepted").isTrue();
        board.dials.lookWhetherMended(() -> {
            throw new AssertionError("asked again at once");
        });
        board.clock.advance(Duration.ofSeconds(30));
        board.dials.lookWhetherMended(() -> Set.of(Proof.ANSWER));
        assertThat(outage().isOn()).isFalse();
    }

    /** Calls may wait that nobody could try while nobody ran: one of them tries, and not all at once. */
    @Test
    void afterARestartCallsTryFirst() {
        board.dials.refused("403 ExpiredTokenException", "the AWS credentials", Proof.ANSWER);
        board.clock.advance(Duration.ofMinutes(10));
        DialStates restarted = new DialStates(board.night.table(board.night.names().tables().fleet()), Switchboard.LIMITS,
                board.clock);
        restarted.lookWhetherMended(() -> Set.of(Proof.ANSWER));
        assertThat(outage().isOn()).isTrue();

        board.clock.advance(Duration.ofMinutes(3));
        restarted.lookWhetherMended(() -> Set.of(Proof.ANSWER));
        assertThat(outage().isOn()).isFalse();
    }

    @Test
    void connectIsNotAskedForWhatOnlyACallCanShow() {
        board.dials.refused("403 AccessDeniedException", "the right to dial", Proof.CONTACT);
        board.clock.advance(Duration.ofMinutes(10));
        board.dials.lookWhetherMended(() -> {
            throw new AssertionError("asked in vain");
        });
        assertThat(outage().isOn()).isTrue();
    }

    private PhoneOutage outage() {
        return board.dials.now().outage();
    }

    private void waiting(String engineer, String system) {
        board.asks(engineer, board.opens(system));
        board.clock.advance(Switchboard.GATHERING.usual());
    }

    private String claimed(String engineer, String system) {
        waiting(engineer, system);
        return board.claims(engineer, engineer).orElseThrow().callId();
    }
}
