package dev.nightcall.console;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.nightcall.alert.Alert;
import dev.nightcall.alert.Severity;
import dev.nightcall.alert.State;
import dev.nightcall.intake.NoSuchThingException;
import dev.nightcall.reading.Kind;
import dev.nightcall.reading.Preview;
import dev.nightcall.reading.Reading;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** {@code /api/read/{door}}: what a message would become and by which pattern, without raising it. */
public final class ReadApi {

    private final Preview preview;

    /**
     * @param pattern null when none knew it
     * @param alerts  that would be raised, or resolved
     * @param notes   that would be kept, and phone nobody
     */
    public record View(Kind kind, String pattern, List<AlertView> alerts, List<AlertView> notes) {

        /** As both the API and the command show it. */
        public static View of(Reading reading) {
            return new View(reading.kind(), reading.pattern().isEmpty() ? null : reading.pattern(),
                    reading.alerts().stream().filter(View::isStatement).map(AlertView::of).toList(),
                    reading.alerts().stream().filter(alert -> !isStatement(alert)).map(AlertView::of).toList());
        }

        private static boolean isStatement(Alert alert) {
            return alert.state() == State.FIRING || alert.state() == State.RESOLVED;
        }
    }

    /** @param alias the monitor's own name of the problem; left out when it has none */
    public record AlertView(String system, String host, String service,
                            @JsonInclude(JsonInclude.Include.NON_EMPTY) String alias, Severity severity, State state,
                            String summary, Instant occurredAt, Map<String, String> labels) {

        static AlertView of(Alert alert) {
            return new AlertView(alert.system(), alert.host(), alert.service(), alert.alias(), alert.severity(), alert.state(),
                    alert.summary(), alert.occurredAt(), alert.labels());
        }
    }

    public ReadApi(Preview preview) {
        this.preview = preview;
    }

    /** @throws NoSuchThingException when there is no such door */
    public View read(ApiRequest request) {
        String door = request.id();
        if (!preview.hasDoor(door)) {
            throw new NoSuchThingException("door " + door);
        }
        return View.of(preview.read(door, request.query(), request.octets() == null ? new byte[0] : request.octets()));
    }
}
