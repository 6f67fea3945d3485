package dev.nightcall.night;

import dev.nightcall.core.Incident;
import dev.nightcall.core.Outcome;
import dev.nightcall.core.Status;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What an incident goes through, each test with a system and engineers of its own. */
@Tag("quiet")
@ExtendWith(Cloud.Extension.class)
class WayOfAnAlertTest {

    private static final Plan PLAN = new Plan().system("turns", 3).system("voicemail", 2).system("hangup", 2)
            .system("pass", 2).system("busy", 2).system("invalid", 2)
            .number("forbidden-1", "+442079460000").system("forbidden", 2)
            .number("phones-1", "+819055551111\"}, {number: \"+819055550000").system("phones", 1)
            .system("early", 1, "groupWait: 10s, rounds: 1, pause: 4s")
            .system("rings", 1, "groupWait: 1s, rounds: 1, pause: 4s, ringLimit: 25s").system("listens", 2)
            .system("second", 1, "groupWait: 10s, rounds: 1, pause: 4s")
            .system("team", 2, "groupWait: 1s, rounds: 1, pause: 4s",
                    "{recipients: [\"call:team-1\", \"call:team-2\"], wait: 1m}")
            .system("pairA", 0, "groupWait: 1s, rounds: 1, pause: 4s", "{recipients: [\"call:pair\"], wait: 1m}")
            .system("pairB", 0, "groupWait: 1s, rounds: 1, pause: 4s", "{recipients: [\"call:pair\"], wait: 1m}")
            .system("queueA", 0, "groupWait: 1s, rounds: 1, pause: 4s", "{recipients: [\"call:queued\"], wait: 1m}")
            .system("queueB", 0, "groupWait: 1s, rounds: 1, pause: 4s", "{recipients: [\"call:queued\"], wait: 1m}");
    private static final String PAIR = PLAN.phone("pair");
    private static final String QUEUED = PLAN.phone("queued");
    private static final Duration LONG = Duration.ofSeconds(60);
    /** Seconds, on a machine on which many of these run; a minute if only the clock moved it on, or Connect stopped it. */
    private static final Duration AT_ONCE = Duration.ofSeconds(20);

    private static Night night;

    @BeforeAll
    static void begin(Cloud cloud) throws Exception {
        // Tests run side by side; Connect's limits are the matter of other tests.
        night = Night.begins(cloud, PLAN.yaml(), Map.of("nightcall.connect.rate", "50",
                "nightcall.connect.burst", "50", "nightcall.connect.looks.rate", "50", "nightcall.connect.looks.burst", "50",
                "nightcall.connect.stops.rate", "50", "nightcall.connect.stops.burst", "50",
                "nightcall.call.gather", "2s",
                "nightcall.queue.calls.consumers", "20"));
        night.connect().put("/settings", Map.of("ratePerSecond", 50, "burst", 50, "quotas", Map.of(),
                "concurrentCalls", 50));
    }

    @AfterAll
    static void end() throws Exception {
        night.close();
    }

    @SideBySide
    void nobodyAnswersSoTheyAreCalledInTurnAndTheRoundsStartOverAfterThePause() {
        List<Phone> phones = List.of(phone("turns", 1), phone("turns", 2), phone("turns", 3));
        phones.forEach(Phone::doesNotAnswer);

        night.fires("turns", "host", "service");

        // Two rounds, then the first of the next ones.
        phones.get(0).hangsUp(3, LONG);
        List<Phone.Conversation> calls = allCalls(phones);
        assertThat(calls.stream().limit(7).map(call -> engineerOf(call)))
                .containsExactly("turns-1", "turns-2", "turns-3", "turns-1", "turns-2", "turns-3", "turns-1");
        for (int i = 0; i < 6; i++) {
            assertThat(Duration.between(calls.get(i).startedAt(), calls.get(i).endedAt()))
                    .as("stopped at ringLimit").isBetween(Duration.ofMillis(2800), AT_ONCE);
            assertThat(calls.get(i).disconnectReason()).isEqualTo("TELECOM_ORIGINATOR_CANCEL");
        }
        for (int i = 0; i < 5; i++) {
            assertThat(Duration.between(calls.get(i).endedAt(), calls.get(i + 1).startedAt()))
                    .as("the next one rings").isLessThan(AT_ONCE);
        }
        assertThat(Duration.between(calls.get(5).endedAt(), calls.get(6).startedAt()))
                .as("after the pause").isBetween(Duration.ofSeconds(4), AT_ONCE);
        Incident incident = night.incident("turns").orElseThrow();
        assertThat(night.events(incident.id())).contains("escalated: last round ended", "told: exhausted")
                .filteredOn("call-ended: unanswered"::equals).hasSizeGreaterThanOrEqualTo(6);
        assertThat(incident.isOpen()).isTrue();
    }

