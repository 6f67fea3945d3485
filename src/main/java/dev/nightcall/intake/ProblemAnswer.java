package dev.nightcall.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns the exception of an HTTP route into its answer. What is our fault is logged; the caller learns only its status. */
public final class ProblemAnswer implements Processor {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAnswer.class);

    private final ObjectMapper json;

    public ProblemAnswer(ObjectMapper json) {
        this.json = json;
    }

    @Override
    public void process(Exchange exchange) throws JsonProcessingException {
        Throwable failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        Problem problem = Problems.of(failure);
        if (problem.isOurs()) {
            LOG.error("Route {} answers {}", exchange.getFromRouteId(), problem.status(), failure);
        } else {
            LOG.info("Route {} answers {}: {} {}", exchange.getFromRouteId(), problem.status(), problem.detail(),
                    problem.field() == null ? "" : problem.field());
        }

        Message answer = exchange.getMessage();
        answer.removeHeaders("*");
        problem.headers().forEach(answer::setHeader);
        answer.setHeader(Exchange.HTTP_RESPONSE_CODE, problem.status());
        answer.setHeader(Exchange.CONTENT_TYPE, Problem.MEDIA_TYPE);
        answer.setBody(json.writeValueAsString(problem));
    }
}
