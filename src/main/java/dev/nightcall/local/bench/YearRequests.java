package dev.nightcall.local.bench;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

import static dev.nightcall.local.bench.YearParameter.*;

/** The requests to AWS of a month, and what they cost. */
final class YearRequests {

    private static final double HOURS_OF_A_MONTH = 730;
    private static final String HEADING = "AWS requests per ";
    private static final Map<String, String> KINDS = Map.of("alert", "ALERT_", "call", "CALL_", "idle", "IDLE_");

    private YearRequests() {
    }

    /**
     * Alerts, calls and idle hours, each multiplied by what one of it needs; those to Connect are counted by the simulation.
     *
     * @return by {@code Service.all}, and units as {@link Requests} has them
     */
    static Map<String, Double> ofAMonth(YearSettings settings, YearResult year) {
        double alerts = year.alerts() / year.months();
        double calls = year.calls() / year.months();
        double idle = HOURS_OF_A_MONTH * settings.get(REPLICAS);
        Map<String, Double> requests = new LinkedHashMap<>();
        requests.put("Sqs.all", sum(settings, alerts, ALERT_SQS, calls, CALL_SQS, idle, IDLE_SQS));
        requests.put("DynamoDb.all", sum(settings, alerts, ALERT_DDB, calls, CALL_DDB, idle, IDLE_DDB));
        requests.put(Requests.WRITE_UNITS, sum(settings, alerts, ALERT_WRITE, calls, CALL_WRITE, idle, IDLE_WRITE));
        requests.put(Requests.READ_UNITS, sum(settings, alerts, ALERT_READ, calls, CALL_READ, idle, IDLE_READ));
        requests.put("Kinesis.all", idle * settings.get(IDLE_KINESIS));
        requests.put("Connect.StartOutboundVoiceContact", calls);
        requests.put("Connect.DescribeContact", year.looks() / year.months());
        requests.put("Connect.StopContact", year.stops() / year.months());
        return requests;
    }

    private static double sum(YearSettings settings, double alerts, YearParameter alert, double calls, YearParameter call,
                              double hours, YearParameter hour) {
        return alerts * settings.get(alert) + calls * settings.get(call) + hours * settings.get(hour);
    }

    /**
     * What the bench has measured as (e), instead of estimates. Its calls include their alert, so that one alert for each call
     * is counted twice.
     *
     * @param bench its JSON
     */
    static YearSettings measured(YearSettings settings, JsonNode bench) {
        Map<YearParameter, Double> found = new TreeMap<>();
        String kind = null;
        for (JsonNode result : bench.path("results")) {
            String what = result.path("what").asText();
            if (what.startsWith(HEADING)) {
                String[] word = what.substring(HEADING.length()).split("\\W", 2);
                kind = KINDS.get(word[0]);
            } else if (kind != null && "e".equals(result.path("measurement").asText()) && what.startsWith("  ")) {
                String suffix = suffix(what.strip());
                if (suffix != null && !(suffix.equals("KINESIS") && !kind.equals("IDLE_"))) {
                    found.merge(YearParameter.valueOf(kind + suffix), result.path("value").asDouble(), Double::sum);
                }
            }
        }
        if (found.isEmpty()) {
            throw new IllegalArgumentException("--bench: the file has no measurement e");
        }
        YearSettings measured = settings;
        for (Map.Entry<YearParameter, Double> each : found.entrySet()) {
            measured = measured.with(each.getKey(), each.getValue());
        }
        return measured;
    }

    private static String suffix(String operation) {
        return switch (operation) {
            case Requests.WRITE_UNITS -> "WRITE";
            case Requests.READ_UNITS -> "READ";
            default -> operation.startsWith("Sqs.") ? "SQS" : operation.startsWith("DynamoDb.") ? "DDB"
                    : operation.startsWith("Kinesis.") ? "KINESIS" : null;
        };
    }
}
