package dev.nightcall.intake;

import io.vertx.core.http.HttpServerOptions;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;

/**
 * The HTTP server of the doors, for Camel's routes as Camel's own is, but with what that one does not let us set: it speaks
 * HTTP/1 only, takes no request that two servers could read in two ways, and has limits of its own for connections.
 */
final class HttpServer extends VertxPlatformHttpServer {

    private final VertxPlatformHttpServerConfiguration configuration;
    private final HttpServerRules rules;
    private final Connections connections;
    private io.vertx.core.http.HttpServer server;

    HttpServer(VertxPlatformHttpServerConfiguration configuration, HttpServerRules rules, Connections.Limits limits) {
        super(configuration);
        this.configuration = configuration;
        this.rules = rules;
        this.connections = new Connections(limits);
    }

    @Override
    public io.vertx.core.http.HttpServer getServer() {
        return server;
    }

    @Override
    public int getPort() {
        return server == null ? configuration.getBindPort() : server.actualPort();
    }

    @Override
    protected void startServer() {
        VertxPlatformHttpRouter router = VertxPlatformHttpRouter.lookup(getCamelContext(),
                VertxPlatformHttpRouter.getRouterNameFromPort(configuration.getPort()));
        rules.install(router, connections);
        getCamelContext().addLifecycleStrategy(rules.opening());
        HttpServerOptions options = options();
        server = getVertx().createHttpServer(options)
                .connectionHandler(connection -> {
                    StrictDecoder.replaceAt(connection, options);
                    OwedAnswers.countAt(connection);
                    connections.opened(getVertx(), connection);
                })
                .invalidRequestHandler(rules::refuseInvalid)
                .requestHandler(router);
        server.listen(configuration.getBindPort(), configuration.getBindHost()).toCompletionStage().toCompletableFuture().join();
    }

    @Override
    protected void stopServer() {
        if (server != null) {
            server.close().toCompletionStage().toCompletableFuture().join();
            server = null;
        }
    }

    /** Of this server alone, as nobody binds one. */
    @Override
    protected void stopVertx() {
        getVertx().close().toCompletionStage().toCompletableFuture().join();
    }

    private static HttpServerOptions options() {
        return new HttpServerOptions().setHttp2ClearTextEnabled(false);
    }
}
