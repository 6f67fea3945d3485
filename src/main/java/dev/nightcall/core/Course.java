package dev.nightcall.core;

import dev.nightcall.alert.Severity;
import dev.nightcall.oncall.Engineer;
import dev.nightcall.oncall.OnCall;
import dev.nightcall.oncall.Recipients;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An incident's escalation: where it goes, who is told there, who has it for how long, and what moves it next. Decides for a
 * moment, by the plan in force and the latest outage of the telephones. Reads nothing and writes nothing; what follows from the
 * incident alone is static.
 */
public final class Course {

    /** How often it is looked whether a hold is over. */
    private static final Duration LOOK = Duration.ofSeconds(30);

    private final OnCall plan;
    private final Optional<PhoneOutage> outage;
    private final Instant now;

    /** @param outage the latest, which may be over */
    public Course(OnCall plan, Optional<PhoneOutage> outage, Instant now) {
        this.plan = plan;
        this.outage = outage;
        this.now = now;
    }

    /**
     * A position is asked for: by a message, which may be late or come twice.
     *
     * @param worst the severity of the worst alert that fires; any where the policy phones about all of them
     */
    public Reach reach(Incident incident, long number, Severity worst) {
        boolean isThere = incident.position() == number;
        if (!incident.isOpen() || !isThere && incident.position() != number - 1) {
            return new Reach.Nothing(incident.isOpen() ? "it is at position " + incident.position() : incident.whyTaken());
        }
        if (isThere && incident.acted() == number) {
            return new Reach.Nothing("everything is done at position " + number);
        }
        Position asked = incident.at(number);
        Addressees who = isThere && incident.asksHolder() ? Addressees.holder(plan, incident.news().holder())
                : Addressees.of(plan, incident.policy(), asked, worst, now);
        if (isThere) {
            return new Reach.Again(asked, who);
        }
        Optional<Reach> held = outage.filter(latest -> latest.excuses(now, waitHere(incident)))
                .flatMap(latest -> held(incident, asked, who, latest));
        return held.orElseGet(() -> new Reach.Moves(asked, now, who, who.reason(incident.policy(), asked)));
    }

    /**
     * Rounds in which no telephone can ring would only run out. So while nobody can be phoned, no position follows that would
     * phone, or would say that nobody has taken it, on one whose calls have not ended; steps that phone nobody go on. When
     * somebody can be phoned again, those who are asked have the whole time of their step from then on. An outage that nobody
     * tries to end holds nothing: no call may be left to try with.
     */
    private Optional<Reach> held(Incident incident, Position next, Addressees who, PhoneOutage latest) {
        boolean pending = !incident.hasEveryCallEnded();
        boolean fallback = next.isFallback(incident.policy());
        if (latest.isOn()) {
            // Perhaps it is of their numbers only: then whoever comes next is the one who can be phoned, and ends it.
            boolean passesOver = Recipients.phone(next.recipients()) && pending && !latest.mayBeOfNumbers();
            return fallback && incident.policy().phonesSomebody() || passesOver
                    ? Optional.of(new Reach.Held(Hold.by(latest, incident), next, who, pause(LOOK), !fallback))
                    : Optional.empty();
        }
        return until(incident, latest).map(until ->
                new Reach.Held(Hold.after(latest), next, who, pause(Duration.between(now, until)), false));
    }

    /** Until when whoever is asked has the time of their step, after an outage that has ended in it. */
    private static Optional<Instant> until(Incident incident, PhoneOutage latest) {
        boolean pending = !incident.hasEveryCallEnded();
        return latest.isOn() || !pending || !latest.ended().isAfter(incident.movedAt()) ? Optional.empty()
                : latest.excusesUntil(waitHere(incident));
    }

    /** How long it is waited for those who are asked where it stands. */
    private static Duration waitHere(Incident incident) {
        return incident.at(incident.position()).waitTime();
    }

    /** Not longer than others are waited for, and not more often than each second. */
    private static Duration pause(Duration left) {
        return left.plusSeconds(1).compareTo(LOOK) > 0 ? LOOK : left.plusSeconds(1);
    }

    /** Whether whoever had it can be phoned about something new. */
    public boolean phonesHolder(String name) {
        return plan.phonesSomebody(Addressees.holder(plan, name).recipients(), now);
    }

    /** Who of those behind {@code call:NAME} is phoned about it. */
    public Callees callees(Incident incident, String name) {
        return Callees.of(plan, name, incident, now);
    }

