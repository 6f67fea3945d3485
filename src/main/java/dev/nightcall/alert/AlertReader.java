package dev.nightcall.alert;

import com.fasterxml.jackson.databind.JsonNode;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Reads the body of {@code POST /alerts}: one alert, an array of alerts, or the envelope that monitors already send,
 * {@code {"input": {"alertinfo": [alert, …]}}}, with the inner JSON as an object or as a string.
 */
public final class AlertReader {

    private static final String INPUT = "input";
    private static final String ALERT_INFO = "alertinfo";

    private final AlertLimits limits;
    private final StrictJson json;
    private final Clock clock;
    private final Supplier<String> ids;
    private final Supplier<ZoneId> zone;

    /** @param zone in which a monitor's local times are; asked for each request, since it may change while running */
    public AlertReader(Clock clock, Supplier<ZoneId> zone) {
        this(AlertLimits.standard(), clock, () -> UUID.randomUUID().toString(), zone);
    }

    public AlertReader(AlertLimits limits, Clock clock, Supplier<String> ids, Supplier<ZoneId> zone) {
        this.limits = limits;
        this.json = new StrictJson(limits.depth());
        this.clock = clock;
        this.ids = ids;
        this.zone = zone;
    }

    /**
     * Reads all of it or nothing.
     *
     * @return at least one alert; those named later in the request are received later, by a nanosecond each
     * @throws AlertRefusedException when any of it is not an alert
     */
    public List<Alert> read(byte[] body) {
        List<AlertFields> statements = new ArrayList<>();
        collect(json.read(body), "", statements);

        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        ZoneId local = zone.get();
        List<Alert> alerts = new ArrayList<>(statements.size());
        for (AlertFields statement : statements) {
            alerts.add(statement.alert(ids.get(), now.plusNanos(alerts.size()), local));
        }
        return List.copyOf(alerts);
    }

    private void collect(JsonNode node, String field, List<AlertFields> into) {
        if (node.isArray()) {
            collectEach(node, field, into);
        } else if (node.isObject()) {
            collectObject(node, field, into);
        } else {
            throw new AlertRefusedException(field, "must be an alert (a JSON object), an array of alerts, or an object"
                    + " with input.alertinfo");
        }
    }

    private void collectEach(JsonNode array, String field, List<AlertFields> into) {
        if (array.isEmpty()) {
            throw new AlertRefusedException(field, "is empty; expected at least one alert");
        }
        for (int i = 0; i < array.size(); i++) {
            JsonNode element = array.get(i);
            if (!element.isObject()) {
                throw new AlertRefusedException(field + "/" + i, "must be an alert (a JSON object)");
            }
            collectObject(element, field + "/" + i, into);
        }
    }

    private void collectObject(JsonNode object, String field, List<AlertFields> into) {
        if (object.has(INPUT) && !AlertFields.namesSystem(object)) {
            // What else the envelope says is for whoever delivers it, not about the alert.
            collectEnvelope(object.get(INPUT), field + "/" + INPUT, into);
        } else if (into.size() == limits.alerts()) {
            throw new AlertRefusedException(field, "is one too many: one request carries at most " + limits.alerts()
                    + " alerts");
        } else {
            into.add(new AlertFields(object, field, limits));
        }
    }

    private void collectEnvelope(JsonNode input, String field, List<AlertFields> into) {
        JsonNode inner = input.isTextual() ? json.read(input.textValue(), field) : input;
        JsonNode info = inner.path(ALERT_INFO);
        if (!info.isArray() && !info.isObject()) {
            throw new AlertRefusedException(field,
                    "must be an object, or JSON text of one, with an array " + ALERT_INFO);
        }
        collect(info, field + "/" + ALERT_INFO, into);
    }
}
