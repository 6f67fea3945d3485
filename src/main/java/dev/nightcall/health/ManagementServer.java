package dev.nightcall.health;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.main.ManagementHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;

import java.util.Collection;
import java.util.function.BiFunction;

/**
 * The server of the management port, which is Camel's but for health: it writes what is wrong first, without Camel's double
 * escapes, and {@code /health} is text for people unless JSON is asked for. That something is read is told to the
 * {@link Readership}.
 */
public final class ManagementServer extends ManagementHttpServer {

    /** Camel's word for telling all. */
    private static final String FULL = "full";
    private static final String JSON = "application/json";
    private static final String TEXT = "text/plain";

    /** Before Camel's own, which answer. */
    private static final int FIRST = -1;

    private final ObjectMapper json;
    private final Readership readership;

    /** One of Camel's kinds of looks at its checks. */
    private interface Look extends BiFunction<CamelContext, String, Collection<HealthCheck.Result>> {
    }

    public ManagementServer(ObjectMapper json, Readership readership) {
        this.json = json;
        this.readership = readership;
    }

    @Override
    protected void setupHealthCheckConsole() {
        router().route().order(FIRST).handler(this::isRead);
        get("").produces(TEXT).blockingHandler(this::forPeople, false);
        get("").produces(JSON).blockingHandler(context -> write(context, HealthCheckHelper::invoke, false), false);
        get("/live").produces(JSON).blockingHandler(context -> write(context, HealthCheckHelper::invokeLiveness, false), false);
        get("/ready").produces(JSON).blockingHandler(context -> write(context, HealthCheckHelper::invokeReadiness, true), false);
    }

    private Route get(String path) {
        return router().get(getHealthPath() + path);
    }

    private Router router() {
        return VertxPlatformHttpRouter.lookup(getCamelContext(), VertxPlatformHttpRouter.getRouterNameFromPort(getPort()));
    }

    private void isRead(RoutingContext context) {
        if (context.normalizedPath().startsWith(getHealthPath())) {
            readership.health();
        } else {
            readership.metrics();
        }
        context.next();
    }

    private void forPeople(RoutingContext context) {
        HealthReport report = look(HealthCheckHelper::invoke, false);
        boolean all = "long".equals(context.request().getParam("detail"));
        answer(context, report, TEXT + "; charset=utf-8", report.text(all, getHealthPath() + "?detail=long"));
    }

    private void write(RoutingContext context, Look look, boolean readiness) {
        HealthReport report = look(look, readiness);
        try {
            answer(context, report, JSON, json.writeValueAsString(report));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("words can always be written", e);
        }
    }

    private HealthReport look(Look look, boolean readiness) {
        Collection<HealthCheck.Result> results = look.apply(getCamelContext(), FULL);
        return new HealthReport(HealthCheckHelper.isResultsUp(results, readiness) ? "UP" : "DOWN",
                results.stream().map(ManagementServer::check).toList());
    }

    private static HealthReport.Check check(HealthCheck.Result result) {
        return new HealthReport.Check(result.getCheck().getId(), result.getState().name(),
                result.getMessage().or(() -> result.getError().map(Throwable::getMessage)).orElse(null));
    }

    private static void answer(RoutingContext context, HealthReport report, String type, String body) {
        context.response().setStatusCode(report.status().equals("UP") ? 200 : 503)
                .putHeader(HttpHeaders.CONTENT_TYPE, type).end(body);
    }
}
