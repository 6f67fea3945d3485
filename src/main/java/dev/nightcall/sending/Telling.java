package dev.nightcall.sending;

import dev.nightcall.core.Newest;
import dev.nightcall.core.PhoneOutage;
import dev.nightcall.oncall.Occasion;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

import static java.util.Objects.requireNonNull;

/**
 * A message to ourselves: one recipient is to be told, once, of one thing that has happened to an incident, or to
 * Nightcall itself.
 *
 * @param incident  its id; of an outage {@code outage/} and its begin
 * @param position  where the escalation stood
 * @param recipient a Camel endpoint URI of the incident's policy
 * @param at        when it happened
 * @param by        who has acknowledged, or had, suppressed or resolved it; empty when nobody knows, null when nobody has
 * @param tooLate   who wanted it on the telephone when {@code by} had it already, or it was over; null otherwise
 * @param until     until when it is acknowledged, or its alerts are suppressed; null otherwise
 * @param newest    what is new in what {@code by} has, or had; null when it is about something else
 */
public record Telling(String incident, Occasion occasion, long position, String recipient, Instant at, String by,
                      Instant until, String tooLate, Newest newest) implements Outgoing {

    public Telling {
        requireNonNull(incident, "incident");
        requireNonNull(occasion, "occasion");
        requireNonNull(recipient, "recipient");
        requireNonNull(at, "at");
    }

    /** Nobody can be phoned, or somebody can again: of no incident. Both have in {@code by} why it was so. */
    public static Telling of(PhoneOutage outage, String recipient) {
        return new Telling("outage/" + outage.since(), outage.isOn() ? Occasion.PHONES_OUT : Occasion.PHONES_BACK, 0, recipient,
                outage.since(), outage.why(), outage.ended(), null, null);
    }

    public boolean isOfOutage() {
        return occasion == Occasion.PHONES_OUT || occasion == Occasion.PHONES_BACK;
    }

    /** An acknowledgement has ended: an escalation, though no step of it. */
    public boolean isLeaseEnded() {
        return occasion == Occasion.ESCALATED && by != null;
    }

    /** Somebody was too late. Not called is..., which would be a property beside {@code tooLate} in JSON. */
    public boolean wasTooLate() {
        return tooLate != null;
    }

    /** Open again after it was suppressed or over. */
    public boolean isReopened() {
        return occasion == Occasion.OPENED && position > 0;
    }

    /** Not over: nobody wants to be called about it for a while. */
    public boolean isSuppressed() {
        return occasion == Occasion.RESOLVED && until != null;
    }

    /** What has happened, in one word. */
    public String event() {
        return isSuppressed() ? "suppressed" : isReopened() ? "reopened" : occasion.word();
    }

    /**
     * The same for every repeat of the message, and for nothing else that this incident's recipients are told. A recipient
     * may be long and hold secrets, so it is not in clear.
     */
    public String id() {
        String who = occasion == Occasion.ACKNOWLEDGED && by != null ? "/" + uuid(by) : "";
        String kind = isLeaseEnded() ? "/lease-ended/" : wasTooLate() ? "/too-late/" + tooLate + "/" : "/";
        return event() + who + "/" + position + kind + uuid(recipient);
    }

    private static UUID uuid(String text) {
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public <T> T match(Cases<T> cases) {
        return cases.telling(this);
    }
}
