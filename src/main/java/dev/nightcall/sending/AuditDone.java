package dev.nightcall.sending;

import java.time.Instant;
import java.util.Set;

/**
 * An audit has looked at everything and sent what there was to send: what it found.
 *
 * @param wholeAt  when everything was last looked at; null if never
 * @param since    when the oldest was received that was unaccounted for; null if nothing was
 * @param suspects what was unaccounted for
 * @param told     what of it people were told of
 * @param alarmed  whether an alert may be firing that tells of it
 */
public record AuditDone(Instant wholeAt, Instant since, Set<String> suspects, Set<String> told, boolean alarmed)
        implements Outgoing {

    @Override
    public <T> T match(Cases<T> cases) {
        return cases.auditDone(this);
    }
}
