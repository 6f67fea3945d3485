package dev.nightcall.rehearsal;

import dev.nightcall.timeline.Event;

import java.time.Instant;

/**
 * Something that would happen at night, in the words of a timeline.
 *
 * @param event   {@link Event#HELD} by a maintenance window, {@link Event#ESCALATED} when a position is reached,
 *                {@link Event#CALLED}, {@link Event#NOT_CALLED}, {@link Event#TOLD}, {@link Event#NOBODY_TO_REACH},
 *                {@link Event#CALL_ENDED}
 * @param round   from 1
 * @param step    from 1; 0 when it opens, one more than the policy has for the fallback
 * @param attempt from 1
 * @param who     the engineer, or the channel; null when a position is reached or left at once
 * @param number  in E.164; null unless somebody is called
 * @param reason  why, or why not; null when there is nothing to say
 */
public record Happening(Instant at, Event event, int round, int step, int attempt, String who, String number, String reason) {
}
