package dev.nightcall.intake;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

import java.time.Duration;

/**
 * Slows down whoever tries many keys. That holds for these requests alone: a good key from the same address waits for nothing,
 * since behind a load balancer all may have one address. Only a key inside a body cannot be known before: such a request
 * waits as well, and before anything of it is read.
 */
final class WrongKeys implements Handler<RoutingContext> {

    private static final Duration DELAY = Duration.ofSeconds(1);

    private final Doorkeeper doorkeeper;
    private final Connections connections;
    private final WrongKeyCount count;

    WrongKeys(Doorkeeper doorkeeper, Connections connections, WrongKeyCount count) {
        this.doorkeeper = doorkeeper;
        this.connections = connections;
        this.count = count;
    }

    @Override
    public void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        String address = address(request);
        boolean wrong = doorkeeper.isWrong(request);
        boolean inside = Doorkeeper.isKeyInside(request);
        if (inside) {
            context.addHeadersEndHandler(answered -> isWrongInside(context.response(), wrong ? null : address));
        }
        boolean waits = (wrong || inside && doorkeeper.holder(request).isEmpty()) && count.isTrying(address);
        if (wrong) {
            count.add(address);
        }
        if (waits) {
            connections.waits(context);
            request.pause();
            context.vertx().setTimer(DELAY.toMillis(), over -> goOn(context));
        } else {
            context.next();
        }
    }

    /** @param address from which it is to be counted; null when it was counted before */
    private void isWrongInside(HttpServerResponse response, String address) {
        if (response.headers().contains(PresentedKey.IS_WRONG)) {
            response.headers().remove(PresentedKey.IS_WRONG);
            if (address != null) {
                count.add(address);
            }
        }
    }

    private void goOn(RoutingContext context) {
        if (connections.goesOn(context)) {
            context.request().resume();
            context.next();
        }
    }

    /** What is left of the addresses of our proxies anybody can write. */
    private String address(HttpServerRequest request) {
        String[] forwarded = String.join(",", request.headers().getAll("x-forwarded-for")).split(",");
        int place = forwarded.length - connections.proxies();
        return connections.proxies() > 0 && place >= 0 && !forwarded[place].isBlank() ? forwarded[place].strip()
                : request.remoteAddress().hostAddress();
    }
}
