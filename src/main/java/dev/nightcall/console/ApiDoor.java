package dev.nightcall.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightcall.aws.ClockWatch;
import dev.nightcall.intake.ApiKeys;
import dev.nightcall.intake.NotAllowedException;
import dev.nightcall.intake.PresentedKey;
import dev.nightcall.intake.Right;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.RejectedExecutionException;

/** The first and the last step of every request to the API. */
public final class ApiDoor {

    private final ApiKeys keys;
    private final ObjectMapper json;
    private final ClockWatch clock;

    /** @param clock nothing is changed by one that is wrong */
    public ApiDoor(ApiKeys keys, ObjectMapper json, ClockWatch clock) {
        this.keys = keys;
        this.json = json;
        this.clock = clock;
    }

    /** Lets pass whoever may operate. Of what the caller wrote nothing is left but the body, an {@link ApiRequest}. */
    public void allow(Exchange exchange) {
        keys.check(exchange.getMessage().getHeader(ApiKeys.HEADER, String.class), Right.OPERATE);
        enter(exchange);
    }

    /** The same for calendar programs, which cannot send headers: the key may also be the password of Basic (RFC 7617). */
    public void allowCalendar(Exchange exchange) {
        Message message = exchange.getMessage();
        String key = PresentedKey.of(message.getHeader(ApiKeys.HEADER, String.class),
                message.getHeader("Authorization", String.class));
        try {
            keys.check(key, Right.OPERATE);
        } catch (NotAllowedException e) {
            throw e.askingForPassword();
        }
        enter(exchange);
    }

    private void enter(Exchange exchange) {
        Message message = exchange.getMessage();
        if (!clock.isRight() && !"GET".equals(message.getHeader(Exchange.HTTP_METHOD, String.class))) {
            throw new RejectedExecutionException(clock.problem());
        }
        ApiRequest request = new ApiRequest(message.getHeader(Exchange.HTTP_PATH, String.class),
                message.getHeader(Exchange.HTTP_RAW_QUERY, String.class), message.getBody(byte[].class));
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
