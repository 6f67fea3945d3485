package dev.nightcall;

import dev.nightcall.queue.BatchComponent;
import dev.nightcall.queue.Queues;
import dev.nightcall.settings.Settings;

import java.time.Duration;
import java.util.Properties;

/** What Camel is told: every setting, as a placeholder for routes, and of its own only what follows from our settings. */
final class CamelProperties {


    private final Settings settings;
    private final Queues queues;
    private final Properties camel = new Properties();

    CamelProperties(Settings settings, Queues queues) {
        this.settings = settings;
        this.queues = queues;
    }

    /** How long a receive waits, within what SQS allows (ReceiveMessage, WaitTimeSeconds). */
    static Duration longPoll(Settings settings) {
        return settings.duration("nightcall.sqs.wait");
    }

    /** What a receive of several messages asks for. */
    static BatchComponent.Times batches(Settings settings) {
        return new BatchComponent.Times((int) longPoll(settings).toSeconds(), (int) visibility(settings));
    }

    /** How long a request's body may be, in bytes. */
    static int longestBody(Settings settings) {
        return settings.integer("nightcall.http.max-body");
    }

    Properties all() {
        camel.putAll(settings.asMap());
        camel.put("camel.main.autoConfigurationLogSummary", "false");
        camel.put("camel.main.startupSummaryLevel", "oneline");
        servers();
        observability();
        queues();
        return camel;
    }

    private void servers() {
        camel.put("camel.server.enabled", "true");
        camel.put("camel.server.host", settings.text("nightcall.http.host"));
        camel.put("camel.server.port", "" + settings.port("nightcall.http"));
        camel.put("camel.server.maxBodySize", "" + longestBody(settings));
        camel.put("camel.server.fileUploadEnabled", "false");
        camel.put("camel.management.enabled", "true");
        camel.put("camel.management.host", settings.text("nightcall.management.host"));
        camel.put("camel.management.port", "" + settings.port("nightcall.management"));
    }

    private void observability() {
        camel.put("camel.management.healthCheckEnabled", "true");
        camel.put("camel.management.healthPath", "/health");
        // Our own checks look at what Camel's check of each consumer would guess from its last poll.
        camel.put("camel.health.consumersEnabled", "false");
        camel.put("camel.management.metricsEnabled", "true");
        camel.put("camel.metrics.enabled", "true");
        camel.put("camel.metrics.path", "/metrics");
        camel.put("camel.metrics.enableExchangeEventNotifier", "false");
        camel.put("camel.metrics.enableRouteEventNotifier", "false");
        camel.put("camel.metrics.routePolicyLevel", "route");
    }

    private void queues() {
        // A message is deleted when QueueErrors has said so, see there.
        // greedy: the next receive follows at once. The back-off keeps an unreachable SQS from being asked all the time.
        camel.put("nightcall.sqs.receive", "amazonSQSClient=#sqsReceiving&autoCreateQueue=false&maxMessagesPerPoll=1"
                + "&waitTimeSeconds=" + longPoll(settings).toSeconds() + "&visibilityTimeout=" + visibility(settings)
                + "&extendMessageVisibility=true&attributeNames=ApproximateReceiveCount,SentTimestamp"
                + "&deleteAfterRead=false&deleteIfFiltered=true&pollStrategy=#queuePolling"
                + "&greedy=true&initialDelay=0&delay=50"
                + "&backoffErrorThreshold=1&backoffIdleThreshold=1000000&backoffMultiplier=40");
        camel.put("nightcall.sqs.send", "amazonSQSClient=#sqs&autoCreateQueue=false&messageHeaderExceededLimit=FAIL");
        Nightcall.QUEUES.forEach(queue -> camel.put("nightcall.queue." + queue + ".url", queues.url(queue)));
    }

    private static long visibility(Settings settings) {
        return settings.duration("nightcall.sqs.visibility").toSeconds();
    }
}
