package dev.nightcall.local.connect;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One outbound contact: what was asked for, and what has become of it so far. */
@JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY, getterVisibility = JsonAutoDetect.Visibility.NONE,
        isGetterVisibility = JsonAutoDetect.Visibility.NONE)
final class Contact {

    private final String id;
    private final OutboundCall call;
    private final Instant initiatedAt;
    private Instant answeredAt;
    private Instant endedAt;
    private Instant updatedAt;
    private DisconnectReason disconnectReason;
    private final List<Change> changes = new ArrayList<>();
    private final List<String> heard = new ArrayList<>();
    private final List<String> pressed = new ArrayList<>();
    private String voice;
    private boolean recordDone;

    /** Attributes that were set, when, and whether by the contact's own flow. */
    private record Change(Instant at, boolean byFlow, Map<String, String> attributes) {
    }

    @JsonCreator
    Contact(@JsonProperty("id") String id, @JsonProperty("call") OutboundCall call,
            @JsonProperty("initiatedAt") Instant initiatedAt) {
        this.id = id;
        this.call = call;
        this.initiatedAt = initiatedAt;
        this.updatedAt = initiatedAt;
    }

    String id() {
        return id;
    }

    OutboundCall call() {
        return call;
    }

    Instant initiatedAt() {
        return initiatedAt;
    }

    /** Null while it has not been answered. */
    Instant answeredAt() {
        return answeredAt;
    }

    /** Null while it has not ended. */
    Instant endedAt() {
        return endedAt;
    }

    Instant updatedAt() {
        return updatedAt;
    }

    /** Null while it has not ended. */
    DisconnectReason disconnectReason() {
        return disconnectReason;
    }

    List<String> heard() {
        return Collections.unmodifiableList(heard);
    }

    /** What was pressed at each request for input. */
    List<String> pressed() {
        return Collections.unmodifiableList(pressed);
    }

    /** Those of the API request, overlaid by those that were set since. */
    Map<String, String> attributes() {
        return attributes(Instant.MAX);
    }

    /** As they were after the last change at or before {@code time}. */
    Map<String, String> attributes(Instant time) {
        Map<String, String> attributes = new LinkedHashMap<>(call.attributes());
        changes.stream().filter(change -> !change.at().isAfter(time)).forEach(change -> attributes.putAll(change.attributes()));
        return attributes;
    }

    /** As a flow has them that knows only what it has set itself. */
    Map<String, String> attributesByFlow() {
        Map<String, String> attributes = new LinkedHashMap<>(call.attributes());
        changes.stream().filter(Change::byFlow).forEach(change -> attributes.putAll(change.attributes()));
        return attributes;
    }

    boolean isAlive() {
        return endedAt == null;
    }

    /** True when nothing more is to be done about its contact record. */
    boolean isRecordDone() {
        return recordDone;
    }

    void answered(Instant at) {
        answeredAt = at;
        updatedAt = at;
    }

    /** As {@code Takumi Neural}; null while no voice was set. */
    String voice() {
        return voice;
    }

    void isSpokenToBy(String voice) {
        this.voice = voice;
    }

    void hears(String text) {
        heard.add(text);
    }

    /** @param sameRequest true when the key belongs to the request for input that the last one was for */
    void presses(char key, boolean sameRequest) {
        if (sameRequest) {
            int last = pressed.size() - 1;
            pressed.set(last, pressed.get(last) + key);
        } else {
            pressed.add(String.valueOf(key));
        }
    }

    /** @param byFlow false when UpdateContactAttributes asks for it */
    void set(Map<String, String> attributes, boolean byFlow, Instant at) {
        changes.add(new Change(at, byFlow, Map.copyOf(attributes)));
        updatedAt = at;
    }

    void ended(DisconnectReason reason, Instant at) {
        disconnectReason = reason;
        endedAt = at;
        updatedAt = at;
    }

    void recordDone() {
        recordDone = true;
    }
}
