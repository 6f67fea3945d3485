package dev.nightcall.escalation;

import java.time.Instant;

/**
 * What a recipient gets as its message body.
 *
 * @param incident the incident's id
 * @param position where its escalation stands
 * @param event    what happened, as on the timeline
 * @param text     the same in one sentence for people
 */
public record Notice(String incident, String group, long position, String event, String text, Instant at) {
}
