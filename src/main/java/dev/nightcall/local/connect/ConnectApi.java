package dev.nightcall.local.connect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Amazon Connect's REST API: paths and JSON of the API reference, errors in the AWS rest-json form, the throttle before
 * everything and the failures that the settings ask for. Signatures are not checked.
 */
final class ConnectApi {

    /** The operations of Connect that there are. */
    static final Set<String> OPERATIONS = Stream.of(ContactOperations.NAMES, InstanceOperations.NAMES).flatMap(Set::stream)
            .collect(Collectors.toUnmodifiableSet());

    private final ObjectMapper json;
    private final ContactOperations operations;
    private final InstanceOperations instance;
    private final CurrentSettings settings;
    private final RequestCounts counts;
    private final Timer timer;
    private final Clock clock;
    private final Map<String, TokenBucket> buckets = new HashMap<>();

    private record Answer(int status, String errorType, JsonNode body) {

        static Answer error(int status, String type, String message) {
            return new Answer(status, type, JsonNodeFactory.instance.objectNode().put("Message", message));
        }

        String counted() {
            return errorType == null ? String.valueOf(status) : status + " " + errorType;
        }
    }

    ConnectApi(ObjectMapper json, ContactOperations operations, InstanceOperations instance, CurrentSettings settings,
               RequestCounts counts, Timer timer, Clock clock) {
        this.json = json;
        this.operations = operations;
        this.instance = instance;
        this.settings = settings;
        this.counts = counts;
        this.timer = timer;
        this.clock = clock;
    }

    void addRoutes(Router router) {
        router.put("/contact/outbound-voice").handler(request -> serve(request,
                ContactOperations.START_OUTBOUND_VOICE_CONTACT, at -> operations.startOutboundVoiceContact(body(at))));
        router.post("/contact/stop").handler(request -> serve(request,
                ContactOperations.STOP_CONTACT, at -> operations.stopContact(body(at))));
        router.get("/contacts/:instance/:contact").handler(request -> serve(request,
                ContactOperations.DESCRIBE_CONTACT,
                at -> operations.describeContact(at.pathParam("instance"), at.pathParam("contact"))));
        router.post("/contact/attributes").handler(request -> serve(request,
                ContactOperations.UPDATE_CONTACT_ATTRIBUTES, at -> operations.updateContactAttributes(body(at))));
        router.get("/contact/attributes/:instance/:contact").handler(request -> serve(request,
                ContactOperations.GET_CONTACT_ATTRIBUTES,
                at -> operations.getContactAttributes(at.pathParam("instance"), at.pathParam("contact"))));
        router.get("/instance/:instance").handler(request -> serve(request,
                InstanceOperations.DESCRIBE_INSTANCE, at -> instance.describeInstance(at.pathParam("instance"))));
        router.get("/contact-flows/:instance/:flow").handler(request -> serve(request,
                InstanceOperations.DESCRIBE_CONTACT_FLOW,
                at -> instance.describeContactFlow(at.pathParam("instance"), at.pathParam("flow"))));
        router.post("/phone-number/list").handler(request -> serve(request,
                InstanceOperations.LIST_PHONE_NUMBERS, at -> instance.listPhoneNumbers(body(at))));
    }

    private void serve(RoutingContext request, String operation, Function<RoutingContext, JsonNode> work) {
        Settings now = settings.get();
        TokenBucket bucket = buckets.computeIfAbsent(operation, name -> new TokenBucket(clock));
        RequestQuota quota = now.quota(operation);
        if (!bucket.tryTake(quota.ratePerSecond(), quota.burst())) {
            send(request, operation, error(ServiceError.tooManyRequests()));
            return;
        }
        settings.takeFailure(operation).ifPresentOrElse(failure -> fail(request, failure, () -> answer(request, work)),
                () -> send(request, operation, answer(request, work)));
    }

    private void fail(RoutingContext request, Failure failure, Supplier<Answer> work) {
        Supplier<Answer> answer = work;
        if (failure.after()) {
            Answer done = work.get();
            answer = () -> done;
        }
        if (failure.hang()) {
            counts.count(failure.operation(), "no answer");
            return;
        }
        if (failure.status() != null) {
            answer = () -> Answer.error(failure.status(), failure.error(), "A failure that was asked for");
        }
        Supplier<Answer> late = answer;
        if (failure.delaySeconds() == null) {
            send(request, failure.operation(), late.get());
        } else {
            timer.after(failure.delaySeconds(), () -> send(request, failure.operation(), late.get()));
        }
    }

    private Answer answer(RoutingContext request, Function<RoutingContext, JsonNode> work) {
        try {
            return new Answer(200, null, work.apply(request));
        } catch (ServiceError e) {
            return error(e);
        }
    }

    private static Answer error(ServiceError e) {
        return Answer.error(e.status(), e.type(), e.getMessage());
    }

    private JsonNode body(RoutingContext request) {
        try {
            JsonNode body = json.readTree(request.body().buffer() == null ? "" : request.body().asString());
            if (!body.isObject()) {
                throw ServiceError.invalidRequest("The body must be a JSON object");
            }
            return body;
        } catch (JsonProcessingException e) {
            throw ServiceError.invalidRequest("The body is not JSON: " + e.getOriginalMessage());
        }
    }

    private void send(RoutingContext request, String operation, Answer answer) {
        counts.count(operation, answer.counted());
        if (request.response().closed()) {
            return;
        }
        if (answer.errorType() != null) {
            request.response().putHeader("x-amzn-ErrorType", answer.errorType());
        }
        request.response().setStatusCode(answer.status()).putHeader("Content-Type", "application/json")
                .end(answer.body().toString());
    }
}
