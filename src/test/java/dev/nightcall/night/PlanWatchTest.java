package dev.nightcall.night;

import dev.nightcall.aws.Item;
import dev.nightcall.aws.Table;
import dev.nightcall.duty.KeptPlan;
import dev.nightcall.duty.PlanNews;
import dev.nightcall.duty.PlanWatch;
import dev.nightcall.duty.Wrong;
import dev.nightcall.local.Names;
import dev.nightcall.metrics.Meters;
import dev.nightcall.oncall.Feeds;
import dev.nightcall.oncall.OnCallException;
import dev.nightcall.oncall.OnCallFile;
import dev.nightcall.oncall.Routes;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

/** Several Nightcalls, their files, and the plan that is kept. */
@ExtendWith(Cloud.Extension.class)
class PlanWatchTest {

    private static final String PLAN = """
            timezone: UTC
            engineers: {sato: {name: Sato, phones: [{number: "+819000000001"}]}}
            policies: {default: {rounds: 2, steps: [{recipients: ["call:sato"]}], fallback: ["direct:one", "direct:two"]}}
            """;
    private static final String OTHER = PLAN.replace("rounds: 2", "rounds: 3");

    @TempDir
    private Path folder;
    private final MovableClock clock = new MovableClock();
    private DynamoDbClient client;
    private Table lines;
    private KeptPlan kept;

    /** One of the fleet. */
    private final class Replica {

        private final Path path;
        private final OnCallFile file;
        private final PlanWatch watch;
        private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

        Replica(String name, String plan, String... leftOut) throws IOException {
            path = Files.writeString(folder.resolve(name + ".yaml"), plan);
            file = new OnCallFile(path, Feeds.none(), Routes.any(), kept);
            watch = new PlanWatch(file, List.of(leftOut), kept, lines, new PlanWatch.Times(Duration.ofMinutes(1), Duration.ofMinutes(10)),
                    name, new Meters(registry, clock), clock);
        }

        List<PlanNews> writes(String plan) throws IOException {
            Files.writeString(path, plan);
            file.refresh();
            return watch.look();
        }

        int rounds() {
            return file.get().policies().iterator().next().rounds();
        }
    }

