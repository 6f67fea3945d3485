package dev.nightcall.incident;

import dev.nightcall.alert.Alert;
import dev.nightcall.aws.Transactions;
import dev.nightcall.core.Shown;
import dev.nightcall.core.Taking;
import dev.nightcall.core.Verdict;
import dev.nightcall.oncall.OnCall;
import dev.nightcall.sending.Outgoing;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Gives every alert its incident: the first one of a group opens it, others join it, a resolved one leaves it, and with
 * the last one that leaves the incident is resolved. What is to be so is decided by {@link Taking}; here it is written, all of it
 * or nothing, and if anything has changed since it was looked at, it is looked again.
 *
 * <p>Joining and resolving may happen at the same moment. Who joins files the alert first and looks at the incident then;
 * who resolves closes the incident first and looks at the alerts then. So at least one of them sees the other, and the
 * alert is raised again. So it is with a suppression that begins at the same moment: see {@link Suppressing#takeBack}.
 */
public final class Grouping {

    /** How often it is looked again at one alert that nothing else waits for, and at several. */
    private static final int ALONE = 20;
    private static final int TOGETHER = 2;

    private final Looking looking;
    private final SuppressionFilter filter;
    private final Recording recording;
    private final Following following;
    private final Related related;
    private final Transactions transactions;
    private final Supplier<OnCall> onCall;
    private final Supplier<String> ids;
    private final Clock clock;

    /** @param ids of new incidents */
    public Grouping(Looking looking, SuppressionFilter filter, Recording recording, Following following, Related related,
                    Transactions transactions, Supplier<OnCall> onCall, Supplier<String> ids, Clock clock) {
        this.looking = looking;
        this.filter = filter;
        this.recording = recording;
        this.following = following;
        this.related = related;
        this.transactions = transactions;
        this.onCall = onCall;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Decides, and writes it down.
     *
     * @param inHand no more than one transaction can write: ten, with ten writes each at most
     * @return the same, where what was decided is taken; what keeps changing is left
     */
    public InHand take(InHand inHand) {
        InHand now = inHand;
        for (int tries = 1; !now.isDone() && tries <= (now.isAlone() ? ALONE : TOGETHER); tries++) {
            now = tries == 1 ? takeOnce(now) : takeOnce(filter.hold(looking.again(now)));
        }
        return now;
    }

    private InHand takeOnce(InHand inHand) {
        Instant began = clock.instant();
        Taking taking = new Taking(onCall.get(), began, ids);
        Map<Looked, Verdict> decided = new LinkedHashMap<>();
        inHand.looked().forEach(one -> decided.put(one, taking.decide(one.seen())));
        List<Verdict> verdicts = List.copyOf(decided.values());
        Map<String, List<Outgoing>> left = following.left(verdicts);
        boolean written = transactions.write(decided.entrySet().stream()
                .flatMap(one -> recording.of(one.getKey(), one.getValue()).stream()).toList());
        if (!written) {
            return inHand;
        }
        if (clock.instant().isAfter(began.plus(Shown.SOON))) {
            recording.stampAnew(verdicts);
        }
        Map<Alert, Taken> taken = following.after(verdicts, left);
        taken.keySet().forEach(related::noteCause);
        return inHand.with(taken);
    }
}
