package dev.nightcall.night;

import dev.nightcall.aws.Table;
import dev.nightcall.duty.KeptPlan;
import dev.nightcall.duty.PlanNews;
import dev.nightcall.duty.PlanWatch;
import dev.nightcall.local.Names;
import dev.nightcall.metrics.Meters;
import dev.nightcall.oncall.Feeds;
import dev.nightcall.oncall.OnCallFile;
import dev.nightcall.oncall.Routes;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Several Nightcalls, their files, and the plan that is kept. */
@ExtendWith(Cloud.Extension.class)
abstract class PlanFleet {

    static final String PLAN = """
            timezone: UTC
            engineers: {sato: {name: Sato, phones: [{number: "+819000000001"}]}}
            policies: {default: {rounds: 2, steps: [{recipients: ["call:sato"]}], fallback: ["direct:one", "direct:two"]}}
            """;
    static final String OTHER = PLAN.replace("rounds: 2", "rounds: 3");

    @TempDir
    Path folder;
    final MovableClock clock = new MovableClock();
    DynamoDbClient client;
    Table fleet;
    KeptPlan kept;

    /** One of the fleet. */
    final class Replica {

        final Path path;
        final OnCallFile file;
        final PlanWatch watch;
        final SimpleMeterRegistry registry = new SimpleMeterRegistry();

        Replica(String name, String plan, String... leftOut) throws IOException {
            path = Files.writeString(folder.resolve(name + ".yaml"), plan);
            file = new OnCallFile(path, Feeds.none(), Routes.any(), kept);
            watch = new PlanWatch(file, List.of(leftOut), kept, fleet,
                    new PlanWatch.Times(Duration.ofMinutes(1), Duration.ofMinutes(10)), name, new Meters(registry, clock), clock);
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
        Names names = NightSettings.names("t" + UUID.randomUUID().toString().substring(0, 8));
        cloud.provision(names);
        client = DynamoDbClient.create();
        fleet = new Table(client, names.tables().fleet());
        kept = new KeptPlan(fleet, clock);
    }

    @AfterEach
    void close() {
        client.close();
    }
}