    @SideBySide
    void voicemailIsNotAHumanAndRecordsNothingOfTheIncident() {
        phone("voicemail", 1).isVoicemail();
        phone("voicemail", 2).answers("1", "1");

        night.fires("voicemail", "secret-host", "service");

        Phone.Conversation box = phone("voicemail", 1).hangsUp();
        assertThat(phone("voicemail", 2).hangsUp().disconnectReason()).isEqualTo("CONTACT_FLOW_DISCONNECT");
        assertThat(box.allHeard()).contains("ナイトコール").doesNotContain("secret-host").doesNotContain("voicemail");
        assertThat(night.awaitSettled(box.callId()).outcome()).isEqualTo(Outcome.NO_DIGIT);
        assertThat(acknowledged("voicemail").acknowledgedBy()).isEqualTo("voicemail-2");
    }

    @SideBySide
    void hangingUpBeforeADigitIsNotAnAnswer() {
        assertThatNextIsCalled("hangup", phone("hangup", 1).script("answer", 0.1, List.of(), 0.2), Outcome.NO_DIGIT,
                "CUSTOMER_DISCONNECT");
    }

    @SideBySide
    void whoeverPasses3OnIsFollowedByTheNext() {
        assertThatNextIsCalled("pass", phone("pass", 1).answers("5", "3"), Outcome.DECLINED, "CONTACT_FLOW_DISCONNECT");
    }

    @SideBySide
    void aBusyPhoneIsFollowedByTheNext() {
        assertThatNextIsCalled("busy", phone("busy", 1).isBusy(), Outcome.BUSY, "TELECOM_BUSY");
    }

    @SideBySide
    void anInvalidNumberIsFollowedByTheNext() {
        assertThatNextIsCalled("invalid", phone("invalid", 1).isInvalid(), Outcome.FAILED, "TELECOM_NUMBER_INVALID");
    }

    @SideBySide
    void aDestinationThatIsNotAllowedIsFollowedByTheNextAtOnce() {
        phone("forbidden", 2).answers("1", "1");
        night.fires("forbidden", "host", "service");

        Incident incident = acknowledged("forbidden");
        assertThat(phone("forbidden", 1).calls()).isEmpty();
        assertThat(Duration.between(incident.openedAt(), phone("forbidden", 2).calls().get(0).startedAt()))
                .isLessThan(AT_ONCE);
        assertThat(night.timeline(incident.id())).anySatisfy(entry -> {
            assertThat(entry.reason()).isEqualTo("failed");
            assertThat(entry.detail()).contains("DestinationNotAllowedException");
        });
    }

    @SideBySide
    void theSecondRoundCallsTheSecondPhone() {
        Phone first = night.phone("+819055551111").isBusy();
        Phone second = night.phone("+819055550000").answers("1", "1");
        night.fires("phones", "host", "service");

        acknowledged("phones");
        assertThat(first.calls()).hasSize(1);
        assertThat(second.calls()).hasSize(1);
    }

    @SideBySide
    void anAlertThatRecoversBeforeTheCallCallsNobody() {
        night.fires("early", "host", "service");
        night.awaitIncident("early", incident -> true);
        night.resolves("early", "host", "service");

        Incident incident = night.awaitIncident("early", Incident::isResolved);
        await().during(Duration.ofSeconds(12)).until(() -> phone("early", 1).calls().isEmpty());
        assertThat(night.events(incident.id())).contains("recovered: critical", "resolved: every alert has recovered");
    }

    @SideBySide
    void anAlertThatRecoversWhileItRingsStopsTheCall() {
        phone("rings", 1).doesNotAnswer();
        night.fires("rings", "host", "service");
        Phone.Conversation ringing = phone("rings", 1).rings();
        night.resolves("rings", "host", "service");

        Phone.Conversation stopped = phone("rings", 1).hangsUp();
        assertThat(Duration.between(ringing.startedAt(), stopped.endedAt())).as("before ringLimit")
                .isLessThan(Duration.ofSeconds(24));
        assertThat(night.awaitSettled(ringing.callId()).outcome()).isEqualTo(Outcome.WITHDRAWN);
        assertThat(phone("rings", 1).calls()).hasSize(1);
    }

    @SideBySide
    void anAlertThatRecoversWhileTheEngineerListensLetsThemFinish() {
        phone("listens", 1).script("answer", 0.1, List.of("1"), 4.0);
        night.fires("listens", "host", "service");
        await().until(() -> phone("listens", 1).calls().stream()
                .anyMatch(call -> call.answeredAt() != null));
        night.resolves("listens", "host", "service");

        Phone.Conversation talk = phone("listens", 1).hangsUp();
        assertThat(talk.disconnectReason()).isIn("CUSTOMER_DISCONNECT", "CONTACT_FLOW_DISCONNECT");
        night.awaitSettled(talk.callId());
        assertThat(night.awaitIncident("listens", Incident::isResolved).resolvedBy()).isEqualTo(Incident.MONITOR);
        assertThat(phone("listens", 2).calls()).isEmpty();
    }

