package dev.nightcall.reading;

import dev.nightcall.alert.Severity;
import dev.nightcall.alert.State;

import java.util.Map;

/**
 * A message that no pattern knows, as an alert of the system that its address names, or else of Nightcall itself: a new monitor
 * is noticed on its first message.
 */
final class Unknown {

    static final String SYSTEM = "nightcall";

    private Unknown() {
    }

    /**
     * One alert for each door, sender and topic: only what says the same again joins the first. What it is about is spoken, as
     * the service.
     */
    static Draft draft(Message message) {
        String title = message.title().isBlank() ? "" : message.title() + "\n";
        String door = "unknown " + message.door();
        String topic = message.topic();
        return new Draft(message, Map.of(Draft.SYSTEM, message.system().orElse(SYSTEM), Draft.HOST, message.sender(),
                Draft.SERVICE, topic.isBlank() ? door : door + ": " + topic, Draft.STATE, State.FIRING.word(),
                Draft.SEVERITY, Severity.ERROR.word(), Draft.SUMMARY, title + message.text()), Map.of());
    }
}
