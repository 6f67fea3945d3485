package dev.nightcall.webhook;

import dev.nightcall.alert.Alert;
import dev.nightcall.alert.AlertKey;
import dev.nightcall.alert.Text;
import dev.nightcall.intake.ApiKeys;
import dev.nightcall.intake.NoSuchThingException;
import dev.nightcall.intake.Problem;
import dev.nightcall.intake.QueryNames;
import dev.nightcall.reading.Reading;
import dev.nightcall.reading.Sources;
import dev.nightcall.reading.WebhookMessage;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@code POST /webhooks/DOOR}: whatever a monitor sends is taken, and the source of that door reads it. A body that nothing
 * knows is no error of the sender's: it becomes an alert, since nobody reads our answer.
 */
final class Webhooks implements Dialect {

    private static final String SNS = "sns";
    private static final Set<String> NOT_WEBHOOKS = Set.of(Sources.MAIL, Sources.TRAP);
    private static final int LONGEST_DOOR = 64;
    private static final int KEYED = 3;

    private final ApiKeys keys;
    private final Sources sources;
    private final SnsTrust sns;

    private record Accepted(String kind, String pattern, List<Ticket> alerts) {

        static Accepted of(Reading reading) {
            return new Accepted(reading.kind().word(), reading.pattern(),
                    reading.alerts().stream().map(Ticket::of).toList());
        }
    }

    private record Ticket(String id, AlertKey key) {

        static Ticket of(Alert alert) {
            return new Ticket(alert.id(), alert.written());
        }
    }

    Webhooks(ApiKeys keys, Sources sources, SnsTrust sns) {
        this.keys = keys;
        this.sources = sources;
        this.sns = sns;
    }

    @Override
    public Arrival receive(Request request) {
        List<String> segments = request.segments();
        String door = segments.size() > 1 ? segments.get(1) : "";
        String sender = keys.checkSend(segments.size() == KEYED ? segments.get(2) : request.key(), door);
        if (keys.isKey(door)) {
            throw new NoSuchThingException("webhook of the name of a key");
        }
        if (!sources.isLeftOut(door) || NOT_WEBHOOKS.contains(door)) {
            requireSource(door);
            QueryNames.require(request.query(), sources.parameters(door));
        }
        WebhookMessage message = request.message(door, sender, request.query());
        return new Arrival(door.equals(SNS) ? message.in(sns.check(message.json()).envelope()) : message,
                reading -> Answer.json(202, Accepted.of(reading)));
    }

    private void requireSource(String door) {
        if (!sources.hasDoor(door) || NOT_WEBHOOKS.contains(door)) {
            throw new NoSuchThingException("webhook " + Text.cut(Text.line(door), LONGEST_DOOR));
        }
    }

    @Override
    public Answer refuse(Problem problem, Throwable failure) {
        Map<String, String> headers = new HashMap<>(problem.headers());
        // Amazon SNS sends the name and password of its URL only when it is asked for them.
        headers.computeIfPresent("WWW-Authenticate", (name, challenge) -> "Basic realm=\"nightcall\", " + challenge);
        return new Answer(problem.status(), Problem.MEDIA_TYPE, headers, problem);
    }
}
