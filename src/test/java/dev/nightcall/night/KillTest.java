package dev.nightcall.night;

import dev.nightcall.core.Incident;
import dev.nightcall.core.Outcome;
import dev.nightcall.core.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** kill -9 at every stage of the way: after the next start every escalation goes on, and nobody is called twice. */
@ExtendWith(Cloud.Extension.class)
class KillTest {

    private static final Duration LONG = Duration.ofSeconds(90);

    @Test
    void oneKillFindsAnIncidentAtEveryStage(Cloud cloud) throws Exception {
        Pairs pairs = Pairs.of("accepted", "waiting", "lost", "late", "ringing", "talking", "ended");
        try (Night night = Night.ofProcesses(cloud, pairs.yaml(), Map.of("nightcall.call.unknown-after", "12s",
                "nightcall.call.ring-limit", "20s", "nightcall.connect.timeout", "15s",
                "nightcall.contact-records.failover", "2s"))) {
            night.connect().put("/settings", Map.of("inputTimeScale", 2, "contactRecordDelaySeconds", 5, "failures",
                    List.of(fails("DescribeContact", 500, null))));
            List.of("accepted", "waiting").forEach(system -> night.phone(pairs.first(system)).answers("1", "1"));
            pairs.systems().forEach(system -> night.phone(pairs.second(system)).answers("1", "1"));
            night.phone(pairs.first("ringing")).doesNotAnswer();
            night.phone(pairs.first("ended")).isBusy();
            night.phone(pairs.first("lost")).doesNotAnswer();
            night.phone(pairs.second("late")).doesNotAnswer();
            night.startProcess();

            fire(night, "ringing", "talking");
            rings(night, pairs.first("ringing"), pairs.first("talking"));
            night.connect().put("/settings", Map.of("failures", List.of(fails("DescribeContact", 500, null),
                    Map.of("operation", "StartOutboundVoiceContact", "times", 2, "after", true, "delaySeconds", 20))));
            fire(night, "lost", "late");
            rings(night, pairs.first("lost"), pairs.first("late"));
            fire(night, "ended");
            night.phone(pairs.first("ended")).hangsUp();
            night.connect().put("/settings", Map.of("failures", List.of(fails("DescribeContact", 500, null),
                    fails("StartOutboundVoiceContact", 429, "TooManyRequestsException"))));
            fire(night, "waiting");
            Incident waiting = night.awaitIncident("waiting", incident -> true);
            await("a call that waits").atMost(LONG).until(() ->
                    night.events(waiting.id()).contains("call-waits: 429 TooManyRequestsException"));
            night.connect().send("POST", "/phones/" + pairs.first("talking") + "/answer", null);
            fire(night, "accepted");
            night.killProcess();

            night.connect().put("/settings", Map.of("failures", List.of(), "contactRecordDelaySeconds", 1));
            night.connect().post("/phones/" + pairs.first("talking") + "/keys", Map.of("keys", "11"));
            night.startProcess();
            takenBy(night, "accepted", "accepted-first");
            takenBy(night, "waiting", "waiting-first");
            takenBy(night, "talking", "talking-first");
            takenBy(night, "ringing", "ringing-second");
            takenBy(night, "ended", "ended-second");
            takenBy(night, "lost", "lost-second");
            // Connect's answer never came, so the escalation has gone on; but the phone rings, and a digit told late wins.
            Phone.Conversation late = night.phone(pairs.first("late")).rings();
            assertThat(night.awaitSettled(late.callId()).outcome()).isEqualTo(Outcome.UNKNOWN);
            night.phone(pairs.second("late")).rings();
            night.connect().send("POST", "/phones/" + pairs.first("late") + "/answer", null);
            night.connect().post("/phones/" + pairs.first("late") + "/keys", Map.of("keys", "11"));
            takenBy(night, "late", "late-first");
            assertThat(night.awaitSettled(late.callId()).outcome()).isEqualTo(Outcome.ACKNOWLEDGED);

            NoCallTwice calls = new NoCallTwice(night, pairs.numbers());
            calls.once(pairs.first("accepted"), pairs.first("waiting"), pairs.first("talking"), pairs.first("lost"),
                    pairs.second("lost"), pairs.first("late"), pairs.first("ringing"), pairs.second("ringing"),
                    pairs.first("ended"), pairs.second("ended"));
            Stream.of("accepted", "waiting", "talking").forEach(system ->
                    assertThat(night.phone(pairs.second(system)).calls()).as(system).isEmpty());
            calls.check();
        }
    }

