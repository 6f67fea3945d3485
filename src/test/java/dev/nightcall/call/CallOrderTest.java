package dev.nightcall.call;

import dev.nightcall.alert.Severity;
import dev.nightcall.core.Bucket;
import dev.nightcall.core.Incident;
import dev.nightcall.core.Line;
import dev.nightcall.core.Request;
import dev.nightcall.night.Cloud;
import dev.nightcall.queue.TryAgain;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Who is called first when not everybody can be called at once, and when a call waits for more incidents. */
@ExtendWith(Cloud.Extension.class)
class CallOrderTest {

    private Switchboard board;

    @BeforeEach
    void begin(Cloud cloud) throws Exception {
        board = new Switchboard(cloud, 1, Bucket.ofDials(2, 5));
    }

    @AfterEach
    void end() throws Exception {
        board.close();
    }

    @Test
    void theWorstGoFirstThenWhoHasNotBeenCalledThenTheOldest() {
        board.asks("sato", board.opens("before"));
        board.calls("sato");
        board.ends("sato");
        board.asks("sato", board.opens("old"));
        board.clock.advance(Duration.ofSeconds(1));
        board.asks("tanaka", board.opens("new"));
        board.clock.advance(Duration.ofSeconds(1));
        board.asks("suzuki", board.opens("worst", Severity.CRITICAL));
        assertThat(engineers()).containsExactly("suzuki", "tanaka", "sato");

        board.clock.advance(Duration.ofMinutes(31));
        assertThat(engineers()).as("the call before is forgotten").containsExactly("suzuki", "sato", "tanaka");

        board.asks("tanaka", board.opens("worse", Severity.CRITICAL));
        assertThat(engineers()).as("the worst of each line counts").containsExactly("tanaka", "suzuki", "sato");
    }

    @Test
    void whileAllCallsAreInUseTheTimelineOfTheWorstSaysWhyAndWhere() {
        board.asks("sato", board.opens("running"));
        board.calls("sato");
        IntStream.range(0, 5).forEach(n -> board.asks("suzuki", board.opens("suzuki" + n,
                n < 3 ? Severity.CRITICAL : Severity.ERROR)));
        board.asks("tanaka", board.opens("tanaka", Severity.WARNING));
        board.clock.advance(Duration.ofSeconds(1));

        String reason = "all 1 calls that Connect's quota allows are in use, place ";
        assertThatThrownBy(() -> board.claims("tanaka", "one")).isInstanceOf(TryAgain.class).hasMessage(reason + "2 of 2");
        assertThatThrownBy(() -> board.claims("suzuki", "two")).isInstanceOf(TryAgain.class).hasMessage(reason + "1 of 2");
        assertThat(IntStream.range(0, 5).filter(n -> board.night.events(board.incident("suzuki" + n).id())
                .contains("call-waits: " + reason + "1 of 2"))).containsExactly(0, 1, 2);

        board.ends("sato");
        assertThat(board.claims("tanaka", "one")).get()
                .satisfies(claim -> assertThat(board.calls.find(claim.callId()).orElseThrow().engineer()).isEqualTo("suzuki"));
        assertThatThrownBy(() -> board.claims("tanaka", "three")).isInstanceOf(TryAgain.class);
    }

    @Test
    void theRoomOfALostNightcallComesBackWhenItsClaimRunsOut() {
        board.asks("sato", board.opens("one"));
        board.clock.advance(Duration.ofSeconds(1));
        board.claims("sato", "dies").orElseThrow();
        board.asks("suzuki", board.opens("two"));
        board.clock.advance(Duration.ofSeconds(58));
        assertThatThrownBy(() -> board.claims("suzuki", "lives")).isInstanceOf(TryAgain.class);

        board.clock.advance(Duration.ofSeconds(2));

        assertThat(board.claims("suzuki", "lives")).isPresent();
    }

    @Test
    void theNextCallWaitsUntilNothingNewComesTheFirstOneDoesNot() {
        board.asks("sato", board.opens("first"));
        assertThat(board.calls("sato")).hasSize(1);
        board.ends("sato");
        board.asks("sato", board.opens("second"));
        board.clock.advance(Duration.ofSeconds(2));
        board.asks("sato", board.opens("third"));
        assertThatThrownBy(() -> board.claims("sato", "message")).isInstanceOf(TryAgain.class)
                .hasMessage("more incidents may come");

        board.clock.advance(Duration.ofSeconds(3));

        assertThat(board.calls("sato")).hasSize(2);
    }

    @Test
    void theFirstOfThemDoesNotWaitForEver() {
        board.asks("sato", board.opens("first"));
        board.calls("sato");
        board.ends("sato");
        for (int n = 0; n < 19; n++) {
            board.asks("sato", board.opens("system" + n));
            assertThatThrownBy(() -> board.claims("sato", "message")).isInstanceOf(TryAgain.class);
            board.clock.advance(Duration.ofSeconds(1));
        }
        board.asks("sato", board.opens("last"));

        assertThat(board.calls("sato")).hasSize(20);
    }

    /** Of three rounds of one step each: the second round, and the first one after the rounds have started over. */
    @ParameterizedTest
    @ValueSource(ints = {2, 5})
    void anotherAttemptAboutTheSameDoesNotWait(int position) {
        board.asks("sato", board.opens("first"));
        board.calls("sato");
        board.ends("sato");
        Incident incident = board.incident("first");
        board.clock.advance(Duration.ofSeconds(30));
        IntStream.range(2, position).forEach(before -> board.reaches(incident, before));
        Request again = board.reaches(incident, position);
        board.asks("sato", again);

        assertThat(board.calls("sato")).containsExactly(again);
    }

    private List<String> engineers() {
        return board.order.waiting().stream().map(Line::engineer).toList();
    }
}
