package dev.nightcall.intake;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Memory for bodies that are being read or answered: so much for all, and so much of it for each sender. */
final class BodyRoom {

    private final long all;
    private final long each;
    private final boolean eldestGivesWay;
    private final Map<String, Long> bySender = new HashMap<>();
    private final Set<Body> beingRead = new LinkedHashSet<>();
    private long held;

    /**
     * @param all            bytes for all senders together
     * @param each           bytes for one sender, so that the slowness of one does not shut the door for the others
     * @param eldestGivesWay whether, when there is no room, the body that is in coming for longest makes room: for senders
     *                       whom nobody knows. Whoever means it well has sent all of it within a moment.
     */
    BodyRoom(long all, long each, boolean eldestGivesWay) {
        this.all = all;
        this.each = each;
        this.eldestGivesWay = eldestGivesWay;
    }

    synchronized void entered(Body body) {
        beingRead.add(body);
    }

    /** It has come to its end, or is not wanted any more: it gives way to nobody. */
    synchronized void isRead(Body body) {
        beingRead.remove(body);
    }

    /** Whether it would be let in with so many bytes. */
    synchronized boolean has(Body body, long bytes) {
        return eldestGivesWay || fits(body.sender(), bytes);
    }

    /** @return false, and nothing is taken, when there is no room */
    synchronized boolean take(Body body, long bytes) {
        while (eldestGivesWay && !fits(body.sender(), bytes) && eldest() != body) {
            eldest().giveWay();
        }
        if (!fits(body.sender(), bytes)) {
            return false;
        }
        held += bytes;
        bySender.merge(body.sender(), bytes, Long::sum);
        return true;
    }

    synchronized void giveBack(Body body, long bytes) {
        held -= bytes;
        bySender.computeIfPresent(body.sender(), (name, had) -> had <= bytes ? null : had - bytes);
    }

    /** The one that takes is among them, so there is one. */
    private Body eldest() {
        return beingRead.iterator().next();
    }

    private boolean fits(String sender, long bytes) {
        return held + bytes <= all && bySender.getOrDefault(sender, 0L) + bytes <= each;
    }
}