    /** Whether others than this engineer have been asked for it where it stands, or will be by the same step. */
    public boolean asksOthers(Incident incident, String engineer) {
        Addressees who = Addressees.of(plan, incident.policy(), incident.at(incident.position()), incident.severity(), now);
        return Stream.concat(incident.asked().stream(), who.recipients().stream().filter(Recipients::isCall)
                        .flatMap(call -> callees(incident, Recipients.named(call)).engineers().stream()).map(Engineer::id))
                .anyMatch(other -> !other.equals(engineer));
    }

    /** Whether an engineer has still to be asked for it at a position. */
    public static boolean isToBeAsked(Incident incident, long position, String engineer) {
        return stands(incident, position) && !incident.asked().contains(engineer);
    }

    /** That those who have just been asked for it cannot be phoned for now. */
    public Optional<Hold> holdsCalls(Incident incident) {
        return outage.filter(PhoneOutage::isOn).map(lasting -> Hold.by(lasting, incident));
    }

    /**
     * What follows a position when those who are told there have been asked for.
     *
     * @param incident   as it was when it had got there, or later
     * @param recipients who is told there, as things are
     * @param asked      whether somebody's line was asked for just now, which the incident may not say yet
     */
    public Next next(Incident incident, long position, List<String> recipients, boolean asked) {
        if (!stands(incident, position)) {
            return Next.NOTHING;
        }
        boolean nobody = !asked && isLeftAtOnce(incident, recipients) && !isResting(incident);
        return nobody ? new Next(Optional.of(Move.to(position + 1, now)),
                Optional.of(Callees.whyNobody(plan, recipients, incident, now))) : new Next(onward(incident), Optional.empty());
    }

    /** Whether it is to phone where it stands, and nobody can be reached. For who is told only, it is waited. */
    private static boolean isLeftAtOnce(Incident incident, List<String> recipients) {
        Position here = incident.at(incident.position());
        boolean phones = incident.asksHolder()
                || here.step() > 0 && Recipients.phone(recipients) && !here.isFallback(incident.policy());
        return phones && incident.asked().isEmpty();
    }

    /** Whether what is said of a position is said of where people are looked for now. */
    public static boolean stands(Incident incident, long position) {
        return incident.isOpen() && incident.position() == position;
    }

    /**
     * Whether the end of a call that was asked for at a position is noted where it stands. Who wants somebody else to take it
     * has said so for the whole step, though its next attempt may be due by now.
     */
    public static boolean isNoted(Incident incident, long position, boolean passedOn) {
        return stands(incident, position) || passedOn && incident.isOpen()
                && PassedOn.isSameStep(incident, position, incident.position());
    }

    /**
     * The next position at once, if everything is done where it stands, everybody has been asked, every call has ended without
     * success, and nobody waits for more. After the last round the pause is waited for all the same, or people would be called
     * without end.
     */
    public static Optional<Move> left(Incident incident, Instant now) {
        boolean exhausted = stands(incident, incident.acted()) && !incident.asked().isEmpty() && incident.hasEveryCallEnded()
                && !incident.at(incident.position()).isFallback(incident.policy());
        return exhausted ? Optional.of(Move.to(incident.position() + 1, now)) : Optional.empty();
    }

    /** What asks the first of those who are asked since it was opened, opened again or started over. */
    public static Move first(Incident incident) {
        return incident.asksHolder() ? Move.to(incident.position(), incident.movedAt())
                : Move.to(incident.position() + 1, incident.movedAt().plus(incident.policy().groupWait()));
    }

    /** What moves it if nothing else happens; empty when it rests or is over. */
    public static Optional<Move> nextMove(Incident incident) {
        return switch (incident.status()) {
            case OPEN -> isToBegin(incident) ? Optional.of(first(incident)) : onward(incident);
            case ACKNOWLEDGED -> Optional.of(look(incident).orElseGet(() -> end(incident)));
            case SUPPRESSED -> Optional.of(new Move(Move.Kind.COME_BACK, incident.suppressedUntil().getEpochSecond(),
                    incident.suppressedUntil(), "end of the suppression by " + incident.suppressedBy()));
            case RESOLVED -> Optional.empty();
        };
    }

    /** Whether nobody has been asked since it was opened again, or was to be asked about something new. */
    private static boolean isToBegin(Incident open) {
        return open.asksHolder() ? open.acted() != open.position() : open.position() == open.reopened();
    }

    /** When such a move is due: what an outage has held back is not late. */
    public static Instant due(Incident incident, Move move, Optional<PhoneOutage> latest) {
        return latest.filter(outage -> move.kind() == Move.Kind.ESCALATE).flatMap(outage -> until(incident, outage))
                .filter(until -> until.isAfter(move.due())).orElse(move.due());
    }