    @Test
    void killedAgainAndAgainDuringOneEscalation(Cloud cloud) throws Exception {
        Pairs pairs = Pairs.of("declines", "busy", "voicemail", "invalid");
        Random moments = new Random(20231003);
        try (Night night = Night.ofProcesses(cloud, pairs.yaml(), Map.of("nightcall.call.unknown-after", "3s"))) {
            pairs.numbers().forEach(number -> night.phone(number).answers("1", "3"));
            night.phone(pairs.first("busy")).isBusy();
            night.phone(pairs.first("voicemail")).isVoicemail();
            night.phone(pairs.first("invalid")).isInvalid();
            night.startProcess();
            pairs.systems().forEach(system -> fire(night, system));
            for (int kills = 0; kills < 3; kills++) {
                await("some moment").atMost(LONG).pollDelay(Duration.ofMillis(500 + moments.nextInt(3000))).until(() -> true);
                night.killProcess();
                night.startProcess();
            }
            pairs.systems().forEach(system -> night.phone(pairs.second(system)).answers("1", "1"));
            for (String system : pairs.systems()) {
                takenBy(night, system, system + "-second");
            }
            new NoCallTwice(night, pairs.numbers()).check();
        }
    }

    /** That the end of an answered call was seen without a digit is in no process: whoever is there then looks for it. */
    @Test
    void killedBetweenTheEndOfACallAndTheLookForItsDigit(Cloud cloud) throws Exception {
        Pairs pairs = Pairs.of("taken", "voicemail");
        try (Night night = Night.ofProcesses(cloud, pairs.yaml(), Map.of("nightcall.call.second-look", "40s"))) {
            night.connect().put("/settings", Map.of("attributesLagSeconds", 30, "contactRecordDelaySeconds", 300));
            night.phone(pairs.first("taken")).answers("1", "1");
            night.phone(pairs.first("voicemail")).isVoicemail();
            night.phone(pairs.second("voicemail")).answers("1", "1");
            night.startProcess();
            fire(night, "taken", "voicemail");
            List<Phone.Conversation> calls = Stream.of("taken", "voicemail")
                    .map(system -> night.phone(pairs.first(system)).hangsUp(1, LONG)).toList();
            // A look is made every second, so that by then both ends have been seen.
            await().pollDelay(Duration.ofSeconds(6)).until(() -> looks(night) > 2);
            night.killProcess();
            assertThat(calls).allSatisfy(call -> assertThat(night.call(call.callId()).outcome()).isNull());

            night.startProcess();
            takenBy(night, "taken", "taken-first");
            takenBy(night, "voicemail", "voicemail-second");
            assertThat(calls).extracting(call -> night.awaitSettled(call.callId()).outcome())
                    .containsExactly(Outcome.ACKNOWLEDGED, Outcome.NO_DIGIT);
            NoCallTwice once = new NoCallTwice(night, pairs.numbers());
            once.once(pairs.first("taken"), pairs.first("voicemail"), pairs.second("voicemail"));
            assertThat(night.phone(pairs.second("taken")).calls()).isEmpty();
            once.check();
        }
    }

    private static long looks(Night night) {
        return night.connect().get("/requests").path("DescribeContact").path("200").asLong();
    }

    private static Map<String, Object> fails(String operation, int status, String error) {
        return error == null ? Map.of("operation", operation, "status", status)
                : Map.of("operation", operation, "status", status, "error", error);
    }

    private static void fire(Night night, String... systems) {
        Stream.of(systems).forEach(system -> night.fires(system, "host", "service"));
    }

    private static void rings(Night night, String... numbers) {
        Stream.of(numbers).forEach(number -> night.phone(number).rings());
    }

    private static void takenBy(Night night, String system, String engineer) {
        Incident incident = night.awaitIncident(system, LONG, i -> i.status() == Status.ACKNOWLEDGED);
        assertThat(incident.acknowledgedBy()).as(system).isEqualTo(engineer);
    }
}
