package dev.nightcall.night;

import dev.nightcall.core.AlertRow;
import dev.nightcall.core.Incident;
import dev.nightcall.core.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Consequences join the incident of their cause and phone nobody; when it is over, what still fires is raised. */
@ExtendWith(Cloud.Extension.class)
class DependencyNightTest {

    private static final String NETWORK = "+819000000001";
    private static final String WEB = "+819000000002";
    private static final String PLAN = """
            timezone: Asia/Tokyo
            engineers:
              net: {name: Net, phones: [{number: "+819000000001"}]}
              web: {name: Web, phones: [{number: "+819000000002"}]}
            policies:
              default: {groupWait: 8s, steps: [{recipients: ["call:web"], wait: 30m}]}
              net: {groupWait: 200ms, steps: [{recipients: ["call:net"], wait: 30m}]}
            rules:
              - {match: {system: [network, power, switches]}, policy: net}
            dependencies:
              - {match: {system: web}, dependsOn: network}
              - {match: {system: shop}, dependsOn: web}
              - {match: {system: late}, dependsOn: power}
              - match: {labels: {role: server}}
                dependsOn: {labels: {role: switch}}
                equal: [labels.site]
            """;

    @Test
    void aConsequencePhonesNobodyWhileItsCauseIsOpenAndIsRaisedAfterIt(Cloud cloud) throws Exception {
        try (Night night = Night.begins(cloud, PLAN, Map.of())) {
            night.phone(NETWORK).answers("1", "1");
            night.phone(WEB).answers("1", "1");
            night.fires("network", "router", "ping");
            Incident network = night.awaitIncident("network", found -> found.status() == Status.ACKNOWLEDGED);

            night.fires("web", "web1", "http");
            awaitRelated(night, network, "web/web1/http");
            // A consequence of the consequence; one of them recovers while the cause is still open.
            night.fires("shop", "shop1", "http");
            night.fires("shop", "shop2", "http");
            awaitRelated(night, network, "shop/shop1/http", "shop/shop2/http", "web/web1/http");
            night.resolves("shop", "shop2", "http");
            awaitRelated(night, network, "shop/shop1/http", "web/web1/http");
            // A moment after web is related it is noted as a cause: what comes in between is taken over before it calls anybody.
            assertThat(night.allIncidents()).filteredOn(incident -> !incident.isTakenOver()).hasSize(1);
            assertThat(night.events(network.id())).contains("related: critical");

            night.resolves("network", "router", "ping");
            night.awaitIncident("network", Incident::isResolved);
            Incident web = night.awaitIncident("web", found -> found.status() == Status.ACKNOWLEDGED);

            assertThat(web.acknowledgedBy()).isEqualTo("web");
            // web is now the cause of shop; or shop came first and was taken over before it called anybody.
            await().untilAsserted(() -> assertThat(night.alerts(web.id())).filteredOn(AlertRow::isFiringAsRelated)
                    .extracting(row -> row.alert().key().toString()).containsExactly("shop/shop1/http"));
            assertThat(night.phone(WEB).calls()).hasSize(1);
            assertThat(night.events(network.id())).contains("raised-again: what it was related to is over");

            assertThat(night.door().post("/api/incidents/" + web.id() + "/resolve", Map.of("by", "local")).path("status").asText())
                    .isEqualTo("resolved");
            Incident shop = night.awaitIncident("shop", found -> found.status() == Status.ACKNOWLEDGED);
            assertThat(night.alerts(shop.id())).filteredOn(AlertRow::isFiring).hasSize(1);
        }
    }

    @Test
    void aConsequenceThatWasToldFirstIsTakenOverBeforeItCalls(Cloud cloud) throws Exception {
        try (Night night = Night.begins(cloud, PLAN, Map.of())) {
            night.phone(NETWORK).answers("1", "1");
            night.fires("late", "late1", "http");
            Incident late = night.awaitIncident("late", Incident::isOpen);
            night.fires("power", "ups", "mains");

            Incident power = night.awaitIncident("power", found -> found.status() == Status.ACKNOWLEDGED);
            night.awaitIncident("late", Incident::isResolved);
            awaitRelated(night, power, "late/late1/http");
            assertThat(night.events(late.id())).contains("resolved: is a consequence of power, incident " + power.id());
            // Said again, it stays there.
            night.fires("late", "late1", "http");
            await().untilAsserted(() -> assertThat(night.alerts(power.id())).filteredOn(AlertRow::related)
                    .singleElement().extracting(AlertRow::count).isEqualTo(2L));
            assertThat(night.phone(WEB).calls()).isEmpty();
        }
    }

    @Test
    void whatTheyHaveInCommonDecides(Cloud cloud) throws Exception {
        try (Night night = Night.begins(cloud, PLAN, Map.of())) {
            night.phone(NETWORK).answers("1", "1");
            night.phone(WEB).answers("1", "1");
            night.says(alert("switches", "sw1", "switch", "tokyo"));
            Incident cause = night.awaitIncident("switches", found -> found.status() == Status.ACKNOWLEDGED);

            night.says(alert("elsewhere", "s1", "server", "osaka"));
            night.says(alert("here", "s2", "server", "tokyo"));

            awaitRelated(night, cause, "here/s2/");
            night.awaitIncident("elsewhere", found -> found.status() == Status.ACKNOWLEDGED);
            assertThat(night.incident("here")).isEmpty();
        }
    }

    private static void awaitRelated(Night night, Incident cause, String... keys) {
        await().untilAsserted(() -> assertThat(night.alerts(cause.id())).filteredOn(AlertRow::isFiringAsRelated)
                .extracting(row -> row.alert().key().toString()).containsExactlyInAnyOrderElementsOf(List.of(keys)));
    }

    private static Map<String, ?> alert(String system, String host, String role, String site) {
        return Map.of("system", system, "host", host, "labels", Map.of("role", role, "site", site));
    }
}
