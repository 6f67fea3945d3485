package dev.nightcall.night;

import dev.nightcall.core.Course;
import dev.nightcall.core.Incident;
import dev.nightcall.core.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** How an incident escalates is what its policy says: how often, about what, in which groups, and who when there is nobody. */
@ExtendWith(Cloud.Extension.class)
class PolicyNightTest {

    private static final String PLAN = """
            timezone: Asia/Tokyo
            engineers:
              sato: {name: 佐藤, phones: [{number: "+819000000001"}, {number: "+819000000009"}]}
              suzuki: {name: 鈴木, phones: [{number: "+819000000002"}]}
              tanaka: {name: 田中, phones: [{number: "+819000000003"}]}
              away: {name: 不在, phones: [{number: "+819000000004"}], unavailable: [{from: 2020-01-01, reason: on leave}]}
              boss: {name: 部長, phones: [{number: "+819000000005"}]}
            teams:
              both: [sato, suzuki]
            catchAll: ["call:boss"]
            policies:
              default: {groupWait: 500ms, steps: [{recipients: ["call:boss"], wait: 30m}]}
              twice:
                groupWait: 500ms
                ringLimit: 5s
                steps:
                  - {recipients: ["call:both", "direct:notify-log"], attempts: 2, wait: 30m}
                  - {recipients: ["call:tanaka"], wait: 30m}
              quiet: {groupWait: 500ms, callFrom: error, steps: [{recipients: ["direct:notify-log", "call:sato"], wait: 30m}]}
              urgent: {groupWait: 500ms, steps: [{recipients: ["call:suzuki"], wait: 30m}]}
              hasty:
                groupWait: 500ms
                steps:
                  - {recipients: ["call:suzuki"], attempts: 2, wait: 10s}
                  - {recipients: ["call:tanaka"], wait: 30m}
              nobody: {groupWait: 500ms, steps: [{recipients: ["call:away"], wait: 30m}]}
              clock:
                groupWait: 500ms
                steps: [{recipients: ["direct:notify-log"], wait: 2s}, {recipients: ["call:suzuki"], wait: 30m}]
              sites: {groupBy: [system, labels.site], groupWait: 500ms, steps: [{recipients: ["call:sato"], wait: 30m}]}
            rules:
              - {match: {system: twice}, policy: twice}
              - {match: {system: hasty}, policy: hasty}
              - {match: {system: quiet}, policy: quiet}
              - {match: {system: mixed, severity: [critical, error]}, policy: urgent}
              - {match: {system: mixed}, policy: quiet}
              - {match: {system: nobody}, policy: nobody}
              - {match: {system: clock}, policy: clock}
              - {match: {system: {regex: "si[t]es"}}, policy: sites}
            """;

    @Test
    void aStepCallsAgainWhoDidNotAnswerButNotWhoPassedItOn(Cloud cloud) throws Exception {
        try (Night night = Night.begins(cloud, PLAN, Map.of("nightcall.call.ring-limit", "55s"))) {
            night.phone("+819000000001").doesNotAnswer();
            night.phone("+819000000002").answers("1", "3");
            night.phone("+819000000003").answers("1", "1");
            night.fires("twice", "host", "service");

            night.phone("+819000000003").rings();
            Incident incident = night.awaitIncident("twice", found -> found.status() == Status.ACKNOWLEDGED);

            // The same phone of the same engineer, so that it lets the second call through.
            List<Phone.Conversation> calls = night.phone("+819000000001").calls();
            assertThat(calls).hasSize(2);
            assertThat(Duration.between(calls.get(0).startedAt(), calls.get(1).startedAt()))
                    .isBetween(Duration.ofSeconds(4), Duration.ofSeconds(30));
            assertThat(night.phone("+819000000009").calls()).isEmpty();
            assertThat(night.phone("+819000000002").calls()).hasSize(1);
            assertThat(incident.acknowledgedBy()).isEqualTo("tanaka");
            assertThat(night.events(incident.id())).contains("escalated: round 1 step 1", "escalated: round 1 step 1 attempt 2",
                    "escalated: round 1 step 2", "not-called: has passed it on");
            assertThat(night.timeline(incident.id())).filteredOn(entry -> entry.event().equals("told")).hasSize(1);
        }
    }

    @Test
    void whoPassesItOnIsNotCalledAgainThoughTheNextAttemptWasDueMeanwhile(Cloud cloud) throws Exception {
        try (Night night = Night.begins(cloud, PLAN, Map.of("nightcall.call.ring-limit", "55s"))) {
            night.phone("+819000000002").script("answer", 11, List.of("1", "3"), null);
            night.phone("+819000000003").answers("1", "1");
            night.fires("hasty", "host", "service");

            Incident incident = night.awaitIncident("hasty", found -> found.status() == Status.ACKNOWLEDGED);

            assertThat(incident.acknowledgedBy()).isEqualTo("tanaka");
            assertThat(night.events(incident.id())).contains("escalated: round 1 step 1 attempt 2", "not-called: has passed it on",
                    "escalated: round 1 step 2");
            assertThat(night.phone("+819000000002").calls()).hasSize(1);
        }
    }

