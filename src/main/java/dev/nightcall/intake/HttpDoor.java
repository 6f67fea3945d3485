package dev.nightcall.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightcall.alert.Alert;
import dev.nightcall.alert.AlertKey;
import dev.nightcall.alert.AlertReader;
import dev.nightcall.memory.Memory;
import dev.nightcall.memory.Share;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Header;

import java.util.List;

/** The steps of an HTTP request with alerts, for {@code routes/http.yaml}: may it, what does it say, and its answer. */
public final class HttpDoor {

    private final ApiKeys keys;
    private final AlertReader reader;
    private final Memory memory;
    private final Unpacking unpacking;
    private final ObjectMapper json;

    private record Accepted(List<Ticket> alerts) {
    }

    private record Ticket(String id, AlertKey key) {
    }

    /**
     * @param memory      that bodies may take up while they are read
     * @param longestBody in bytes, also when it is unpacked
     */
    public HttpDoor(ApiKeys keys, AlertReader reader, Memory memory, int longestBody, ObjectMapper json) {
        this.keys = keys;
        this.memory = memory;
        this.unpacking = new Unpacking(longestBody);
        this.reader = reader;
        this.json = json;
    }

    /** Lets pass whoever may send alerts. @param query percent-encoded; null when there is none */
    public void allow(@Header(ApiKeys.HEADER) String key, @Header(Exchange.HTTP_RAW_QUERY) String query) {
        keys.check(key, Right.SEND);
        QueryNames.require(query, List.of());
    }

    /**
     * @param body     null when the request has none
     * @param encoding how it is packed; null when it is not
     */
    public List<Alert> read(@Body byte[] body, @Header(Exchange.CONTENT_ENCODING) String encoding) {
        try (Share share = memory.open()) {
            return reader.read(unpacking.unpack(body == null ? new byte[0] : body, encoding, share));
        }
    }

    /** The answer once every alert is in the queue. */
    public String accepted(@Body List<Alert> alerts) throws JsonProcessingException {
        return json.writeValueAsString(new Accepted(
                alerts.stream().map(alert -> new Ticket(alert.id(), alert.written())).toList()));
    }
}
