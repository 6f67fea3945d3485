package dev.nightcall.alert;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import dev.nightcall.alert.StrictJson.Written;
import dev.nightcall.memory.Memory;
import dev.nightcall.memory.MemoryFullException;
import dev.nightcall.memory.Share;

import java.io.IOException;
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
    private final Memory memory;

    /**
     * @param zone   in which a monitor's local times are; asked for each request, since it may change while running
     * @param memory that requests may take up while they are read
     */
    public AlertReader(Clock clock, Supplier<ZoneId> zone, Memory memory) {
        this(AlertLimits.standard(), clock, () -> UUID.randomUUID().toString(), zone, memory);
    }

    public AlertReader(AlertLimits limits, Clock clock, Supplier<String> ids, Supplier<ZoneId> zone,
                       Memory memory) {
        this.limits = limits;
        this.json = new StrictJson(limits.depth());
        this.clock = clock;
        this.ids = ids;
        this.zone = zone;
        this.memory = memory;
    }

    /**
     * Reads all of it or nothing.
     *
     * @return at least one alert; those named later in the request are received later, by a nanosecond each
     * @throws AlertRefusedException when any of it is not an alert
     * @throws MemoryFullException   when there is no room to read it
     */
    public List<Alert> read(byte[] body) {
        try (Share share = memory.open()) {
            List<AlertFields> statements = new ArrayList<>();
            json.read(body, share, text -> collectAll(text, share, statements));
            return alerts(statements);
        }
    }

    private List<Alert> alerts(List<AlertFields> statements) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        ZoneId local = zone.get();
        List<Alert> alerts = new ArrayList<>(statements.size());
        for (AlertFields statement : statements) {
            alerts.add(statement.alert(ids.get(), now.plusNanos(alerts.size()), local));
        }
        return List.copyOf(alerts);
    }

    /** One after the other: what is one too many is not even read. */
    private void collectAll(Written text, Share share, List<AlertFields> into) throws IOException {
        if (text.token() != JsonToken.START_ARRAY) {
            collect(text.tree(), "", share, into);
            return;
        }
        int i = 0;
        for (JsonToken token = text.next(); token != JsonToken.END_ARRAY; token = text.next(), i++) {
            String field = "/" + i;
            if (token != JsonToken.START_OBJECT) {
                text.skip();
                throw noAlert(field);
            }
            requireRoom(field, into);
            collectObject(text.tree(), field, share, into);
        }
        if (i == 0) {
            throw none("");
        }
    }

    private void collect(JsonNode node, String field, Share share, List<AlertFields> into) {
        if (node.isArray()) {
            collectEach(node, field, share, into);
        } else if (node.isObject()) {
            collectObject(node, field, share, into);
        } else {
            throw new AlertRefusedException(field, "must be an alert (a JSON object), an array of alerts, or an object"
                    + " with input.alertinfo");
        }
    }

    private void collectEach(JsonNode array, String field, Share share, List<AlertFields> into) {
        if (array.isEmpty()) {
            throw none(field);
        }
        for (int i = 0; i < array.size(); i++) {
            JsonNode element = array.get(i);
            if (!element.isObject()) {
                throw noAlert(field + "/" + i);
            }
            collectObject(element, field + "/" + i, share, into);
        }
    }

    private void collectObject(JsonNode object, String field, Share share, List<AlertFields> into) {
        if (object.has(INPUT) && !AlertFields.namesSystem(object)) {
            // What else the envelope says is for whoever delivers it, not about the alert.
            collectEnvelope(object.get(INPUT), field + "/" + INPUT, share, into);
        } else {
            requireRoom(field, into);
            into.add(new AlertFields(object, field, limits));
        }
    }

    private void requireRoom(String field, List<AlertFields> into) {
        if (into.size() == limits.alerts()) {
            throw new AlertRefusedException(field, "is one too many: one request carries at most " + limits.alerts()
                    + " alerts");
        }
    }

    private void collectEnvelope(JsonNode input, String field, Share share, List<AlertFields> into) {
        if (input.isTextual()) {
            json.read(input.textValue(), field, share, text -> collectInfo(text.tree(), field, share, into));
        } else {
            collectInfo(input, field, share, into);
        }
    }

    private void collectInfo(JsonNode inner, String field, Share share, List<AlertFields> into) {
        JsonNode info = inner.path(ALERT_INFO);
        if (!info.isArray() && !info.isObject()) {
            throw new AlertRefusedException(field,
                    "must be an object, or JSON text of one, with an array " + ALERT_INFO);
        }
        collect(info, field + "/" + ALERT_INFO, share, into);
    }

    private static AlertRefusedException noAlert(String field) {
        return new AlertRefusedException(field, "must be an alert (a JSON object)");
    }

    private static AlertRefusedException none(String field) {
        return new AlertRefusedException(field, "is empty; expected at least one alert");
    }
}
