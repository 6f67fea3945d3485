package dev.nightcall.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightcall.alert.Text;
import dev.nightcall.intake.ApiKeys;
import dev.nightcall.intake.NotAllowedException;
import dev.nightcall.intake.Problem;
import dev.nightcall.intake.QueryNames;
import dev.nightcall.webhook.OpsgenieIds.Accepted;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Opsgenie's Alert API: senders made for it need another URL and a key of ours, which names the system. Nothing is kept
 * here: what a later request needs is in the ids that were given before.
 */
final class Opsgenie implements Dialect {

    /** The door of its patterns. */
    static final String DOOR = "opsgenie";

    /** There is only one, and its id says nothing. */
    private static final String INTEGRATION = new UUID(0, 1).toString();
    private static final String PRIORITIES = "P[1-5]";
    /** https://docs.opsgenie.com/docs/alert-api, and the system of ours. */
    private static final Set<String> PARAMETERS = Set.of("identifierType", "user", "source", "note", "tags", "keys", "system");
    private static final int LONGEST_SHOWN = 100;

    private final ApiKeys keys;
    private final Clock clock;

    Opsgenie(ApiKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    @Override
    public Arrival receive(Request request) {
        Instant began = clock.instant();
        String key = request.key();
        String sender = keys.checkSend(key, DOOR);
        QueryNames.require(request.query(), PARAMETERS);
        OpsgenieCall call = OpsgenieCall.of(request.method(), request.segments())
                .orElseThrow(() -> OpsgenieException.notFound("Nightcall does not have this part of Opsgenie's API"));
        return switch (call.kind()) {
            case STATUS -> new Arrival(null, nothing -> status(call.identifier(), key, began));
            case PING -> accept(request, call, sender, "heartbeat " + call.identifier(), key, "PONG - Heartbeat received", began);
            case CREATE -> accept(request, call, sender, created(request), key, "Request will be processed", began);
            case ACT -> accept(request, call, sender, alias(request, call), key, "Request will be processed", began);
        };
    }

    private Arrival accept(Request request, OpsgenieCall call, String sender, String alias, String key, String result,
                           Instant began) {
        String query = request.query(new Query().with("action", call.action()).with("identifier", alias)
                .with("identifierType", "alias"), new Query().with("system", sender));
        Accepted accepted = new Accepted(inTheirWords(call.action()), alias, began.truncatedTo(ChronoUnit.MILLIS));
        return new Arrival(request.message(DOOR, sender, query), reading ->
                answer(202, Map.of("result", result), OpsgenieIds.requestId(accepted, key), began));
    }

    /**
     * The alias of an alert that is created; one that has none gets one. Opsgenie asks for a message; Alertmanager has none for
     * a group whose alerts have no summary in common, and would not come again with what is refused.
     */
    private static String created(Request request) {
        JsonNode alert = request.message(DOOR, "", "").json();
        if (!alert.isObject()) {
            throw OpsgenieException.noJson();
        }
        Map<String, String> errors = new LinkedHashMap<>();
        if (alert.path("message").asText().isBlank() && alert.path("description").asText().isBlank()) {
            errors.put("message", "Message can not be empty.");
        }
        String priority = alert.path("priority").asText();
        if (!priority.isBlank() && !priority.matches(PRIORITIES)) {
            errors.put("priority", "Priority should be one of [ P1, P2, P3, P4, P5 ].");
        }
        if (!errors.isEmpty()) {
            throw OpsgenieException.unprocessable(errors);
        }
        String alias = alert.path("alias").asText().strip();
        return alias.isEmpty() ? UUID.randomUUID().toString() : alias;
    }

    private static String alias(Request request, OpsgenieCall call) {
        return switch (request.parameter("identifierType").orElse("id").toLowerCase(Locale.ROOT)) {
            case "alias" -> call.identifier();
            case "id" -> OpsgenieIds.alias(call.identifier());
            default -> throw OpsgenieException.notFound("Alert with tiny id [" + shown(call.identifier())
                    + "] does not exist: Nightcall gives no tiny ids, send its alias");
        };
    }

    private Answer status(String requestId, String key, Instant began) {
        Accepted accepted = OpsgenieIds.accepted(requestId, key).orElseThrow(() ->
                OpsgenieException.notFound("Request with id [" + shown(requestId) + "] does not exist"));
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("success", true);
        data.put("action", accepted.action());
        data.put("processedAt", accepted.at().toString());
        data.put("integrationId", INTEGRATION);
        data.put("isSuccess", true);
        data.put("status", accepted.action().equals("Create") ? "Created alert" : accepted.action() + " accepted");
        data.put("alertId", OpsgenieIds.alertId(accepted.alias()));
        data.put("alias", accepted.alias());
        return answer(200, Map.of("data", data), requestId, began);
    }

    @Override
    public Problem problem(Throwable failure) {
        return failure instanceof OpsgenieException known ? Problem.of(known.status(), known.getMessage())
                : Dialect.super.problem(failure);
    }

    @Override
    public Answer refuse(Problem problem, Throwable failure) {
        Map<String, Object> body = new LinkedHashMap<>();
        boolean unknownKey = failure instanceof NotAllowedException && problem.status() == 401;
        body.put("message", unknownKey ? "Could not authenticate"
                : problem.detail() == null ? problem.title() : problem.detail());
        if (failure instanceof OpsgenieException known && !known.errors().isEmpty()) {
            body.put("errors", known.errors());
        }
        return answer(problem.status(), body, UUID.randomUUID().toString(), clock.instant()).with(problem.headers());
    }

    private Answer answer(int status, Map<String, Object> said, String requestId, Instant began) {
        Map<String, Object> body = new LinkedHashMap<>(said);
        body.put("took", Duration.between(began, clock.instant()).toMillis() / 1000.0);
        body.put("requestId", requestId);
        return Answer.json(status, body);
    }

    /** {@code close} is {@code Close} there. */
    private static String inTheirWords(String action) {
        String line = Text.line(action);
        return line.isEmpty() ? line : line.substring(0, 1).toUpperCase(Locale.ROOT) + line.substring(1);
    }

    private static String shown(String text) {
        return Text.cut(Text.line(text), LONGEST_SHOWN);
    }
}