    /** The next position, when the wait is over. */
    private static Optional<Move> onward(Incident open) {
        return isResting(open) ? Optional.empty() : Optional.of(Move.to(open.position() + 1,
                open.movedAt().plus(waitHere(open))));
    }

    /** What ends the time for which somebody has it. */
    public static Move end(Incident taken) {
        return new Move(Move.Kind.END_LEASE, taken.startAfter(), taken.acknowledgedUntil(),
                "end of the acknowledgement by " + taken.acknowledgedBy());
    }

    private static Optional<Move> look(Incident taken) {
        return Optional.ofNullable(taken.news().due()).filter(due -> due.isBefore(taken.acknowledgedUntil()))
                .map(due -> new Move(Move.Kind.TELL_HOLDER, 0, due, "look for what is new to " + taken.acknowledgedBy()));
    }

    /** Whether it stands where nobody is phoned, until an alert is bad enough. */
    public static boolean isResting(Incident incident) {
        return incident.resting() > 0 && incident.resting() == incident.position();
    }

    /** Whether an alert of this severity ends its rest. */
    public static boolean wakes(Incident incident, Severity severity) {
        return isResting(incident) && incident.policy().phonesAbout(severity);
    }

    /**
     * Somebody wants it, or wants it for longer.
     *
     * @param how what the timeline says of how they said so, or empty
     * @param at  when they said so
     */
    public static Take take(Incident incident, String by, String how, Instant at) {
        Instant until = at.plus(incident.policy().ackTimeout());
        return switch (incident.status()) {
            case OPEN -> new Take.Taken(by, until, "until " + until + and(how));
            // Two engineers called at once may both take it: the first has it, and only the first renews it.
            case ACKNOWLEDGED -> by.equals(incident.acknowledgedBy()) && until.isAfter(incident.acknowledgedUntil())
                    ? renewed(incident, by, how, until) : new Take.Left(incident.whyTaken());
            case RESOLVED -> incident.isOverByMonitor() && incident.wasThere(at) && incident.acknowledgedBy() == null
                    ? new Take.HadBefore(by, until, "until " + until + and(how)) : new Take.Left(incident.whyTaken());
            case SUPPRESSED -> new Take.Left(incident.whyTaken());
        };
    }

    /**
     * Whoever is asked about something new has it as long as they had, when nothing is left that anybody would be phoned about;
     * unless they want somebody else to take it.
     *
     * @param left what is new to them by now
     */
    public static Optional<Take.Taken> keep(Incident asked, SomethingNew left, Instant now) {
        News news = asked.news();
        boolean theirs = asked.asksHolder() && news.until() != null && news.until().isAfter(now)
                && !asked.hasPassedOn(news.holder());
        return theirs && !left.phones()
                ? Optional.of(new Take.Taken(news.holder(), news.until(), "until " + news.until() + ", nothing new is left"))
                : Optional.empty();
    }

    /** Somebody wants it from somebody who has it. */
    public static Take takeFrom(Incident incident, String from, String by, String how, Instant at) {
        return incident.status() == Status.ACKNOWLEDGED && from.equals(incident.acknowledgedBy())
                ? renewed(incident, by, how, at.plus(incident.policy().ackTimeout())) : new Take.Left(from + " does not have it");
    }

    private static Take renewed(Incident incident, String by, String how, Instant until) {
        String what = by.equals(incident.acknowledgedBy()) ? "renewed" : "taken from " + incident.acknowledgedBy();
        return new Take.Renewed(by, until, what + " until " + until + and(how));
    }

    private static String and(String how) {
        return how.isEmpty() ? "" : ", " + how;
    }

    /** Its acknowledgement is said to be over. @param start the position from which the rounds start over then */
    public static LeaseEnd endLease(Incident incident, long start, Instant now) {
        return switch (incident.status()) {
            // A message of an earlier lease that comes once more would set it back.
            case ACKNOWLEDGED -> incident.acknowledgedUntil().isAfter(now) || start <= incident.position()
                    ? LeaseEnd.STANDS : LeaseEnd.ENDS;
            // It was put where it stands by whoever ended the lease before a crash, or by something else since.
            case OPEN -> incident.base() == start - 1 ? LeaseEnd.ENDED : LeaseEnd.STANDS;
            case SUPPRESSED, RESOLVED -> LeaseEnd.STANDS;
        };
    }

    /** Whether people have been called about it before a position: another attempt, a later round, or it has started over. */
    public static boolean isAgain(Incident incident, long position) {
        Position there = incident.at(position);
        return there.attempt() > 1 || there.round() > 1 || incident.base() > 0
                || position >= Position.startAfter(incident.policy(), 1);
    }
}
