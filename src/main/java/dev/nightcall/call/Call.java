package dev.nightcall.call;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * One dial attempt to one engineer.
 *
 * @param id           its ClientToken, too
 * @param number       chosen when Connect is asked to dial; null before, and if there is none
 * @param requests     the incidents it is about, each with the position at which it was asked for
 * @param ringLimit    how long it may ring; null when nothing but the settings say so
 * @param askedConnect when Connect was asked to dial, written before asking; null before
 * @param contactId    Connect's id; null until Connect has answered
 * @param dialledAt    when Connect had answered
 * @param checkFlag    1 when an engineer has confirmed on the keypad
 * @param suppressMinutes for how long it shall be watched, when the outcome says so
 * @param outcome      null until known
 * @param endedAt      when it ended, as told first
 * @param settledAt    when everything that follows from the outcome was done
 */
public record Call(String id, String engineer, String number, List<Request> requests, Instant createdAt,
                   Duration ringLimit, Instant askedConnect, String contactId, Instant dialledAt, Instant answeredAt,
                   Instant endedAt, String disconReason, int checkFlag, int suppressMinutes, Outcome outcome, Instant settledAt) {

    /** A call that is written down and not yet dialled. */
    static Call created(String id, String engineer, List<Request> requests, Instant now) {
        return new Call(id, engineer, null, requests, now, null, null, null, null, null, null, null, 0, 0, null, null);
    }

    public List<String> incidents() {
        return requests.stream().map(Request::incident).toList();
    }

    /** When it was dialled, or nearly so if Connect's answer was lost. */
    public Instant startedAt() {
        return dialledAt != null ? dialledAt : createdAt;
    }

    public boolean isSettled() {
        return settledAt != null;
    }
}
