package dev.nightcall.intake;

import org.apache.camel.CamelContext;
import org.apache.camel.Service;
import org.apache.camel.component.platform.http.main.DefaultMainHttpServerFactory;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.apache.camel.main.HttpServerConfigurationProperties;

/** Bound to the registry, it makes the HTTP server of the doors in place of Camel's. That of the management port is Camel's. */
public final class HttpServers extends DefaultMainHttpServerFactory {

    private final HttpServerRules rules;
    private final Connections.Limits limits;

    public HttpServers(HttpServerRules rules, Connections.Limits limits) {
        this.rules = rules;
        this.limits = limits;
    }

    @Override
    public Service newHttpServer(CamelContext camel, HttpServerConfigurationProperties properties) {
        VertxPlatformHttpServerConfiguration configuration = new VertxPlatformHttpServerConfiguration();
        configuration.setServerType(VertxPlatformHttpRouter.SERVER_TYPE_SERVER);
        configuration.setBindHost(properties.getHost());
        configuration.setBindPort(properties.getPort());
        configuration.setMaxBodySize(properties.getMaxBodySize());
        configuration.getBodyHandler().setHandleFileUploads(properties.isFileUploadEnabled());
        return new HttpServer(configuration, rules, limits);
    }
}
