package dev.nightcall;

import dev.nightcall.intake.HttpErrors;
import org.apache.camel.builder.RouteBuilder;

import java.util.Set;
import java.util.concurrent.RejectedExecutionException;

/**
 * Paths of HTTP whose files of routes are left out: whoever sends there is told to send it again, as the file may be mended.
 * After a 404 most would not.
 */
final class ClosedDoors extends RouteBuilder {

    private static final String HTTP = "platform-http:";

    private final Set<String> closed;

    /** @param closed as {@code platform-http:/path} */
    ClosedDoors(Set<String> closed) {
        this.closed = closed;
    }

    @Override
    public void configure() {
        closed.forEach(this::closed);
    }

    private void closed(String door) {
        // As it is, so that no two doors have one.
        String id = "closed " + door.substring(HTTP.length());
        from(door).routeId(id).routeConfigurationId(HttpErrors.ID)
            .process(exchange -> {
                throw new RejectedExecutionException("the file of routes that reads " + door + " is left out");
            }).id(id + " answer");
    }
}