    @SideBySide
    void twoIncidentsForOneEngineerAreToldInOneCallAnd1TakesBoth() {
        Phone phone = night.phone(PAIR).answers("1", "1");
        night.door().post("/alerts", List.of(Map.of("system", "pairA", "host", "hostA", "service", "serviceA"),
                Map.of("system", "pairB", "host", "hostB", "service", "serviceB")));

        Phone.Conversation talk = phone.hangsUp();
        assertThat(talk.allHeard()).contains("pairA", "hostA", "serviceA", "pairB", "hostB", "serviceB");
        assertThat(acknowledged("pairA").acknowledgedBy()).isEqualTo("pair");
        assertThat(acknowledged("pairB").acknowledgedBy()).isEqualTo("pair");
        assertThat(phone.calls()).hasSize(1);
    }

    @SideBySide
    void anIncidentThatComesDuringACallFollowsWhenTheCallHasEnded() {
        Phone phone = night.phone(QUEUED).script("answer", 0.3, List.of("1"), 4.0);
        night.fires("queueA", "host", "service");
        phone.rings();
        night.fires("queueB", "host", "service");

        Phone.Conversation first = phone.hangsUp(1, LONG);
        phone.answers("1", "1");
        Phone.Conversation second = phone.hangsUp(2, LONG);
        assertThat(first.allHeard()).contains("queueA").doesNotContain("queueB");
        assertThat(second.startedAt()).isAfter(first.endedAt());
        assertThat(second.allHeard()).contains("queueB");
    }

    @SideBySide
    void aStormOfOneSystemIsOneCallThatSaysHowMany() {
        Phone phone = phone("second", 1).answers("1", "1");
        List<Map<String, String>> storm = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            storm.add(Map.of("system", "second", "host", "host" + i, "service", "service",
                    "severity", i == 7 ? "critical" : "warning"));
        }
        night.door().post("/alerts", storm);

        assertThat(phone.hangsUp().allHeard()).contains("host7").contains("29");
        acknowledged("second");
        assertThat(phone.calls()).hasSize(1);
    }

    @SideBySide
    void ofATeamThatIsCalledAtOnceTheFirstTakesItAndTheOthersStopRinging() {
        phone("team", 1).script("no-answer", 0, List.of(), null);
        phone("team", 2).script("answer", 2, List.of("1", "1"), null);
        night.fires("team", "host", "service");

        phone("team", 1).rings();
        assertThat(acknowledged("team").acknowledgedBy()).isEqualTo("team-2");
        Phone.Conversation other = phone("team", 1).hangsUp();
        assertThat(night.awaitSettled(other.callId()).outcome()).isIn(Outcome.WITHDRAWN, Outcome.UNANSWERED);
        assertThat(phone("team", 1).calls()).hasSize(1);
    }

    private void assertThatNextIsCalled(String system, Phone first, Outcome outcome, String reason) {
        phone(system, 2).answers("1", "1");
        night.fires(system, "host", "service");

        Phone.Conversation failed = first.hangsUp();
        Phone.Conversation next = phone(system, 2).rings();
        assertThat(Duration.between(failed.endedAt(), next.startedAt())).isLessThan(AT_ONCE);
        assertThat(night.awaitSettled(failed.callId()).outcome()).isEqualTo(outcome);
        assertThat(night.call(failed.callId()).disconReason()).isEqualTo(reason);
        Incident incident = acknowledged(system);
        assertThat(incident.acknowledgedBy()).isEqualTo(Plan.engineer(system, 2));
        assertThat(night.timeline(incident.id())).anySatisfy(entry -> {
            assertThat(entry.event()).isEqualTo("call-ended");
            assertThat(entry.reason()).isEqualTo(outcome.word());
            assertThat(entry.detail()).contains(reason);
        });
    }

    private static Incident acknowledged(String system) {
        return night.awaitIncident(system, incident -> incident.status() == Status.ACKNOWLEDGED);
    }

    private static Phone phone(String system, int n) {
        return night.phone(PLAN.phone(system, n));
    }

    private static List<Phone.Conversation> allCalls(List<Phone> phones) {
        return phones.stream().flatMap(phone -> phone.calls().stream())
                .sorted(Comparator.comparing(Phone.Conversation::startedAt)).toList();
    }

    private static String engineerOf(Phone.Conversation call) {
        return night.call(call.callId()).engineer();
    }
}