    @BeforeEach
    void table(Cloud cloud) {
        Names names = Night.names("t" + UUID.randomUUID().toString().substring(0, 8));
        cloud.provision(names);
        client = DynamoDbClient.create();
        lines = new Table(client, names.tables().lines());
        kept = new KeptPlan(lines, clock);
    }

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void nothingIsKeptAndTheFileIsBroken() {
        assertThatThrownBy(() -> new Replica("a", "engineers: [")).isInstanceOf(OnCallException.class).hasMessageContaining("a.yaml:1:");
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
        lines.put(Item.of("set", "plan/" + KeptPlan.digest(OTHER)).with("name", "0000").with("text", OTHER)).execute();

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
        lines.put(Item.of("set", "plan/" + KeptPlan.digest(text)).with("name", "0000").with("text", text)).execute();
        lines.put(Item.of("set", "plan").with("name", "kept").with("digest", KeptPlan.digest(text)).with("at", clock.instant())).execute();

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
    void eachChannelIsToldOnceOfTheBeginningAndOnceOfTheEnd() throws IOException {
        Replica one = new Replica("one", PLAN);
        Replica two = new Replica("two", PLAN);
        assertThat(one.watch.look()).isEmpty();
        assertThat(two.watch.look()).isEmpty();

        List<PlanNews> news = one.writes("engineers: [");
        assertThat(news).extracting(PlanNews::recipient).containsExactly("direct:one", "direct:two");
        // The other has the same file, and finds the same a moment later.
        assertThat(two.writes("engineers: [")).isEmpty();
        one.watch.told(news.get(0));
        // Dies here: the second channel is told by another, a minute later.
        clock.fastForward(Duration.ofSeconds(61));
        List<PlanNews> left = two.watch.look();
        assertThat(left).extracting(PlanNews::recipient).containsExactly("direct:two");
        two.watch.told(left.get(0));
        two.watch.done(left);
        clock.fastForward(Duration.ofSeconds(61));
        assertThat(one.watch.look()).isEmpty();

        // It is over when no Nightcall is broken.
        assertThat(one.writes(PLAN)).isEmpty();
        List<PlanNews> over = two.writes(PLAN);
        assertThat(over).extracting(PlanNews::recipient, PlanNews::isOver)
                .containsExactly(tuple("direct:one", true), tuple("direct:two", true));
        over.forEach(two.watch::told);
        two.watch.done(over);
        clock.fastForward(Duration.ofSeconds(61));
        assertThat(one.watch.look()).isEmpty();
        assertThat(two.watch.look()).isEmpty();
        assertThat(one.writes("engineers: [")).hasSize(2);
    }

    /** That a file of routes is left out, for years perhaps, hides nothing of the plan, nor that the plan is mended. */
    @Test
    void ofThePlanAndOfRoutesTheyAreToldApart() throws IOException {
        Replica one = new Replica("one", PLAN, "source.yml is left out");
        List<PlanNews> routes = one.watch.look();
        assertThat(routes).extracting(PlanNews::about).containsExactly(Wrong.ROUTES, Wrong.ROUTES);
        tells(one, routes);

        List<PlanNews> plan = one.writes("engineers: [");
        assertThat(plan).extracting(PlanNews::about, PlanNews::isOver)
                .containsExactly(tuple(Wrong.PLAN, false), tuple(Wrong.PLAN, false));
        tells(one, plan);

        List<PlanNews> over = one.writes(PLAN);
        assertThat(over).extracting(PlanNews::about, PlanNews::isOver)
                .containsExactly(tuple(Wrong.PLAN, true), tuple(Wrong.PLAN, true));
        tells(one, over);

        clock.fastForward(Duration.ofSeconds(1));
        assertThat(one.writes("engineers: [").get(0).since()).as("another time").isAfter(plan.get(0).since());
    }

    @Test
    void aChannelThatTheMendedPlanHasNoMoreIsToldOfTheNextTimeAllTheSame() throws IOException {
        Replica one = new Replica("one", PLAN);
        one.watch.look();
        tells(one, one.writes("engineers: ["));
        Instant first = one.writes(PLAN.replace(", \"direct:two\"", "")).stream().peek(one.watch::told).findFirst().orElseThrow()
                .since();
        clock.fastForward(Duration.ofSeconds(61));
        one.watch.look();

        one.writes(PLAN);
        List<PlanNews> again = one.writes("engineers: [");
        assertThat(again).extracting(PlanNews::recipient).containsExactly("direct:one", "direct:two");
        assertThat(again.get(0).since()).isAfter(first);
    }

    private static void tells(Replica replica, List<PlanNews> news) {
        news.forEach(replica.watch::told);
        replica.watch.done(news);
    }

    @Test
    void whereNoPolicyHasAFallbackAllChannelsAreTold() throws IOException {
        Replica one = new Replica("one", PLAN.replace("fallback: [\"direct:one\", \"direct:two\"]", "channels: [\"direct:three\"]"));
        one.watch.look();

        assertThat(one.writes("engineers: [")).extracting(PlanNews::recipient).containsExactly("direct:three");
    }

    @Test
    void differencesAreReportedWhenTheyLast() throws IOException {
        Replica one = new Replica("one", PLAN);
        Replica two = new Replica("two", OTHER);
        for (int minute = 0; minute < 14; minute++) {
            assertThat(one.watch.difference().isPresent()).isEqualTo(minute > 11);
            one.watch.look();
            two.watch.look();
            clock.fastForward(Duration.ofSeconds(61));
        }
        two.writes(PLAN);
        clock.fastForward(Duration.ofSeconds(61));
        one.watch.look();
        assertThat(one.watch.difference()).isEmpty();
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
