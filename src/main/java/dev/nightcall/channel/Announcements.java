package dev.nightcall.channel;

import dev.nightcall.aws.Table;
import dev.nightcall.aws.Transactions;
import dev.nightcall.core.PhoneOutage;
import dev.nightcall.core.Status;
import dev.nightcall.incident.Incidents;
import dev.nightcall.metrics.Meters;
import dev.nightcall.oncall.Occasion;
import dev.nightcall.oncall.OnCall;
import dev.nightcall.sending.Telling;
import dev.nightcall.tables.AlertTable;
import dev.nightcall.timeline.Timeline;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Decides whether something still has to be told, and notes what became of it. */
public final class Announcements {

    private final Incidents incidents;
    private final Composer composer;
    private final Told told;
    private final Meters meters;
    private final Clock clock;
    private final Duration lease;

    /**
     * @param table the timeline's, in which what has been told is kept as well
     * @param outage the latest time in which nobody could be phoned, which may be now
     * @param lease how long telling may take, with all its tries
     */
    public static Announcements of(Incidents incidents, AlertTable alerts, Table table, Timeline timeline,
                                   Transactions transactions, Supplier<OnCall> onCall,
                                   Supplier<Optional<PhoneOutage>> outage, Meters meters, Clock clock, Duration lease) {
        return new Announcements(incidents, new Composer(alerts, onCall, outage), new Told(table, timeline, transactions), meters,
                clock, lease);
    }

    private Announcements(Incidents incidents, Composer composer, Told told, Meters meters, Clock clock,
                          Duration lease) {
        this.incidents = incidents;
        this.composer = composer;
        this.told = told;
        this.meters = meters;
        this.clock = clock;
        this.lease = lease;
    }

    /**
     * What to tell; empty when it has been told before, or is about who is called next and somebody has it by now.
     *
     * @throws dev.nightcall.queue.TryAgain while somebody else is telling it
     */
    public Optional<Notice> notice(Telling telling) {
        if (telling.isOfOutage()) {
            return begin(telling).map(composer::composeOutage);
        }
        return incidents.find(telling.incident())
                .filter(now -> telling.occasion() != Occasion.ESCALATED || now.status() != Status.ACKNOWLEDGED)
                .flatMap(now -> begin(telling).map(mine -> composer.compose(mine, now)));
    }

    private Optional<Telling> begin(Telling telling) {
        return told.begin(telling, clock.instant(), lease) ? Optional.of(telling) : Optional.empty();
    }

    public void told(Telling telling) {
        told.add(telling, clock.instant());
        meters.notice(Masked.recipient(telling.recipient()), true);
    }

    /** @param reason why not, for people */
    public void notTold(Telling telling, String reason) {
        told.fail(telling, clock.instant(), Masked.text(reason));
        meters.notice(Masked.recipient(telling.recipient()), false);
    }
}
