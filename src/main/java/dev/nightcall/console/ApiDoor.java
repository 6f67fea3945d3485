package dev.nightcall.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightcall.aws.ClockWatch;
import dev.nightcall.intake.ApiKeys;
import dev.nightcall.intake.NotAllowedException;
import dev.nightcall.intake.PresentedKey;
import dev.nightcall.intake.QueryNames;
import dev.nightcall.intake.Right;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;

/** The first and the last step of every request to the API. */
public final class ApiDoor {

    private static final Logger LOG = LoggerFactory.getLogger(ApiDoor.class);

    private final ApiKeys keys;
    private final ObjectMapper json;
    private final ClockWatch clock;

    /** @param clock nothing is changed by one that is wrong */
    public ApiDoor(ApiKeys keys, ObjectMapper json, ClockWatch clock) {
        this.keys = keys;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Lets pass whoever may operate. Of what the caller wrote nothing is left but the body, an {@link ApiRequest}.
     *
     * @param parameters that may be in the query; null when any may
     */
    public void allow(Exchange exchange, Collection<String> parameters) {
        Message message = exchange.getMessage();
        String key = keys.check(message.getHeader(ApiKeys.HEADER, String.class), Right.OPERATE);
        if (parameters != null) {
            QueryNames.require(message.getHeader(Exchange.HTTP_RAW_QUERY, String.class), parameters);
        }
        enter(key, exchange);
    }

    /** The same for calendar programs, which cannot send headers: the key may also be the password of Basic (RFC 7617). */
    public void allowCalendar(Exchange exchange) {
        Message message = exchange.getMessage();
        String key = PresentedKey.of(message.getHeader(ApiKeys.HEADER, String.class),
                message.getHeader("Authorization", String.class));
        String name;
        try {
            name = keys.check(key, Right.OPERATE);
        } catch (NotAllowedException e) {
            throw e.askingForPassword();
        }
        QueryNames.require(message.getHeader(Exchange.HTTP_RAW_QUERY, String.class), List.of());
        enter(name, exchange);
    }

    private void enter(String key, Exchange exchange) {
        Message message = exchange.getMessage();
        String method = message.getHeader(Exchange.HTTP_METHOD, String.class);
        if (!clock.isRight() && !"GET".equals(method)) {
            throw new RejectedExecutionException(clock.problem());
        }
        ApiRequest request = new ApiRequest(key, message.getHeader(Exchange.HTTP_PATH, String.class),
                message.getHeader(Exchange.HTTP_RAW_QUERY, String.class), message.getBody(byte[].class));
        if (!"GET".equals(method)) {
            // What has no timeline, such as a replay or the end of an override, is told here.
            LOG.info("{} {} with the key {}", method, request.path(), key);
        }
        message.removeHeaders("*");
        message.setBody(request);
    }

    /** 200 with the body as JSON. */
    public void ok(Exchange exchange) throws JsonProcessingException {
        answer(exchange, 200);
    }

    /** 200 with the body as a calendar. */
    public void calendar(Exchange exchange) {
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, 200);
        message.setHeader(Exchange.CONTENT_TYPE, "text/calendar; charset=utf-8");
        message.setBody(message.getBody(String.class).getBytes(StandardCharsets.UTF_8));
    }

    /** 201 with the body as JSON. */
    public void created(Exchange exchange) throws JsonProcessingException {
        answer(exchange, 201);
    }

    /** 204. */
    public void done(Exchange exchange) {
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, 204);
        exchange.getMessage().setBody(null);
    }

    private void answer(Exchange exchange, int status) throws JsonProcessingException {
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        message.setHeader(Exchange.CONTENT_TYPE, "application/json");
        message.setBody(json.writeValueAsString(message.getBody()));
    }
}
