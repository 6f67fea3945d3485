package dev.nightcall.core;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a call ended, and what that means. The contact record, the call watch, whoever dials and the auditor tell of an end, each
 * perhaps late or more than once; here it is decided whose word counts, and what follows for each incident that the call was
 * about. Reads nothing and writes nothing. Until a call has ended, {@link Watching} decides about it.
 */
public final class Settling {

    private Settling() {
    }

    /**
     * The first word counts, but for a digit: only that is a human, and it wins however late it is told. That there was no
     * contact is no word on a call that has got one, nor that it was not to be placed on one that Connect was asked for.
     */
    public static Word hear(Call call, Finding finding) {
        if (finding.isOfAnother(call)) {
            return new Word.None("contact " + finding.contactId() + " has the attributes of call " + call.id()
                    + ", but is another one");
        }
        Outcome told = finding.outcome();
        if (call.outcome() == null) {
            return whyNoWord(call, finding).<Word>map(Word.None::new).orElseGet(() -> new Word.First(call, finding, told));
        }
        return told.isDecision() && !call.outcome().isDecision() ? new Word.Corrects(call, finding, told)
                : new Word.Known(call, finding);
    }

    private static Optional<String> whyNoWord(Call call, Finding finding) {
        if (finding.contactId() == null && call.contactId() != null) {
            return Optional.of("call " + call.id() + " has got contact " + call.contactId() + " meanwhile");
        }
        return finding.isNotPlaced() && call.askedConnect() != null
                ? Optional.of("Connect was asked to dial call " + call.id() + " meanwhile") : Optional.empty();
    }

    /** What the outcome of a call that is decided means for its incidents. Everything counts from when the call ended. */
    public static Meaning means(Call call) {
        return switch (call.outcome()) {
            case ACKNOWLEDGED -> new Meaning.Takes(call.engineer(), call.endedAt());
            case SUPPRESSED -> new Meaning.Watches(call.engineer(), call.endedAt(),
                    call.endedAt().truncatedTo(ChronoUnit.SECONDS).plus(Duration.ofMinutes(call.suppressMinutes())));
            case DECLINED -> new Meaning.Leaves(call.engineer(), true);
            case TOO_LATE, NO_DIGIT, UNANSWERED, BUSY, FAILED, UNKNOWN, WITHDRAWN -> new Meaning.Leaves(call.engineer(), false);
        };
    }

    /** Whether the engineer of a call that is decided wanted its incidents, and may have been too late for some. */
    private static boolean wanted(Call call) {
        return call.outcome().isDecision() && call.outcome() != Outcome.DECLINED;
    }

    /**
     * Why the engineer was too late for one of them, in the words of the timeline.
     *
     * @param incident as it is after what was pressed has been done
     * @return empty when it is theirs, or nobody's, or they did not want it
     */
    public static Optional<String> tooLate(Call call, Incident incident) {
        String pressed = call.pressed() == null ? "" : "pressed " + call.pressed() + ", ";
        return wanted(call) && incident.isGoneFor(call.engineer(), call.endedAt()) ? Optional.of(pressed + incident.whyTaken())
                : Optional.empty();
    }

    /**
     * When a call should have had its outcome, or have been settled. What Connect tells of an end may be told long after it, and
     * nothing was to be settled before that. When a word was heard is not written down: one that came late although Connect had
     * it in time counts from when the contact changed last, and may be due before it was heard. Moving it then changes nothing.
     *
     * @param longest how long it may take from dialling to its outcome
     */
    public static Instant due(Call call, Duration longest) {
        return call.outcome() != null ? latest(call.endedAt(), call.lastUpdate())
                : latest(call.createdAt(), call.askedConnect(), call.dialledAt()).plus(longest);
    }

    private static Instant latest(Instant... times) {
        return Stream.of(times).filter(Objects::nonNull).max(Instant::compareTo).orElseThrow();
    }
}
