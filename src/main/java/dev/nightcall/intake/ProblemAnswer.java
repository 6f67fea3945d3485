package dev.nightcall.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightcall.alert.Text;
import dev.nightcall.aws.OutageLog;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns the exception of an HTTP route into its answer. What is our fault goes to the log, not to the caller. */
public final class ProblemAnswer implements Processor {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAnswer.class);

    private final ObjectMapper json;
    private final OutageLog outages;

    public ProblemAnswer(ObjectMapper json, OutageLog outages) {
        this.json = json;
        this.outages = outages;
    }

    @Override
    public void process(Exchange exchange) throws JsonProcessingException {
        Throwable failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        Problem problem = Problems.of(failure);
        log(exchange.getFromRouteId(), problem, failure);

        Message answer = exchange.getMessage();
        answer.removeHeaders("*");
        problem.headers().forEach(answer::setHeader);
        if (problem.status() == 401 && failure instanceof NotAllowedException notAllowed) {
            answer.setHeader("WWW-Authenticate", notAllowed.challenge());
        }
        answer.setHeader(Exchange.HTTP_RESPONSE_CODE, problem.status());
        answer.setHeader(Exchange.CONTENT_TYPE, Problem.MEDIA_TYPE);
        answer.setBody(json.writeValueAsString(problem));
    }

    /** Logs what was answered, for whoever writes the answer in a way of their own. */
    public void log(String route, Problem problem, Throwable failure) {
        if (problem.status() == 503) {
            // An outage fails every request, and the cause is the same.
            outages.turnedAway("answering " + route, failure);
        } else if (problem.status() >= 500) {
            LOG.error("Route {} answers {}", route, problem.status(), failure);
        } else if (problem.status() == 401) {
            // Whoever tries keys would fill the log; it is counted, and said once a minute.
            LOG.debug("Route {} answers 401", route);
        } else {
            // What the caller sent may be in it, but makes no line of its own.
            LOG.info("Route {} answers {}: {}", route, problem.status(),
                    Text.line(problem.detail() + (problem.field() == null ? "" : " " + problem.field())));
        }
    }
}
