package dev.nightcall.channel;

import java.time.Instant;
import java.util.List;

/**
 * What a channel gets as its message body. All texts are cut to length and on one line, but they say what monitors wrote:
 * whoever puts them into HTML or another language with a meaning of its own has to escape them.
 *
 * @param id       the same whenever the same thing is told again, so that a channel may recognise it
 * @param incident the incident's id; null, as is its group, when it is about Nightcall itself
 * @param position where its escalation stood
 * @param event    what happened: opened, escalated, acknowledged, joined, suppressed, reopened, resolved or exhausted; or
 *                 phones-out, phones-back: nobody can be phoned, about whatever incident, or somebody can again
 * @param text     the same in one sentence for people, in the plan's language
 * @param lines    more for people: the first alerts, since when, what comes next
 * @param at       when it happened
 * @param status   of the incident at the moment: open, acknowledged, suppressed or resolved
 * @param severity the highest one
 * @param about    the worst alert's system, host and service, in one text
 * @param since    when the incident opened
 * @param by       who has acknowledged, suppressed or resolved it; null when nobody has
 * @param until    until when it is acknowledged, or suppressed; null otherwise
 * @param next     where the escalation goes next; null unless open
 * @param nextAt   when
 * @param alerts   the first ones, the worst first
 * @param firing   how many alerts there are that have not recovered
 * @param total    how many there have been
 */
public record Notice(String id, String incident, String group, long position, String event, String text, List<String> lines,
                     Instant at, String status, String severity, String about, Instant since, String by, Instant until,
                     String next, Instant nextAt, Names systems, Names hosts, Names services, List<Line> alerts, int firing,
                     int total) {

    /** The first names, and how many more there are. */
    public record Names(List<String> first, int more) {
    }

    /** One alert. @param state firing, acknowledged or resolved */
    public record Line(String system, String host, String service, String severity, String state, String summary) {
    }
}
