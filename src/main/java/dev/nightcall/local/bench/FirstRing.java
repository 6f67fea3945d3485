package dev.nightcall.local.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightcall.local.Endpoints;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * (b) From an alert to a ringing telephone when nothing else happens. Nobody is phoned twice, as whoever was called lately is
 * called a little later, and calls keep a distance from each other, so that Connect's quota is not what is measured.
 */
final class FirstRing implements Measurement {

    private static final Duration BETWEEN = Duration.ofMillis(700);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Clock clock;

    FirstRing(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void run(Endpoints endpoints, Options options, Report report) throws Exception {
        int warmUp = options.number(10, 3);
        int engineers = warmUp + options.number(200, 20);
        try (Site site = new Site(endpoints, "b", plan(engineers))) {
            site.phones().put("/settings", Map.of("speechCharactersPerSecond", 1000, "contactRecordDelaySeconds", 1));
            for (int engineer = 1; engineer <= engineers; engineer++) {
                site.phones().put("/phones/" + Alerts.number(engineer), Map.of("behaviour", "answer", "afterSeconds", 0.2,
                        "keys", List.of("1", "1"), "keyAfterSeconds", 0.1));
            }
            Forked nightcall = site.nightcall();
            List<Double> sinceSent = new ArrayList<>();
            List<Double> sinceAnswer = new ArrayList<>();
            for (int engineer = 1; engineer <= engineers; engineer++) {
                Instant sent = clock.instant();
                Instant[] rang = new Instant[2];
                call(site, nightcall, engineer, rang);
                if (engineer > warmUp) {
                    sinceSent.add(millis(sent, rang[1]));
                    sinceAnswer.add(millis(rang[0], rang[1]));
                }
                Until.isTrue(BETWEEN, () -> clock.instant().isAfter(rang[1].plus(BETWEEN)));
            }
            report.add(p99(report, "from sending an alert until the phone rings", new Percentiles(sinceSent), 1000));
            report.add(p99(report, "from the answer 202 until the phone rings", new Percentiles(sinceAnswer), 300)
                    .inRow("accepted to ringing, idle, groupWait 0 s, p99"));
            report.note("b", "nightcall.call.gather, for which a dial waits for others (200 ms unless set), is part of it");
        }
    }

    /** @param times when 202 came, and when the phone rang */
    private void call(Site site, Forked nightcall, int engineer, Instant[] times) throws Exception {
        String path = "/phones/" + Alerts.number(engineer) + "/calls";
        int status = nightcall.door().post("/alerts",
                Alerts.one("ring-" + engineer, engineer, ",\"labels\":{\"who\":\"e" + engineer + "\"}"));
        times[0] = clock.instant();
        if (status != 202) {
            throw new IOException("POST /alerts answers " + status);
        }
        // Taken, and over.
        Until.required("a call", PATIENCE, () -> site.phones().get(path).path(0).hasNonNull("endedAt"));
        JsonNode call = site.phones().get(path).path(0);
        times[1] = Instant.parse(call.path("startedAt").asText());
    }

    private static double millis(Instant from, Instant to) {
        return Duration.between(from, to).toNanos() / 1e6;
    }

    /** The median is reported. */
    private static Result p99(Report report, String what, Percentiles millis, double most) {
        report.add(Result.of("b", what + ", p50 of " + millis.count(), millis.at(50), "ms"));
        return Result.atMost("b", what + ", p99 of " + millis.count(), millis.at(99), "ms", most);
    }

    private static String plan(int engineers) {
        String policies = IntStream.rangeClosed(1, engineers).mapToObj(i -> "  p" + i
                + ": {groupWait: 0s, steps: [{recipients: [\"call:e" + i + "\"], wait: 1h}]}\n").collect(Collectors.joining());
        String rules = IntStream.rangeClosed(1, engineers).mapToObj(i -> "  - {match: {labels: {who: e" + i + "}}, policy: p"
                + i + "}\n").collect(Collectors.joining());
        return Alerts.engineers(engineers) + "policies:\n  default: {steps: [{recipients: [\"call:e1\"]}]}\n" + policies
                + "rules:\n" + rules;
    }
}
