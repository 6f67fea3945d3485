package dev.nightcall.simulator;

import dev.nightcall.core.Outcome;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A contact of Amazon Connect, and what the telephone saw of it. */
final class Contact {

    private final String id;
    private final String token;
    private final String number;
    private final Map<String, String> given;
    private final Instant startedAt;
    private final Habit habit;
    private final List<Change> changes = new ArrayList<>();
    private Instant connectedAt;
    private Instant endedAt;
    private String reason;
    private Outcome pressed;
    private boolean isRecorded;

    /** Attributes that were set. */
    private record Change(Instant at, Map<String, String> attributes) {
    }

    Contact(String id, String token, String number, Map<String, String> given, Habit habit, Instant startedAt) {
        this.id = id;
        this.token = token;
        this.number = number;
        this.given = Map.copyOf(given);
        this.habit = habit;
        this.startedAt = startedAt;
    }

    String id() {
        return id;
    }

    /** The id of the call. */
    String token() {
        return token;
    }

    String number() {
        return number;
    }

    Habit habit() {
        return habit;
    }

    Instant startedAt() {
        return startedAt;
    }

    /** Null while it has not been answered. */
    Instant connectedAt() {
        return connectedAt;
    }

    /** Null while it has not ended. */
    Instant endedAt() {
        return endedAt;
    }

    String reason() {
        return reason;
    }

    /** What was pressed, and is to count; null when nothing was, or when it was too late already. */
    Outcome pressed() {
        return pressed;
    }

    /** Whether Nightcall was sent a record that has what was pressed. */
    boolean isRecorded() {
        return isRecorded;
    }

    void isRecordedNow() {
        isRecorded = true;
    }

    Map<String, String> attributes(Instant at) {
        Map<String, String> attributes = new HashMap<>(given);
        changes.stream().filter(change -> !change.at().isAfter(at)).forEach(change -> attributes.putAll(change.attributes()));
        return attributes;
    }

    Map<String, String> given() {
        return given;
    }

    void set(Map<String, String> attributes, Instant at) {
        changes.add(new Change(at, Map.copyOf(attributes)));
    }

    void connects(Instant at) {
        connectedAt = at;
        set(Map.of("answered", "1"), at);
    }

    /** As the contact flow has it: what was gone when a key was pressed is told to be, and nothing else comes of the key. */
    void presses(Outcome outcome, Instant at) {
        if ("1".equals(attributes(at).get("gone"))) {
            set(Map.of("check_flag", "1", "response", "too-late", "pressed", outcome.key()), at);
        } else {
            pressed = outcome;
            set(outcome == Outcome.SUPPRESSED
                    ? Map.of("check_flag", "1", "response", outcome.word(), "suppress_minutes", "3")
                    : Map.of("check_flag", "1", "response", outcome.word()), at);
        }
    }

    void ends(String why, Instant at) {
        endedAt = at;
        reason = why;
    }
}
