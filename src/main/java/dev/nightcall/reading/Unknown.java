package dev.nightcall.reading;

import dev.nightcall.alert.Severity;
import dev.nightcall.alert.State;

import java.util.Map;

/** A message that no pattern knows, as an alert of Nightcall itself: a new monitor is noticed on its first message. */
final class Unknown {

    static final String SYSTEM = "nightcall";

    private Unknown() {
    }

    /** One alert for each door and sender: the second such message joins the first. */
    static Draft draft(Message message) {
        String title = message.title().isBlank() ? "" : message.title() + "\n";
        return new Draft(message, Map.of(Draft.SYSTEM, SYSTEM, Draft.HOST, message.sender(),
                Draft.SERVICE, "unknown " + message.door(), Draft.STATE, State.FIRING.word(),
                Draft.SEVERITY, Severity.ERROR.word(), Draft.SUMMARY, title + message.text()), Map.of());
    }
}
