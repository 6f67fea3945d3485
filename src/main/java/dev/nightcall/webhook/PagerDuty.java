package dev.nightcall.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nightcall.intake.ApiKeys;
import dev.nightcall.intake.NotAllowedException;
import dev.nightcall.intake.PresentedKey;
import dev.nightcall.intake.Problem;
import dev.nightcall.intake.QueryNames;
import dev.nightcall.intake.Unpacking;
import dev.nightcall.memory.Memory;
import dev.nightcall.memory.Share;
import dev.nightcall.reading.LenientJson;
import dev.nightcall.reading.WebhookMessage;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/** PagerDuty's Events API: senders made for it need another URL and a key of ours, which names the system. */
final class PagerDuty implements Dialect {

    /** The door of its patterns. */
    static final String DOOR = "pagerduty";

    private static final BodyReader EVENTS = new BodyReader(Unpacking.LONGEST_OF_STRANGERS);

    private final PagerDutyApi api;
    private final ApiKeys keys;
    private final Memory strangers;

    /** What is wrong with an event, in PagerDuty's words. */
    private static final class InvalidEventException extends RuntimeException {

        private final transient List<String> errors;
        private final boolean wrongKey;

        InvalidEventException(List<String> errors, boolean wrongKey) {
            super(String.join(", ", errors));
            this.errors = errors;
            this.wrongKey = wrongKey;
        }

        InvalidEventException(List<String> errors) {
            this(errors, false);
        }
    }

    /** @param strangers memory for what is read before it is known whose it is */
    PagerDuty(PagerDutyApi api, ApiKeys keys, Memory strangers) {
        this.api = api;
        this.keys = keys;
        this.strangers = strangers;
    }

    @Override
    public Arrival receive(Request request) {
        requireKey(request);
        if (!(request.message(DOOR, "", "").json() instanceof ObjectNode event)) {
            throw invalidJson();
        }
        String sender = sender(request, PagerDutyApi.text(event, api.key()));
        QueryNames.require(request.query(), List.of("system"));
        List<String> errors = api.errors(event);
        if (!errors.isEmpty()) {
            throw new InvalidEventException(errors);
        }
        // A key is nothing for an alert's text, nor for anybody who reads that.
        event.remove(List.of("routing_key", "service_key"));
        if (api == PagerDutyApi.CHANGE) {
            event.remove("event_action");
        }
        String said = PagerDutyApi.text(event, api.alias());
        String name = said.isEmpty() ? UUID.randomUUID().toString().replace("-", "") : said;
        String query = request.query(new Query().with("dedup_key", name), new Query().with("system", sender));
        return new Arrival(WebhookMessage.of(DOOR, sender, query, event.toString(), request.share()),
                reading -> api.success(name));
    }

    /** Whose an event is has to be known before anything of it takes up what others need; as a whole it is read after that. */
    private void requireKey(Request request) {
        if (!keys.isKey(shown(request))) {
            try (Share share = strangers.open()) {
                sender(request, LenientJson.field(request.body(EVENTS, share), api.key()).orElseThrow(PagerDuty::invalidJson));
            }
        }
    }

    private static InvalidEventException invalidJson() {
        return new InvalidEventException(List.of("JSON is invalid"));
    }

    private static String shown(Request request) {
        return request.routingKey() == null ? request.key() : request.routingKey();
    }

    private String sender(Request request, String inside) {
        String key = inside.isEmpty() ? shown(request) : inside;
        if (key == null || key.isBlank()) {
            throw new InvalidEventException(List.of("'" + api.key() + "' is missing or blank"));
        }
        try {
            return keys.checkSend(key, DOOR);
        } catch (NotAllowedException e) {
            // There is no 401 in this API, and 403 means "later" to senders of version 1.
            boolean unknown = e.status() == 401;
            throw new InvalidEventException(List.of(unknown ? "Invalid routing key" : e.getMessage()), unknown);
        }
    }

    @Override
    public Problem problem(Throwable failure) {
        return failure instanceof InvalidEventException ? Problem.of(400, failure.getMessage()) : Dialect.super.problem(failure);
    }

    @Override
    public Answer refuse(Problem problem, Throwable failure) {
        if (failure instanceof InvalidEventException invalid) {
            return Answer.json(problem.status(), Map.of("status", "invalid event", "message", "Event object is invalid",
                    "errors", invalid.errors)).with(invalid.wrongKey ? Map.of(PresentedKey.IS_WRONG, "true") : Map.of());
        }
        return Answer.json(problem.status(), Map.of("status", "event not processed", "message", problem.title(),
                "errors", problem.detail() == null ? List.of() : List.of(problem.detail()))).with(problem.headers());
    }
}
