package dev.nightcall;

import dev.nightcall.settings.Settings;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;

import org.slf4j.LoggerFactory;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Starts everything once and ends, for a Java that keeps the classes of a start as it has loaded and verified them (class-data
 * sharing, JEP 350): while the image is built there is no AWS, and none is needed. It lies in the jar of the image,
 * as Java takes only an archive that was made with the class path of the start.
 */
final class StartWithoutAws {

    /** To whatever is asked: each service picks out what it knows. Queues, tables and stream are there, and empty. */
    private static final String ANSWER = """
            {"QueueUrl": "http://127.0.0.1:9/queue", "Attributes": {}, "Table": {"TableStatus": "ACTIVE"},
             "StreamDescriptionSummary": {"StreamName": "stream",
               "StreamARN": "arn:aws:kinesis:us-east-1:000000000000:stream/stream", "StreamStatus": "ACTIVE",
               "RetentionPeriodHours": 24, "OpenShardCount": 0, "EnhancedMonitoring": []}}
            """;
    /** What begins in the background has begun by then. */
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(5);
    private static final String PLAN = """
            timezone: UTC
            engineers: {nobody: {name: Nobody, phones: [{number: "+12025550100"}]}}
            policies: {default: {steps: [{recipients: ["call:nobody"]}]}}
            """;

    private StartWithoutAws() {
    }

    /** Takes no arguments; what a start needs is made up. Ends with 1 when it fails. */
    public static void main(String[] args) throws Exception {
        int status = 1;
        try {
            start();
            status = 0;
        } catch (Exception e) {
            LoggerFactory.getLogger(StartWithoutAws.class).error("no start without AWS", e);
        }
        // Threads of the server would keep the process alive.
        System.exit(status);
    }

    private static void start() throws Exception {
        Path plan = Files.createTempFile("oncall", ".yaml");
        Files.writeString(plan, PLAN);
        Vertx vertx = Vertx.vertx();
        HttpServer aws = vertx.createHttpServer().requestHandler(request -> request.response()
                .putHeader("Content-Type", "application/x-amz-json-1.0").end(ANSWER))
                .listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().get(1, TimeUnit.MINUTES);
        // The first request of each kind takes long where the machine is busy.
        List.of("nightcall.sqs.timeout", "nightcall.dynamodb.timeout").forEach(limit -> System.setProperty(limit, "60s"));
        Map.of("aws.endpointUrl", "http://127.0.0.1:" + aws.actualPort(), "aws.region", "us-east-1",
                "aws.accessKeyId", "none", "aws.secretAccessKey", "none",
                "nightcall.oncall", plan.toString(), "nightcall.api-keys", "nobody:send:no-one-has-it",
                "nightcall.connect.instance-id", "00000000-0000-0000-0000-000000000000",
                "nightcall.connect.contact-flow-id", "00000000-0000-0000-0000-000000000000",
                "nightcall.connect.source-number", "+12025550100").forEach(System::setProperty);
        Settings settings = Settings.load();
        try (Nightcall nightcall = new Nightcall(settings, Nightcall.clock(settings))) {
            nightcall.start();
            LockSupport.parkNanos(LONG_ENOUGH.toNanos());
        } finally {
            Files.delete(plan);
        }
    }
}
