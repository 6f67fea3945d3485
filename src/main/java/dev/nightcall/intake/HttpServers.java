package dev.nightcall.intake;

import org.apache.camel.CamelContext;
import org.apache.camel.Service;
import org.apache.camel.component.platform.http.main.DefaultMainHttpServerFactory;
import org.apache.camel.component.platform.http.main.ManagementHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.apache.camel.main.HttpManagementServerConfigurationProperties;
import org.apache.camel.main.HttpServerConfigurationProperties;

import java.util.function.Supplier;

/** Bound to the registry, it makes the HTTP servers in place of Camel's: that of the doors, and that of the management port. */
public final class HttpServers extends DefaultMainHttpServerFactory {

    private final HttpServerRules rules;
    private final Connections.Limits limits;
    private final Supplier<? extends ManagementHttpServer> management;

    /** @param management makes the server of the management port */
    public HttpServers(HttpServerRules rules, Connections.Limits limits, Supplier<? extends ManagementHttpServer> management) {
        this.rules = rules;
        this.limits = limits;
        this.management = management;
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

    @Override
    public Service newHttpManagementServer(CamelContext camel, HttpManagementServerConfigurationProperties properties) {
        ManagementHttpServer server = management.get();
        server.setCamelContext(camel);
        server.setHost(properties.getHost());
        server.setPort(properties.getPort());
        server.setPath(properties.getPath());
        server.setHealthCheckEnabled(properties.isHealthCheckEnabled());
        server.setHealthPath(properties.getHealthPath());
        server.setMetricsEnabled(properties.isMetricsEnabled());
        return server;
    }
}
