package dev.nightcall.local.connect;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Handler;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The telephones and the stand-in's own settings, for tests and for people.
 *
 * <pre>
 * PUT    /phones/{number}          a {@link PhoneScript}; {number} is E.164, its + may be written %2B
 * DELETE /phones/{number}          the phone rings for a person again
 * GET    /phones/{number}/calls    every call to it, oldest first
 * POST   /phones/{number}/answer   answers the phone that rings; 409 when none does
 * POST   /phones/{number}/keys     {"keys": "30#"}; 409 when nobody is on the phone
 * POST   /phones/{number}/hang-up  hangs up, or refuses the call while it rings
 * GET    /phones                   scripts, and the calls that ring or talk
 * GET    /settings, PUT /settings  {@link Settings}
 * GET    /requests                 how often each operation got each answer
 * </pre>
 */
final class PhonesApi {

    private static final Pattern E_164 = Pattern.compile("\\+[1-9]\\d{1,14}");
    private static final Pattern KEYS = Pattern.compile("[0-9*#]+");

    private final ObjectMapper json;
    private final PhoneScripts scripts;
    private final Exchange exchange;
    private final Contacts contacts;
    private final CurrentSettings settings;
    private final RequestCounts counts;

    /** A call as it is read back; what has not happened is null. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    private record CallView(String contactId, String callId, Instant startedAt, Instant answeredAt, Instant endedAt,
                            String voice, List<String> heard, List<String> pressed,
                            DisconnectReason disconnectReason) {

        static CallView of(Contact contact) {
            return new CallView(contact.id(), contact.attributes().get("call_id"), contact.initiatedAt(),
                    contact.answeredAt(), contact.endedAt(), contact.voice(), contact.heard(), contact.pressed(),
                    contact.disconnectReason());
        }
    }

    /** A phone that rings or talks, as the page shows it. */
    private record LivePhone(String number, boolean ringing, String language, CallView call) {

        static LivePhone of(Call call) {
            Contact contact = call.contact();
            return new LivePhone(contact.call().number(), call.isRinging(), contact.attributes().get("language"),
                    CallView.of(contact));
        }
    }

    private record Phones(Map<String, PhoneScript> scripts, List<LivePhone> live) {
    }

    PhonesApi(ObjectMapper json, PhoneScripts scripts, Exchange exchange, Contacts contacts, CurrentSettings settings,
              RequestCounts counts) {
        this.json = json;
        this.scripts = scripts;
        this.exchange = exchange;
        this.contacts = contacts;
        this.settings = settings;
        this.counts = counts;
    }

    void addRoutes(Router router) {
        router.get("/phones").handler(request -> send(request, 200,
                new Phones(scripts.all(), exchange.live().stream().map(LivePhone::of).toList())));
        router.put("/phones/:number").handler(checked(this::script));
        router.delete("/phones/:number").handler(checked(request -> {
            scripts.forget(number(request));
            request.response().setStatusCode(204).end();
        }));
        router.get("/phones/:number/calls").handler(checked(request -> send(request, 200,
                contacts.to(number(request)).stream().map(CallView::of).toList())));
        router.post("/phones/:number/answer").handler(checked(request -> done(request,
                exchange.liveAt(number(request)).map(Call::answer).orElse(false))));
        router.post("/phones/:number/keys").handler(checked(this::keys));
        router.post("/phones/:number/hang-up").handler(checked(request -> done(request,
                exchange.liveAt(number(request)).map(call -> {
                    call.hangUp();
                    return true;
                }).orElse(false))));
        router.get("/settings").handler(request -> send(request, 200, settings.get()));
        router.put("/settings").handler(checked(request -> send(request, 200, settings.change(body(request)))));
        router.get("/requests").handler(request -> send(request, 200, counts.all()));
    }

    private void script(RoutingContext request) {
        PhoneScript script = StrictJson.read(json, body(request), PhoneScript.class);
        scripts.put(number(request), script);
        send(request, 200, script);
    }

    private void keys(RoutingContext request) {
        String keys = body(request).path("keys").asText();
        if (!KEYS.matcher(keys).matches()) {
            throw new IllegalArgumentException("keys are 0 to 9, * and #");
        }
        done(request, exchange.liveAt(number(request)).map(call -> keys.chars().allMatch(
                key -> call.press((char) key))).orElse(false));
    }

    private static String number(RoutingContext request) {
        String number = request.pathParam("number");
        if (!E_164.matcher(number).matches()) {
            throw new IllegalArgumentException("not an E.164 number: " + number);
        }
        return number;
    }

    private JsonNode body(RoutingContext request) {
        try {
            return json.readTree(request.body().buffer() == null ? "" : request.body().asString());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the body is not JSON: " + e.getOriginalMessage(), e);
        }
    }

    private Handler<RoutingContext> checked(Handler<RoutingContext> handler) {
        return request -> {
            try {
                handler.handle(request);
            } catch (IllegalArgumentException e) {
                send(request, 400, message(e.getMessage()));
            }
        };
    }

    private void done(RoutingContext request, boolean done) {
        if (done) {
            request.response().setStatusCode(204).end();
        } else {
            send(request, 409, message("the phone is not in a call that allows this"));
        }
    }

    private ObjectNode message(String message) {
        return json.createObjectNode().put("message", message);
    }

    private void send(RoutingContext request, int status, Object body) {
        request.response().setStatusCode(status).putHeader("Content-Type", "application/json")
                .end(json.<JsonNode>valueToTree(body).toString());
    }
}
