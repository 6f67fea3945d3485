package dev.nightcall.core;

import dev.nightcall.alert.Alert;

import java.time.Instant;
import java.util.Set;

/**
 * What the holder of an incident knows of it, and what comes of something new.
 *
 * @param shown  what whoever took it last was shown of it; null if nobody ever did
 * @param due    when it is looked whether they are to be told, for which a message is on its way; null if none is
 * @param dueFor id of the alert for which it is looked then; null when it is for none in particular
 * @param told   when channels were last told of something about which nobody was phoned; null if they never were
 * @param newest what that was
 * @param joined when an alert joined it last while people were called about it; null if none did
 * @param holder who had it until something new was to be told: they are asked first, and not once more in the round that follows;
 *               null if nobody is
 * @param until  until when they had it; while somebody has it, they are those, as nothing new was left; null otherwise
 */
public record News(Shown shown, Instant due, String dueFor, Instant told, Newest newest, Instant joined, String holder,
                   Instant until) {

    /** Nobody has ever had it. */
    public static final News NONE = new News(null, null, null, null, null, null, null, null);

    /** Whether something may have joined that whoever took it was not shown. */
    public boolean mayBeNew() {
        return joined != null && shown.mayLack(joined);
    }

    /** Whether a look is on its way that comes early enough. */
    public boolean isDueBetween(Instant now, Instant latest) {
        return due != null && due.isAfter(now) && !due.isAfter(latest);
    }

    /** Whether it is due then for this alert. */
    boolean isDue(Instant time, Alert alert) {
        return time.equals(due) && alert.id().equals(dueFor);
    }

    /** Nothing is to be told, and nobody is asked first. */
    News over() {
        return new News(shown, null, null, told, newest, joined, null, null);
    }

    /** Somebody has it. @param looks whether a look that is due stays so */
    News taken(Shown seen, boolean looks) {
        return new News(seen, looks ? due : null, looks ? dueFor : null, told, newest, joined, null, null);
    }

    /** They have been asked. */
    News asked() {
        return new News(shown, null, null, told, newest, joined, holder, null);
    }

    /**
     * It is open again for an alert, and nobody has it. That is known to whoever is told of it, but not to whoever presses a key
     * in a call that was made before. Who is asked about something new is still to be told what that was.
     *
     * @param asks whether whoever had it is asked first
     */
    News reopened(Alert alert, boolean asks, Instant now) {
        Shown known = asks ? shown : new Shown(now, Set.of(alert.identity()), alert.severity());
        return new News(known, null, null, told, newest, now, asks ? holder : null, asks ? until : null);
    }
}
