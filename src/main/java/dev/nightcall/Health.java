package dev.nightcall;

import dev.nightcall.aws.Clients;
import dev.nightcall.core.Proof;
import dev.nightcall.duty.PlanWatch;
import dev.nightcall.health.ConnectSetUpCheck;
import dev.nightcall.health.Dependency;
import dev.nightcall.health.OnCallCheck;
import dev.nightcall.health.Probes;
import dev.nightcall.health.Rotation;
import dev.nightcall.metrics.Meters;
import dev.nightcall.oncall.OnCallFile;
import dev.nightcall.queue.Queues;
import dev.nightcall.settings.Settings;
import org.apache.camel.health.HealthCheck;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What readiness depends on: every queue, table and stream that the settings name, and Amazon Connect. */
final class Health {

    private final Rotation dependencies = new Rotation();
    private final ConnectSetUpCheck setUp;
    private final Dependency connect;
    private final OnCallCheck onCallCheck;

    Health(Settings settings, Clients clients, Queues queues, OnCallFile onCall, PlanWatch watch, Meters meters, Clock clock) {
        Probes probes = new Probes(meters);
        Nightcall.QUEUES.forEach(queue -> add(
                probes.queue(clients.sqs(), settings.text("nightcall.queue." + queue), queues.url(queue))));
        Stream.concat(Nightcall.TABLES.stream(), Stream.of("contact-record-leases")).forEach(table -> dependencies.addToRound(
                probes.table(clients.dynamoDb(), settings.text("nightcall.table." + table))));
        add(probes.stream(clients.kinesis(), settings.text("nightcall.stream.contact-records")));
        add(probes.clock(clients.clock()));
        String instanceId = settings.text("nightcall.connect.instance-id");
        setUp = new ConnectSetUpCheck(clients.connect(), instanceId,
                settings.text("nightcall.connect.contact-flow-id"), settings.text("nightcall.connect.source-number"),
                settings.duration("nightcall.health.connect-set-up-interval"), clock);
        connect = probes.connect(clients.connect(), instanceId, setUp);
        onCallCheck = new OnCallCheck(onCall, watch::brokenSince, watch::difference);
    }

    /** Looked at in each turn. */
    void add(Dependency dependency) {
        dependencies.add(dependency);
    }

    /** What is looked at often. */
    Rotation dependencies() {
        return dependencies;
    }

    /** Amazon Connect, looked at less often. */
    Dependency connect() {
        return connect;
    }

    /** What Connect shows, asked now, of whether calls can be made. */
    Set<Proof> shows() {
        return setUp.shows();
    }

    /** What Camel has to know of. */
    List<HealthCheck> checks() {
        List<HealthCheck> checks = new ArrayList<>(dependencies.all());
        checks.add(connect);
        checks.add(onCallCheck);
        return checks;
    }
}
