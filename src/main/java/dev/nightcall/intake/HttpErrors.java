package dev.nightcall.intake;

import org.apache.camel.builder.RouteConfigurationBuilder;

/**
 * The error handling of every route that begins with an HTTP request: {@code routeConfigurationId: http-errors}.
 *
 * <p>Handled means answered here: the caller gets the error and is the one who repeats. A route that begins with a
 * queue must never use it, since there a handled exception deletes the message. A {@code direct:} route on the way
 * needs {@code errorHandler(noErrorHandler())}, or its own error handler ends the matter before this one hears of it.
 */
public final class HttpErrors extends RouteConfigurationBuilder {

    /** The id that a route names. */
    public static final String ID = "http-errors";

    private final ProblemAnswer problemAnswer;

    public HttpErrors(ProblemAnswer problemAnswer) {
        this.problemAnswer = problemAnswer;
    }

    @Override
    public void configuration() {
        routeConfiguration(ID)
                .onException(Throwable.class)
                .handled(true)
                .process(problemAnswer).id("answer-problem");
    }
}
