package dev.nightcall.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightcall.alert.Alert;
import dev.nightcall.alert.AlertKey;
import dev.nightcall.alert.AlertReader;
import org.apache.camel.Body;
import org.apache.camel.Header;

import java.util.List;

/** The steps of an HTTP request with alerts, for {@code routes/http.yaml}: may it, what does it say, and its answer. */
public final class HttpDoor {

    private final ApiKeys keys;
    private final AlertReader reader;
    private final ObjectMapper json;

    private record Accepted(List<Ticket> alerts) {
    }

    private record Ticket(String id, AlertKey key) {
    }

    public HttpDoor(ApiKeys keys, AlertReader reader, ObjectMapper json) {
        this.keys = keys;
        this.reader = reader;
        this.json = json;
    }

    /** Lets pass whoever may send alerts. */
    public void allow(@Header(ApiKeys.HEADER) String key) {
        keys.check(key, Right.SEND);
    }

    /** @param body null when the request has none */
    public List<Alert> read(@Body byte[] body) {
        return reader.read(body == null ? new byte[0] : body);
    }

    /** The answer once every alert is in the queue. */
    public String accepted(@Body List<Alert> alerts) throws JsonProcessingException {
        return json.writeValueAsString(new Accepted(
                alerts.stream().map(alert -> new Ticket(alert.id(), alert.key())).toList()));
    }
}
