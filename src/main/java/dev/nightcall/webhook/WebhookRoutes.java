package dev.nightcall.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightcall.intake.ApiKeys;
import dev.nightcall.intake.Problem;
import dev.nightcall.intake.ProblemAnswer;
import dev.nightcall.memory.Memory;
import dev.nightcall.reading.Reading;
import dev.nightcall.reading.ShareProcessor;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;

import java.util.Map;
import java.util.function.Function;

/**
 * The HTTP doors of monitors: a request is let in, read, and answered in the dialect of its sender once SQS has all it says.
 * Each path has its route, each dialect routes of its own, and with them its own errors.
 */
public final class WebhookRoutes extends RouteBuilder {

    private static final String ANSWER = "answer";

    private final Dialect dialect;
    private final ShareProcessor memory;
    private final BodyReader bodies;
    private final Map<String, String> paths;
    private final ProblemAnswer problems;
    private final ObjectMapper json;

    /** @param paths the end of the endpoint's URI, after {@code platform-http:}, by the route's id */
    WebhookRoutes(Dialect dialect, Memory memory, BodyReader bodies, Map<String, String> paths, ProblemAnswer problems,
                  ObjectMapper json) {
        this.dialect = dialect;
        this.memory = new ShareProcessor(memory, exchange -> 0);
        this.bodies = bodies;
        this.paths = paths;
        this.problems = problems;
        this.json = json;
    }

    @Override
    public void configure() {
        onException(Throwable.class).handled(true).process(this::refuse).id("refuse-webhook");

        paths.forEach((id, path) -> from("platform-http:" + path).routeId(id)
                .process(memory).id(id + "-memory")
                .process(this::receive).id(id + "-receive")
                .filter(body().isNotNull()).id(id + "-if-it-says-something")
                    .to("direct:read").id(id + "-to-read")
                .end()
                .process(this::answer).id(id + "-answer"));
    }

    /** Of what the sender wrote nothing is left but the message. */
    private void receive(Exchange exchange) {
        Message message = exchange.getMessage();
        byte[] body = message.getBody(byte[].class);
        String type = header(message, Exchange.CONTENT_TYPE);
        String encoding = header(message, Exchange.CONTENT_ENCODING);
        Request request = new Request(header(message, Exchange.HTTP_METHOD), header(message, Exchange.HTTP_PATH),
                message.getHeader(Exchange.HTTP_RAW_QUERY, "", String.class), header(message, ApiKeys.HEADER),
                header(message, "authorization"), header(message, "x-routing-key"),
                (reader, from) -> reader.read(body == null ? new byte[0] : body, type, encoding, from), bodies,
                ShareProcessor.of(exchange));
        message.removeHeaders("*");
        Arrival arrival = dialect.receive(request);
        // Not the message: once it is read nothing of it is needed.
        exchange.setVariable(ANSWER, arrival.answer());
        message.setBody(arrival.message());
    }

    @SuppressWarnings("unchecked")
    private void answer(Exchange exchange) throws JsonProcessingException {
        Function<Reading, Answer> answer = exchange.getVariable(ANSWER, Function.class);
        write(answer.apply(exchange.getMessage().getBody(Reading.class)), exchange);
    }

    private void refuse(Exchange exchange) throws JsonProcessingException {
        Throwable failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        Problem problem = dialect.problem(failure);
        problems.log(exchange.getFromRouteId(), problem, failure);
        write(dialect.refuse(problem, failure), exchange);
    }

    private void write(Answer answer, Exchange exchange) throws JsonProcessingException {
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        answer.headers().forEach(message::setHeader);
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, answer.status());
        message.setHeader(Exchange.CONTENT_TYPE, answer.mediaType());
        message.setBody(json.writeValueAsString(answer.body()));
    }

    private static String header(Message message, String name) {
        return message.getHeader(name, String.class);
    }
}
