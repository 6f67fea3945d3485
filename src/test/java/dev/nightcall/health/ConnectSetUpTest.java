package dev.nightcall.health;

import dev.nightcall.core.Proof;
import dev.nightcall.health.Answer.Forbidden;
import dev.nightcall.health.Answer.Is;
import dev.nightcall.health.Answer.No;
import dev.nightcall.health.Answer.None;
import dev.nightcall.health.ConnectSetUp.Flow;
import dev.nightcall.health.ConnectSetUp.Instance;
import dev.nightcall.health.ConnectSetUp.Named;
import org.junit.jupiter.api.Test;

import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

/** What follows from Amazon Connect's three answers. */
class ConnectSetUpTest {

    private static final Named NAMED = new Named("instance-1", "flow-1", "+815012345678");
    private static final Answer<Instance> INSTANCE = new Is<>(new Instance("ACTIVE", true));
    private static final Answer<Flow> FLOW = new Is<>(new Flow("CONTACT_FLOW", "ACTIVE", "PUBLISHED"));
    private static final Answer<Set<String>> NUMBERS = new Is<>(Set.of("+815012345678", "+81312345678"));
    private static final String NOT_FOUND = "ResourceNotFoundException (HTTP 404)";

    @Test
    void allIsThere() {
        ConnectSetUp setUp = new ConnectSetUp(INSTANCE, FLOW, NUMBERS);

        assertThat(setUp.problems(NAMED)).isEmpty();
        assertThat(setUp.unchecked()).isEmpty();
        assertThat(setUp.isWhole()).isTrue();
    }

    @Test
    void inAnInstanceThatIsNotThereNothingElseIsAskedFor() {
        ConnectSetUp setUp = new ConnectSetUp(new No<>(NOT_FOUND), new No<>(NOT_FOUND), new No<>(NOT_FOUND));

        assertThat(setUp.problems(NAMED)).containsExactly("nightcall.connect.instance-id (NIGHTCALL_CONNECT_INSTANCE_ID): "
                + "there is no instance instance-1 in this account and Region: " + NOT_FOUND);
    }

    @Test
    void anInstanceThatMakesNoCalls() {
        assertThat(new ConnectSetUp(new Is<>(new Instance("ACTIVE", false)), FLOW, NUMBERS).problems(NAMED)).singleElement()
                .asString().contains("NIGHTCALL_CONNECT_INSTANCE_ID", "enable outbound calls");
        assertThat(new ConnectSetUp(new Is<>(new Instance("CREATION_FAILED", true)), FLOW, NUMBERS).problems(NAMED))
                .singleElement().asString().contains("not active, but CREATION_FAILED");
    }

    @Test
    void aFlowThatNoCallCanRun() {
        assertThat(problemOfFlow(new No<>(NOT_FOUND))).contains("there is no contact flow flow-1 in the instance");
        assertThat(problemOfFlow(new Is<>(new Flow("CONTACT_FLOW", "ACTIVE", "SAVED")))).contains("saved, but not published");
        assertThat(problemOfFlow(new Is<>(new Flow("CONTACT_FLOW", "ARCHIVED", "PUBLISHED")))).contains("is ARCHIVED");
        assertThat(problemOfFlow(new Is<>(new Flow("AGENT_WHISPER", "ACTIVE", "PUBLISHED")))).contains("type AGENT_WHISPER");
    }

    private static String problemOfFlow(Answer<Flow> flow) {
        assertThat(new ConnectSetUp(INSTANCE, flow, NUMBERS).problems(NAMED)).singleElement().asString()
                .startsWith("nightcall.connect.contact-flow-id (NIGHTCALL_CONNECT_CONTACT_FLOW_ID): ");
        return new ConnectSetUp(INSTANCE, flow, NUMBERS).problems(NAMED).get(0);
    }

    @Test
    void aNumberThatIsNotTheInstances() {
        assertThat(new ConnectSetUp(INSTANCE, FLOW, new Is<>(Set.of())).problems(NAMED)).singleElement().asString()
                .startsWith("nightcall.connect.source-number (NIGHTCALL_CONNECT_SOURCE_NUMBER): ").contains("no telephone number at all");
        assertThat(new ConnectSetUp(INSTANCE, FLOW, new Is<>(Set.of("+81312345678", "+81312345679"))).problems(NAMED))
                .singleElement().asString().endsWith("+815012345678 is no number of the instance; it has +81312345678, +81312345679");
        assertThat(new ConnectSetUp(INSTANCE, FLOW, new No<>("InvalidRequestException (HTTP 400)")).problems(NAMED))
                .singleElement().asString().contains("does not tell its telephone numbers: InvalidRequestException");
    }

    @Test
    void flowAndNumberAreBothNamed() {
        assertThat(new ConnectSetUp(INSTANCE, new No<>(NOT_FOUND), new Is<>(Set.of())).problems(NAMED)).hasSize(2);
    }

    @Test
    void whatMayNotBeAskedIsNoProblemButSaid() {
        ConnectSetUp setUp = new ConnectSetUp(new Forbidden<>(), FLOW, new Forbidden<>());

        assertThat(setUp.problems(NAMED)).isEmpty();
        assertThat(setUp.unchecked()).containsExactly("instance (connect:DescribeInstance)", "caller ID (connect:ListPhoneNumbersV2)");
        assertThat(setUp.isWhole()).as("asking again will not help").isTrue();
    }

    @Test
    void whatIsThereShowsThatCallsCanBeMadeAsFarAsAnythingButACallDoes() {
        assertThat(new ConnectSetUp(INSTANCE, FLOW, NUMBERS).shows(NAMED)).containsExactlyInAnyOrder(Proof.ANSWER, Proof.SET_UP);
        assertThat(new ConnectSetUp(INSTANCE, new No<>(NOT_FOUND), NUMBERS).shows(NAMED)).containsExactly(Proof.ANSWER);
        assertThat(new ConnectSetUp(INSTANCE, FLOW, new Is<>(Set.of())).shows(NAMED)).containsExactly(Proof.ANSWER);
        assertThat(new ConnectSetUp(INSTANCE, new Forbidden<>(), NUMBERS).shows(NAMED)).as("not seen")
                .containsExactly(Proof.ANSWER);
        assertThat(ConnectSetUp.unknown().shows(NAMED)).isEmpty();
    }

    @Test
    void anOutageTeachesNothing() {
        ConnectSetUp wrong = new ConnectSetUp(INSTANCE, new No<>(NOT_FOUND), NUMBERS);
        ConnectSetUp outage = new ConnectSetUp(new None<>(), new None<>(), new None<>());

        assertThat(outage.problems(NAMED)).isEmpty();
        assertThat(outage.isWhole()).isFalse();
        assertThat(outage.after(wrong)).isEqualTo(wrong);
        assertThat(new ConnectSetUp(INSTANCE, FLOW, new None<>()).after(wrong).problems(NAMED)).isEmpty();
    }
}
