package dev.nightcall.night;

import dev.nightcall.core.Incident;
import dev.nightcall.intake.PortInUseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** What operations can get wrong: Nightcall does not start, and says what is wrong and where. */
@ExtendWith(Cloud.Extension.class)
class StartTest {

    private static final Plan PLAN = new Plan().system("system", 1);

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "nightcall.call.ring-limit | soon | nightcall.call.ring-limit",
        "nightcall.connect.burst | 0 | nightcall.connect.burst",
        "nightcall.connect.looks.rate | 0 | nightcall.connect.looks.rate",
        "nightcall.connect.voices | en=Joanna,ja=Takumi:Nural | nightcall.connect.voices: ja",
        "nightcall.connect.instance-id | '' | nightcall.connect.instance-id",
        "nightcall.http | 70000 | nightcall.http",
        "nightcall.queue.alerts | no-such-queue | nightcall.queue.alerts",
        "nightcall.table.lines | no-such-table | nightcall.table.lines",
        "nightcall.table.fleet | no-such-table | table no-such-table (nightcall.table.fleet)",
        "nightcall.stream.contact-records | no-such-stream | nightcall.stream.contact-records",
        "nightcall.oncall | no-such-file.yaml | no-such-file.yaml",
        "nightcall.routes | no-such-folder | no-such-folder",
        "nightcall.api-keys | nonsense | nightcall.api-keys",
    })
    void aWrongSettingIsNamed(String key, String value, String named, Cloud cloud) throws Exception {
        try (Night night = new Night(cloud, PLAN.yaml(), Map.of(key, value), new MovableClock())) {
            assertThatThrownBy(night::start).hasMessageContaining(named);
        }
    }

    @Test
    void everythingThatIsMissingIsNamedAtOnce(Cloud cloud) throws Exception {
        try (Night night = new Night(cloud, PLAN.yaml(), Map.of(), new MovableClock());
             SqsClient sqs = SqsClient.create(); DynamoDbClient dynamoDb = DynamoDbClient.create()) {
            String queue = night.names().queues().later();
            sqs.deleteQueue(delete -> delete.queueUrl(sqs.getQueueUrl(get -> get.queueName(queue)).queueUrl()));
            dynamoDb.deleteTable(delete -> delete.tableName(night.names().tables().calls()));
            assertThatThrownBy(night::start).hasMessageContaining(queue).hasMessageContaining("nightcall.queue.later")
                    .hasMessageContaining(night.names().tables().calls());
        }
    }

    @Test
    void aPortInUseIsNamed(Cloud cloud) throws Exception {
        try (ServerSocket taken = new ServerSocket(0);
             Night night = new Night(cloud, PLAN.yaml(), Map.of("nightcall.http", "" + taken.getLocalPort()), new MovableClock())) {
            assertThatThrownBy(night::start).hasMessageContaining("nightcall.http").hasMessageContaining("" + taken.getLocalPort());
        }
    }

    @Test
    void aPortForTrapsInUseIsNamed(Cloud cloud) throws Exception {
        try (DatagramSocket taken = new DatagramSocket(0, InetAddress.getLoopbackAddress());
             Night night = new Night(cloud, PLAN.yaml(), Map.of("nightcall.snmp", "" + taken.getLocalPort(),
                     "nightcall.snmp.host", "127.0.0.1", "nightcall.snmp.communities", "public"), new MovableClock())) {
            assertThatThrownBy(night::start).isInstanceOf(PortInUseException.class).hasMessageContaining("nightcall.snmp")
                    .hasMessageContaining("" + taken.getLocalPort());
        }
    }

    @Test
    void aBrokenPlanIsNamedWithItsLine(Cloud cloud) throws Exception {
        try (Night night = new Night(cloud, PLAN.yaml().replace("call:system-1", "call:nobody"), Map.of(), new MovableClock())) {
            assertThatThrownBy(night::start).hasMessageContaining("nobody").hasMessageMatching("(?s).*\\.yaml:[0-9]+: .*");
        }
    }

    @Test
    void aRecipientThatNoRouteConsumesIsNamed(Cloud cloud) throws Exception {
        try (Night night = new Night(cloud, PLAN.yaml().replace("direct:notify-log", "direct:notify-nobody"), Map.of(), new MovableClock())) {
            assertThatThrownBy(night::start).hasStackTraceContaining("direct:notify-nobody");
        }
    }

    @Test
    void aPlanThatBreaksWhileRunningChangesNothingAndAGoodOneIsTakenUp(Cloud cloud) throws Exception {
        try (Night night = Night.begins(cloud, PLAN.yaml(), Map.of(), new MovableClock())) {
            Phone phone = night.phone(PLAN.phone("system", 1)).answers("1", "1");
            Files.writeString(night.onCallFile(), "engineers: [");
            night.fires("system", "host", "service");
            phone.hangsUp();

            Phone newPhone = night.phone("+819099999999").answers("1", "1");
            Files.writeString(night.onCallFile(), PLAN.yaml().replace(phone.number(), newPhone.number()));
            night.awaitIncident("system", incident -> !incident.isOpen());
            night.resolves("system", "host", "service");
            night.awaitIncident("system", incident -> incident.isResolved());
            await("the new number").until(() -> night.door().get("/api/oncall").path("engineers").toString().contains("+***999"));
            night.fires("system", "host2", "service");
            assertThat(newPhone.hangsUp().allHeard()).contains("system");
            assertThat(phone.calls()).hasSize(1);
        }
    }

    @Test
    void aStepWhoseEngineerHasLeftIsLeftAtOnce(Cloud cloud) throws Exception {
        Plan both = new Plan().system("system", 2, "groupWait: 15s, rounds: 1, pause: 1m");
        Plan second = new Plan().number("system-2", both.phone("system", 2)).system("system", 2, "rounds: 1",
                "{recipients: [\"call:system-2\"], wait: 1m}");
        try (Night night = Night.begins(cloud, both.yaml(), Map.of(), new MovableClock())) {
            night.phone(both.phone("system", 2)).answers("1", "1");
            night.fires("system", "host", "service");
            // It keeps the policy that it opens with.
            night.awaitIncident("system", Incident::isOpen);
            Files.writeString(night.onCallFile(), second.yaml().replaceAll("  system-1: .*\\n", ""));

            night.phone(both.phone("system", 2)).hangsUp();
            assertThat(night.phone(both.phone("system", 1)).calls()).isEmpty();
            assertThat(night.events(night.incident("system").orElseThrow().id()))
                    .contains("nobody-to-reach: no recipient can be phoned (system-1: not in oncall.yaml any more)");
        }
    }

    /** As operations see it: one line, no stack trace, exit code 1. */
    @Test
    void theProcessEndsWithOneLine() throws Exception {
        ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp", System.getProperty("java.class.path"), "dev.nightcall.Nightcall").redirectErrorStream(true);
        builder.environment().put("NIGHTCALL_RINGLIMIT", "3s");
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isEqualTo(1);
        assertThat(output).contains("NIGHTCALL_RINGLIMIT").doesNotContain("\tat ");
    }
}
