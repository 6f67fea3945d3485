package dev.nightcall.local.bench;

import dev.nightcall.local.Endpoints;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** (a) How many alerts are accepted per second, next to what the same SQS takes from as many threads without Nightcall. */
final class AcceptRate implements Measurement {

    private static final int SYSTEMS = 10;
    private static final int HUNDRED = 100;

    @Override
    public void run(Endpoints endpoints, Options options, Report report) throws Exception {
        Duration time = Duration.ofMillis(options.number(6000, 1000));
        try (Site site = new Site(endpoints, "a", Alerts.NOBODY_IS_CALLED)) {
            Forked nightcall = site.nightcall();
            AtomicInteger number = new AtomicInteger();
            // Nightcall runs for months, and the compiler of a Java process that has just begun takes half a processor.
            Load.during(Duration.ofMillis(options.number(30_000, 500)), 8, () -> post(nightcall, number, 1));
            Load.during(time, 8, () -> post(nightcall, number, HUNDRED));
            for (int connections : List.of(1, 8, 32)) {
                for (int each : List.of(1, HUNDRED)) {
                    int batch = Math.min(each, 10);
                    double direct = direct(site, connections, batch, time);
                    report.add(Result.of("a", "SQS itself, threads: " + connections + ", alerts per request: " + batch, direct,
                            "alerts/s"));
                    Load load = Load.during(time, connections, () -> post(nightcall, number, each));
                    String what = "HTTP, connections: " + connections + ", alerts per request: " + each;
                    report.add(Result.of("a", what, load.perSecond() * each, "alerts/s"));
                    report.add(Result.of("a", what + ", p50", load.millis().at(50), "ms"));
                    report.add(Result.of("a", what + ", p99", load.millis().at(99), "ms"));
                    Result share = Result.atLeast("a", what + ", of SQS itself", 100 * load.perSecond() * each / direct, "%", 80);
                    report.add(each == 1 ? share.inRow("accepted alone over 1, 8 and 32 connections, of SQS itself") : share);
                }
            }
            report.note("a", "Nightcall handles what it accepts all the while, on the same machine");
        }
    }

    private static Void post(Forked nightcall, AtomicInteger number, int each) throws IOException, InterruptedException {
        int first = number.getAndAdd(each);
        int status = nightcall.door().post("/alerts", Alerts.json("rate-", first % HUNDRED, each, SYSTEMS));
        if (status != 202) {
            throw new IOException("POST /alerts answers " + status);
        }
        return null;
    }

    private static double direct(Site site, int threads, int batch, Duration time) throws Exception {
        SqsClient sqs = site.sqs();
        String queue = sqs.createQueue(create -> create.queueName("a-direct")).queueUrl();
        String body = Alerts.one("direct", 1, ",\"labels\":{\"id\":\"0b5c0b5c-0b5c-0b5c-0b5c-0b5c0b5c0b5c\"}");
        List<SendMessageBatchRequestEntry> entries = IntStream.range(0, batch)
                .mapToObj(i -> SendMessageBatchRequestEntry.builder().id("" + i).messageBody(body).build()).toList();
        Load load = Load.during(time, threads, () -> {
            sqs.sendMessageBatch(send -> send.queueUrl(queue).entries(entries));
            return null;
        });
        sqs.deleteQueue(delete -> delete.queueUrl(queue));
        return load.perSecond() * batch;
    }
}