    @Test
    void nobodyIsPhonedAboutLittleUntilSomethingWorseComes(Cloud cloud) throws Exception {
        try (Night night = Night.begins(cloud, PLAN, Map.of())) {
            night.phone("+819000000001").answers("1", "1");
            night.says(alert("quiet", "a", "warning", Map.of()));
            Incident quiet = night.awaitIncident("quiet", found -> Course.isResting(found) && found.acted() == 1);
            assertThat(night.events(quiet.id())).contains("escalated: nobody is phoned about less than error");
            await().untilAsserted(() -> assertThat(night.events(quiet.id())).anyMatch(event -> event.startsWith("told")));
            assertThat(night.phone("+819000000001").calls()).isEmpty();

            night.says(alert("quiet", "b", "error", Map.of()));

            Incident taken = night.awaitIncident("quiet", found -> found.status() == Status.ACKNOWLEDGED);
            assertThat(taken.id()).isEqualTo(quiet.id());
            assertThat(night.events(quiet.id())).contains("got-worse: error: policy quiet from its first step",
                    "escalated: round 1 step 1");
        }
    }

    @Test
    void aWorseAlertHasThePolicyOfItsSeverity(Cloud cloud) throws Exception {
        try (Night night = Night.begins(cloud, PLAN, Map.of())) {
            night.phone("+819000000002").answers("1", "1");
            night.says(alert("mixed", "a", "warning", Map.of()));
            night.awaitIncident("mixed", Course::isResting);
            night.says(alert("mixed", "a", "critical", Map.of()));

            Incident taken = night.awaitIncident("mixed", found -> found.status() == Status.ACKNOWLEDGED);
            assertThat(taken.policy().name()).isEqualTo("urgent");
            assertThat(taken.acknowledgedBy()).isEqualTo("suzuki");
            assertThat(night.phone("+819000000001").calls()).isEmpty();
        }
    }

    @Test
    void theCatchAllIsCalledWhenThePolicyReachesNobody(Cloud cloud) throws Exception {
        try (Night night = Night.begins(cloud, PLAN, Map.of())) {
            night.phone("+819000000005").answers("1", "1");
            night.fires("nobody", "host", "service");

            Incident incident = night.awaitIncident("nobody", found -> found.status() == Status.ACKNOWLEDGED);
            assertThat(incident.acknowledgedBy()).isEqualTo("boss");
            assertThat(night.events(incident.id())).contains("not-called: on leave, until further notice",
                    "escalated: round 1 step 1, no step can phone anybody: catch-all");
        }
    }

    @Test
    void aStepWithOnlyAChannelWaitsForTheClock(Cloud cloud) throws Exception {
        try (Night night = Night.begins(cloud, PLAN, Map.of())) {
            night.phone("+819000000002").answers("1", "1");
            night.fires("clock", "host", "service");

            Phone.Conversation talk = night.phone("+819000000002").hangsUp();
            Incident incident = night.awaitIncident("clock", found -> found.status() == Status.ACKNOWLEDGED);
            // A minute if something else than its wait has moved it on.
            assertThat(Duration.between(incident.openedAt(), talk.startedAt()))
                    .isBetween(Duration.ofMillis(2500), Duration.ofSeconds(20));
            assertThat(night.events(incident.id())).filteredOn("told: escalated"::equals).hasSize(1);
        }
    }

    @Test
    void alertsOfOneGroupShareAnIncidentAndLeaveIt(Cloud cloud) throws Exception {
        try (Night night = Night.begins(cloud, PLAN, Map.of())) {
            night.says(alert("sites", "a", "error", Map.of("site", "tokyo")));
            night.says(alert("sites", "b", "error", Map.of("site", "tokyo")));
            night.says(alert("sites", "c", "error", Map.of("site", "New York")));
            Incident tokyo = night.awaitIncident("system=sites labels.site=tokyo", found -> true);
            Incident newYork = night.awaitIncident("system=sites labels.site=\"New York\"", found -> true);
            await().untilAsserted(() -> assertThat(night.alerts(tokyo.id())).hasSize(2));
            assertThat(night.alerts(newYork.id())).hasSize(1);

            // A recovery that does not say where.
            night.resolves("sites", "c", "service");
            night.awaitIncident("system=sites labels.site=\"New York\"", Incident::isResolved);
            assertThat(night.incident("system=sites labels.site=tokyo")).get().matches(incident -> !incident.isResolved());
        }
    }

    private static Map<String, ?> alert(String system, String host, String severity, Map<String, String> labels) {
        return Map.of("system", system, "host", host, "service", "service", "severity", severity, "state", "firing",
                "labels", labels);
    }
}
