package dev.nightcall.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightcall.alert.Text;
import dev.nightcall.metrics.Meters;
import io.netty.handler.codec.TooLongFrameException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * What Camel leaves to its HTTP server, for all paths: errors that no route sees are problems as well (unknown path,
 * wrong method, too long), no body is taken for a form, and all of them together do not fill the memory.
 */
public final class HttpServerRules {

    private static final Logger LOG = LoggerFactory.getLogger(HttpServerRules.class);
    private static final int[] ERRORS = {400, 404, 405, 406, 408, 413, 415, 417, 429, 500, 503};

    private static final int LONGEST_SHOWN = 100;
    private static final String WHY = "why";
    private static final Pattern KEYED = Pattern.compile("(?is)^(/webhooks?/+[^/]*/+)[^/].*$");

    private final ObjectMapper json;
    private final Doorkeeper doorkeeper;
    private final Function<Connections, Bodies> bodies;
    private final WrongKeyCount wrongKeys;
    private final Opening opening = new Opening();

    /**
     * @param longestBody of a request, in bytes
     * @param memory      for the bodies of all requests at the same time, in bytes
     * @param inTime      within which a body has to come
     */
    public HttpServerRules(ApiKeys keys, ObjectMapper json, int longestBody, long memory, Duration inTime, Meters meters,
                           Clock clock) {
        this.json = json;
        this.doorkeeper = new Doorkeeper(keys);
        this.bodies = connections -> new Bodies(doorkeeper, connections, longestBody, memory, inTime);
        this.wrongKeys = new WrongKeyCount(meters, clock);
    }

    /** What has to be told when Camel has started, and is about to stop. */
    Opening opening() {
        return opening;
    }

    /** @param router of the whole server: the last word on an error is its */
    void install(Router router, Connections connections) {
        router.route().order(-6).handler(connections);
        router.route().order(-5).handler(opening);
        router.route().order(-4).handler(HttpServerRules::refuseKeyInQuery);
        router.route().order(-3).handler(new WrongKeys(doorkeeper, connections, wrongKeys));
        // Nobody sends forms here, but `curl -d` says it does, and JSON taken for a form is refused as a broken one.
        router.route().order(-2).handler(HttpServerRules::readAsIs);
        router.route().order(-1).handler(bodies.apply(connections));
        for (int status : ERRORS) {
            router.errorHandler(status, request -> answer(request, instead(status)));
        }
    }

    /** Whoever sent what is no request has lost its place in it: nothing more is read of that connection. */
    void refuseInvalid(HttpServerRequest request) {
        int status = request.decoderResult().cause() instanceof TooLongFrameException ? 431 : 400;
        request.response().setStatusCode(status).putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE)
                .end(write(Problem.of(status, status == 431 ? "its first line or its headers are too long"
                        : "this is no request that can be read in one way only")))
                .onComplete(told -> request.connection().close());
    }

    /** URLs end up in logs, those of the sender and of every proxy. */
    private static void refuseKeyInQuery(RoutingContext context) {
        if (Doorkeeper.isKeyInQuery(context.request())) {
            Unread.leave(context);
            context.put(WHY, "a key belongs into a header, and not into the query").fail(400);
        } else {
            context.next();
        }
    }

    private static void readAsIs(RoutingContext request) {
        String type = request.request().getHeader(HttpHeaders.CONTENT_TYPE);
        if (type != null && isForm(type.toLowerCase(Locale.ROOT))) {
            request.request().headers().remove(HttpHeaders.CONTENT_TYPE);
        }
        request.next();
    }

    private static boolean isForm(String type) {
        return type.startsWith("application/x-www-form-urlencoded") || type.startsWith("multipart/form-data");
    }

    /** A request whose body was still coming when its route went: it has passed the opening, and there is such a door. */
    private int instead(int status) {
        return status == 404 && !opening.isOpen() ? 503 : status;
    }

    private void answer(RoutingContext request, int status) {
        if (status == 500) {
            LOG.error("{} {} is answered 500", request.request().method(), path(request), request.failure());
        }
        Problem problem = Problem.of(status, detail(request, status));
        problem.headers().forEach(request.response()::putHeader);
        request.response().setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .end(write(problem));
    }

    private String detail(RoutingContext request, int status) {
        return switch (status) {
            case 404 -> "there is no " + path(request);
            case 405 -> request.request().method() + " is not for " + path(request);
            case 408 -> "the request took too long to come, and nothing of it was taken; send it again";
            case 413 -> "send fewer alerts at a time";
            case 503 -> opening.isOpen() ? null : opening.reason();
            case 429 -> "too much is being read already, and nothing of this was taken; send it again";
            default -> request.get(WHY);
        };
    }

    /** Behind the name of a webhook stands a key, which no answer repeats: it would end up in the sender's log. */
    private static String path(RoutingContext request) {
        return Text.cut(KEYED.matcher(request.normalizedPath()).replaceFirst("$1…"), LONGEST_SHOWN);
    }

    private String write(Problem problem) {
        try {
            return json.writeValueAsString(problem);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a problem can always be written", e);
        }
    }
}
