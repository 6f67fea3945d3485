package dev.nightcall.night;

import dev.nightcall.alert.Alert;
import dev.nightcall.alert.AlertKey;
import dev.nightcall.alert.Severity;
import dev.nightcall.alert.State;
import dev.nightcall.core.AlertRow;
import dev.nightcall.core.Incident;
import dev.nightcall.core.Status;
import dev.nightcall.core.Suppression;
import dev.nightcall.incident.Taken;
import dev.nightcall.oncall.OnCall;
import dev.nightcall.sending.Later;
import dev.nightcall.sending.Outgoing;
import dev.nightcall.sending.Raised;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Alerts that are taken together, on the tables of a night in which no Nightcall runs; requests to DynamoDB are counted. */
@ExtendWith(Cloud.Extension.class)
abstract class TakenTogether {

    static final Instant NOW = Instant.parse("2026-11-22T03:10:00Z");
    static final int BATCH = 10;
    static final OnCall PLAN = OnCall.parse("oncall.yaml", """
            timezone: Asia/Tokyo
            engineers:
              sato: {name: 佐藤, phones: [{number: "+819000000001"}]}
            policies:
              default: {steps: [{recipients: ["call:sato"]}]}
              loud: {steps: [{recipients: ["call:sato"]}]}
              hosts: {groupBy: [system, host], steps: [{recipients: ["call:sato"]}]}
            rules:
              - {match: {system: hosts}, policy: hosts}
              - {match: {severity: critical}, policy: loud}
            dependencies:
              - {match: {system: "web*"}, dependsOn: network}
            """);

    final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    final AtomicInteger requests = new AtomicInteger();
    Night night;
    Decisions decisions;

    @BeforeEach
    void begin(Cloud cloud) throws Exception {
        night = Night.withoutNightcall(cloud, clock);
        DynamoDbClient counted = DynamoDbClient.builder().overrideConfiguration(config -> config.addExecutionInterceptor(
                new ExecutionInterceptor() {
                    @Override
                    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
                        requests.incrementAndGet();
                    }
                })).build();
        decisions = new Decisions(night, counted, PLAN, clock);
    }

    @AfterEach
    void end() throws Exception {
        night.close();
    }

    static Suppression suppression(String key, int seconds) {
        return new Suppression(AlertKey.parse(key), NOW.plusSeconds(seconds), Severity.CRITICAL, "sato", "", false);
    }

    static List<Alert> ofOne(int from, State state, int second) {
        return IntStream.range(from, from + 10)
                .mapToObj(n -> alert(state.word() + n, "s", "h" + n, Severity.ERROR, state, second)).toList();
    }

    void takeAll(List<Alert> batch) {
        Map<Alert, Taken> taken = decisions.together.take(batch);
        taken.values().forEach(one -> follow(one.outgoing()));
        batch.stream().filter(alert -> !taken.containsKey(alert)).forEach(this::alone);
    }

    void alone(Alert alert) {
        follow(decisions.grouping.take(alert));
    }

    /** What is raised again is said again; nothing else matters here. */
    void follow(List<Outgoing> outgoing) {
        for (Outgoing message : outgoing) {
            if (message instanceof Raised again) {
                alone(again.alert());
            } else if (message instanceof Later later && later.number() == 0) {
                decisions.incidents.find(later.subject()).filter(Incident::isResolved)
                        .ifPresent(resolved -> follow(decisions.related.raise(later)));
            }
        }
    }

    static List<Outgoing> sent(Map<Alert, Taken> taken) {
        return taken.values().stream().map(Taken::outgoing).flatMap(Collection::stream).toList();
    }

    List<String> open() {
        return night.allIncidents().stream().filter(incident -> incident.status() != Status.RESOLVED)
                .map(Incident::group).toList();
    }

    /** What fires in incidents that are not over, as {@code group:identity fires}. */
    List<String> filed() {
        return night.allIncidents().stream().filter(incident -> !incident.isResolved())
                .flatMap(incident -> decisions.alerts.of(incident.id()).filter(AlertRow::firesHere)
                        .map(row -> incident.group() + ":" + row.alert().identity() + (row.related() ? " is related" : " fires")))
                .collect(Collectors.toCollection(TreeSet::new)).stream().toList();
    }

    /** What fires, wherever. */
    List<String> firing() {
        return filed().stream().map(row -> row.substring(row.indexOf(':') + 1, row.indexOf(' ', row.lastIndexOf(':'))))
                .sorted().toList();
    }

    static List<Alert> firing(int... numbers) {
        return IntStream.of(numbers).mapToObj(n -> alert("f" + n, "s" + n / 2 % 5, "h" + n, Severity.ERROR, State.FIRING, n))
                .toList();
    }

    static Alert alert(String id, String system, String host, Severity severity, State state, int second) {
        return new Alert(id, system, host, "", "", severity, state, "", null, NOW.plusSeconds(second), Map.of());
    }
}
