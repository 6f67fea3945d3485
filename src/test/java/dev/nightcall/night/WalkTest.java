package dev.nightcall.night;

import org.apache.camel.spi.BacklogTracer;
import org.apache.camel.spi.BacklogTracerEventMessage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The walk of one alert from its queue to the telephone that rings, as Camel's own tracer sees it, and docs/way.md tells it. */
@Tag("quiet")
@ExtendWith(Cloud.Extension.class)
class WalkTest {

    private static final String PLAN = """
            timezone: UTC
            engineers: {sato: {name: Sato, phones: [{number: "+819000000001"}]}}
            policies: {default: {groupWait: 0s, steps: [{recipients: ["call:sato"], wait: 10m}]}}
            """;

    /** What the three messages begin that an alert is on its way, and the step of the last of them in which a telephone rings. */
    private static final List<String> FROM_QUEUES = List.of("take-together", "due", "claim-line");
    private static final String RINGS = "ask-connect-to-dial";
    /** Steps without an id of ours, as Camel names them. */
    private static final Pattern UNNAMED = Pattern.compile("[a-zA-Z]+[0-9]+");

    private static Night night;

    @BeforeAll
    static void begin(Cloud cloud) throws Exception {
        night = Night.begins(cloud, PLAN, Map.of("camel.trace.enabled", "true", "camel.trace.backlogSize", "1000"));
    }

    @AfterAll
    static void end() throws Exception {
        night.close();
    }

    @Test
    void oneAlertIsAtMostSixtyStepsFromItsQueueToTheRingingTelephone() throws Exception {
        night.phone("+819000000001").doesNotAnswer();

        night.fires("xyz", "db1", "cpu");
        night.phone("+819000000001").rings();

        List<BacklogTracerEventMessage> walk = await().until(WalkTest::walk, steps -> ids(steps).containsAll(List.of(RINGS,
                "if-all-have-ended", "which-are-taken-take-together")));
        assertThat(walk).as(text(walk)).hasSizeLessThanOrEqualTo(60);
        assertThat(ids(walk)).as(text(walk)).containsSubsequence("take-those-that-can-take-together", "begin-maintenance", "note-recoveries-and-look",
                "hold", "suppression-filter", "to-incident", "after-taking", "send-later", "note-handled",
                "due-task", "what-changes-it-before", "reach-position", "recipient-list-calls", "send-dial", "send-later", "note-acted",
                "claim", "to-dial", "throttle", RINGS);
        assertThat(ids(walk)).as(text(walk)).noneMatch(id -> UNNAMED.matcher(id).matches());
        assertThat(Files.readString(Path.of("docs/way.md"))).contains(text(walk));
    }

    /** The three messages one after the other, though the last is there before the one that sent it is done with. */
    private static List<BacklogTracerEventMessage> walk() {
        List<BacklogTracerEventMessage> all = night.camel().getCamelContextExtension().getContextPlugin(BacklogTracer.class)
                .dumpAllTracedMessages().stream().filter(step -> !step.isLast()).toList();
        return FROM_QUEUES.stream().flatMap(from -> untilItRings(all.stream().filter(step -> from.equals(step.getFromRouteId()))
                .toList()).stream()).toList();
    }

    /** What the first message of a route begins, as far as the ringing. */
    private static List<BacklogTracerEventMessage> untilItRings(List<BacklogTracerEventMessage> steps) {
        List<BacklogTracerEventMessage> walked = new ArrayList<>();
        for (BacklogTracerEventMessage step : steps) {
            boolean another = step.isFirst() && Objects.equals(step.getRouteId(), step.getFromRouteId()) && !walked.isEmpty();
            if (another || ids(walked).contains(RINGS)) {
                break;
            }
            walked.add(step);
        }
        return walked;
    }

    /** That of a route's input is no name of ours. */
    private static List<String> ids(List<BacklogTracerEventMessage> steps) {
        return steps.stream().filter(step -> !step.isFirst()).map(BacklogTracerEventMessage::getToNode).toList();
    }

    /** As it stands in docs/way.md. */
    private static String text(List<BacklogTracerEventMessage> steps) {
        StringBuilder text = new StringBuilder("\n");
        for (BacklogTracerEventMessage step : steps) {
            if (step.isFirst()) {
                text.append(step.getRouteId()).append("  from ").append(step.getToNodeLabel().replaceAll("[?{].*", "")).append('\n');
            } else {
                text.append("    ").append(step.getToNode()).append("  ").append(step.getToNodeShortName()).append('\n');
            }
        }
        return text.append(steps.size()).append(" steps").toString();
    }
}
