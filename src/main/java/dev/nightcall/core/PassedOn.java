package dev.nightcall.core;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * That an engineer wants somebody else to take an incident, said in a call that was asked for at a position. It stays true
 * wherever the incident stands later, and is said of the step of that position.
 */
public record PassedOn(String engineer, long position) {

    /** No engineer's name has one. */
    private static final char SLASH = '/';

    /** Whether an engineer has passed an incident on in the step in which they were asked for it. */
    static boolean is(Incident incident, String engineer, long asked) {
        return incident.passedOn().stream().anyMatch(said -> said.engineer.equals(engineer)
                && isSameStep(incident, said.position, asked));
    }

    /** Whether one position follows the other in one step: by another attempt, after who had it was asked, or after a break. */
    static boolean isSameStep(Incident incident, long earlier, long later) {
        return earlier == later || earlier < later && earlier >= Math.max(incident.base(), incident.reopened())
                && LongStream.range(earlier, later).allMatch(from -> incident.at(from + 1).attempt() > 1
                        || incident.asksHolder(from) || from == incident.reopened());
    }

    /** What was said of the step where an incident stands, as if it had been said at another position. */
    static Set<PassedOn> here(Incident incident, long position) {
        return incident.passedOn().stream().map(PassedOn::engineer).filter(incident::hasPassedOn)
                .map(engineer -> new PassedOn(engineer, position)).collect(Collectors.toUnmodifiableSet());
    }

    /** As it is written. */
    public String written() {
        return engineer + SLASH + position;
    }

    /**
     * As it was written. Of what an older version has written nobody knows of which step it was said: rather is somebody called
     * once more than never again.
     */
    public static Set<PassedOn> read(Set<String> written) {
        return written.stream().filter(one -> one.indexOf(SLASH) > 0).map(PassedOn::read).collect(Collectors.toUnmodifiableSet());
    }

    private static PassedOn read(String written) {
        int at = written.indexOf(SLASH);
        return new PassedOn(written.substring(0, at), Long.parseLong(written.substring(at + 1)));
    }
}
