package dev.nightcall.alert;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import static java.util.Objects.requireNonNull;

/**
 * One statement by one monitor about one thing.
 *
 * @param id         ours, given at the door; a message delivered twice has the same one
 * @param host       empty when the monitor named none
 * @param service    empty when the monitor named none
 * @param alias      the monitor's own name for this problem, where it has one, as PagerDuty's {@code dedup_key}; else empty
 * @param summary    what the monitor says, in its words; may be empty
 * @param occurredAt when it happened, by the monitor's clock
 * @param receivedAt when Nightcall took it, by Nightcall's clock; decides which of two statements is the newer one
 * @param labels     whatever else the monitor said
 * @param sent       how it was sent, where the door knows; else null
 * @param raisedAt   when Nightcall said it again itself, as when a suppression ends; null when it is as its monitor said it
 */
public record Alert(String id, String system, String host, String service,
                    @JsonInclude(JsonInclude.Include.NON_EMPTY) String alias, Severity severity, State state,
                    String summary, Instant occurredAt, Instant receivedAt, Map<String, String> labels,
                    @JsonInclude(JsonInclude.Include.NON_NULL) Sent sent,
                    @JsonInclude(JsonInclude.Include.NON_NULL) Instant raisedAt) {

    public Alert {
        requireNonNull(id, "id");
        requireNonNull(system, "system");
        requireNonNull(severity, "severity");
        requireNonNull(state, "state");
        requireNonNull(receivedAt, "receivedAt");
        alias = alias == null ? "" : alias;
        labels = labels == null ? Map.of() : Map.copyOf(labels);
    }

    /** One of which it is not known how it was sent. */
    public Alert(String id, String system, String host, String service, String alias, Severity severity, State state,
                 String summary, Instant occurredAt, Instant receivedAt, Map<String, String> labels) {
        this(id, system, host, service, alias, severity, state, summary, occurredAt, receivedAt, labels, null, null);
    }

    /** The same, sent so. */
    public Alert sentAs(Sent now) {
        return new Alert(id, system, host, service, alias, severity, state, summary, occurredAt, receivedAt, labels, now,
                raisedAt);
    }

    /** The message of its sender that it comes from, where that has an id. */
    @JsonIgnore
    public Optional<String> message() {
        return Optional.ofNullable(sent).map(Sent::message);
    }

    /** What it is about, in the form by which it is known. */
    @JsonIgnore
    public AlertKey key() {
        return AlertKey.of(system, host, service);
    }

    /** The same as it was written: for people. */
    @JsonIgnore
    public AlertKey written() {
        return AlertKey.written(system, host, service);
    }

    /** The keys a suppression of it can have; one that an older version began has what was written. */
    @JsonIgnore
    public List<AlertKey> suppressedBy() {
        return Stream.of(key(), written()).flatMap(key -> key.suppressedBy().stream()).distinct().toList();
    }

    /**
     * Which alert it is: of two statements with the same identity the newer one counts. A monitor that has a name of its own
     * for a problem may say it is over without saying where it was, and may word it differently each time.
     */
    @JsonIgnore
    public String identity() {
        return identity(key(), Form.name(alias));
    }

    /** The same as it was written: for people, and under which older versions filed it. */
    @JsonIgnore
    public String writtenIdentity() {
        return identity(written(), alias);
    }

    private static String identity(AlertKey key, String alias) {
        return alias.isEmpty() ? key.toString() : key.system().replace("#", "%23") + "#" + AlertKey.literal(alias);
    }

    /** Acknowledged or not, it is still broken. */
    @JsonIgnore
    public boolean isFiring() {
        return state == State.FIRING || state == State.ACKNOWLEDGED;
    }

    /** This statement, about what an earlier one of the same alert named: its host and service, and how bad it is. */
    public Alert about(Alert earlier) {
        return new Alert(id, system, earlier.host, earlier.service, alias, earlier.severity, state, summary, occurredAt,
                receivedAt, labels.isEmpty() ? earlier.labels : labels, sent, raisedAt);
    }

    /**
     * This statement, with the summary that is known from an earlier one of the same alert if it has none of its own. How it was
     * said that all is well is no summary of what is broken again.
     */
    public Alert withSummaryOf(Alert earlier) {
        boolean saysAnother = isFiring() && !earlier.isFiring();
        return !summary.isEmpty() || earlier.summary.isEmpty() || saysAnother ? this
                : new Alert(id, system, host, service, alias, severity, state, earlier.summary, occurredAt, receivedAt, labels,
                        sent, raisedAt);
    }

    /** What it is about and when, without what it says: for whoever keeps many of them for a while. */
    public Alert withoutText() {
        return new Alert(id, system, host, service, alias, severity, state, "", occurredAt, receivedAt, Map.of(), sent,
                raisedAt);
    }

    /** When it was said, however long it waits in a queue. What a suppression or another incident had is said when that ends. */
    @JsonIgnore
    public Instant saidAt() {
        return raisedAt == null ? receivedAt : raisedAt;
    }

    /**
     * The same alert said again by Nightcall itself, as when a suppression ends. Its id stays. Whoever had taken it has to
     * take it again: rather a call too many.
     *
     * @param as  as if it had been received then
     * @param now when that is
     */
    public Alert raisedAgain(Instant as, Instant now) {
        return new Alert(id, system, host, service, alias, severity, isFiring() ? State.FIRING : state, summary,
                occurredAt, as, labels, sent == null ? null : sent.withoutMessage(), now);
    }
}
