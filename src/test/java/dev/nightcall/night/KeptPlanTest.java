package dev.nightcall.night;

import dev.nightcall.aws.Item;
import dev.nightcall.duty.KeptPlan;
import dev.nightcall.oncall.OnCallException;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Which plan is kept by the fleet, and who starts with it or follows it. */
class KeptPlanTest extends PlanFleet {

    @Test
    void nothingIsKeptAndTheFileIsBroken() {
        assertThatThrownBy(() -> new Replica("a", "engineers: [")).isInstanceOf(OnCallException.class)
                .hasMessageContaining("a.yaml:1:");
    }

    @Test
    void aPlanLargerThanAnItemIsKeptWhole() throws IOException {
        String large = PLAN + "# " + "夜🔥".repeat(140_000) + "\n";
        new Replica("a", large).watch.look();

        assertThat(kept.text()).hasValue(large);
        assertThat(new Replica("a", "engineers: [").rounds()).isEqualTo(2);
    }

    @Test
    void whatDiesBeforeThePointerIsWrittenLeavesWhatWasBefore() throws IOException {
        new Replica("a", PLAN).watch.look();
        fleet.put(Item.of("set", "plan/" + KeptPlan.digest(OTHER)).with("name", "0000").with("text", OTHER)).execute();

        assertThat(new Replica("b", "engineers: [").rounds()).isEqualTo(2);
    }

    @Test
    void aNewPlanIsKeptAtOnceAndAnOldFileDoesNotComeBeforeIt() throws IOException {
        Replica old = new Replica("old", PLAN);
        old.watch.look();
        Replica rolledOut = new Replica("new", OTHER);
        rolledOut.watch.look();
        assertThat(kept.text()).hasValue(OTHER);

        // The old one crashes and comes back with its file while the new one is rolled out.
        new Replica("old-again", PLAN).watch.look();
        assertThat(kept.text()).hasValue(OTHER);
        assertThat(new Replica("broken", "engineers: [").rounds()).isEqualTo(3);
    }

    @Test
    void anOldPlanIsKeptAgainWhenItIsMeant() throws IOException {
        Replica one = new Replica("one", PLAN);
        one.watch.look();
        one.writes(OTHER);
        assertThat(kept.text()).hasValue(OTHER);
        one.writes(PLAN);
        assertThat(kept.text()).hasValue(PLAN);

        // Or when it is put back by a new deployment, and the others are gone.
        one.writes(OTHER);
        one.watch.leave();
        new Replica("two", PLAN).watch.look();
        assertThat(kept.text()).hasValue(PLAN);
    }

    @Test
    void whoseFileIsBrokenFollowsTheNewestPlanThatAnotherCouldRead() throws IOException {
        Replica one = new Replica("one", PLAN);
        Replica two = new Replica("two", PLAN);
        one.watch.look();
        two.watch.look();
        one.writes("engineers: [");
        assertThat(one.rounds()).isEqualTo(2);
        assertThat(one.watch.brokenSince()).isPresent();

        two.writes(OTHER);
        clock.fastForward(Duration.ofSeconds(61));
        one.watch.look();
        assertThat(one.rounds()).isEqualTo(3);

        // It says so at its next look, so that nobody takes the two for different.
        one.watch.look();
        assertThat(plansInForce(two)).isEqualTo(1);

        // The same file that can be read again is in force here, but is nothing new that others should start with.
        one.writes(PLAN);
        assertThat(one.rounds()).isEqualTo(2);
        assertThat(one.watch.brokenSince()).isEmpty();
        assertThat(kept.text()).hasValue(OTHER);
    }

    @Test
    void aPlanThatCannotBeReadHereIsNotFollowed() throws IOException {
        Replica one = new Replica("one", PLAN);
        one.watch.look();
        new Replica("newer", OTHER).watch.look();
        String text = PLAN + "whatANewerNightcallKnows: true\n";
        fleet.put(Item.of("set", "plan/" + KeptPlan.digest(text)).with("name", "0000").with("text", text)).execute();
        fleet.put(Item.of("set", "plan").with("name", "kept").with("digest", KeptPlan.digest(text))
                .with("at", clock.instant())).execute();

        assertThat(one.writes("engineers: [")).hasSize(2);
        assertThat(one.rounds()).isEqualTo(2);
        assertThat(kept.text()).hasValue(text);
    }

    @Test
    void whatWasTakenUpAndBrokeBeforeAnybodySawItIsKeptAllTheSame() throws IOException {
        Replica one = new Replica("one", PLAN);
        one.watch.look();
        Files.writeString(one.path, OTHER);
        one.file.refresh();
        one.writes("engineers: [");

        assertThat(one.rounds()).isEqualTo(3);
        assertThat(kept.text()).hasValue(OTHER);
    }

    private static double plansInForce(Replica replica) {
        replica.watch.look();
        return replica.registry.get("nightcall.plans.in.force").gauge().value();
    }

    @Test
    void dynamoDbIsAwayAndAGoodFileIsUsed(Cloud cloud) throws IOException {
        cloud.dynamoDb().cut();
        try {
            assertThat(new Replica("a", PLAN).rounds()).isEqualTo(2);
            assertThatThrownBy(() -> new Replica("b", "engineers: [")).isInstanceOf(OnCallException.class)
                    .hasMessageContaining("b.yaml:1:").hasMessageContaining("cannot be read either");
        } finally {
            cloud.dynamoDb().mend();
        }
    }
}
