package dev.nightcall.night;

import dev.nightcall.duty.PlanNews;
import dev.nightcall.duty.Wrong;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

/** Who is told of a plan that is wrong, and once; and that not all have the same. */
class PlanWatchTest extends PlanFleet {

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
        Replica one = new Replica("one", PLAN.replace("fallback: [\"direct:one\", \"direct:two\"]",
                "channels: [\"direct:three\"]"));
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
}
