package dev.nightcall.incident;

import dev.nightcall.alert.Alert;
import dev.nightcall.aws.Transactions;
import dev.nightcall.aws.Write;
import dev.nightcall.core.AlertRow;
import dev.nightcall.core.Incident;
import dev.nightcall.core.Order;
import dev.nightcall.core.Spell;
import dev.nightcall.tables.AlertTable;
import dev.nightcall.tables.Noted;
import dev.nightcall.timeline.Event;
import dev.nightcall.timeline.Timeline;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Files alerts under incidents, with a word on the timeline if it is news. */
public final class Filing {

    private final Incidents incidents;
    private final AlertTable alerts;
    private final Timeline timeline;
    private final Transactions transactions;
    private final Clock clock;

    public Filing(Incidents incidents, AlertTable alerts, Timeline timeline, Transactions transactions, Clock clock) {
        this.incidents = incidents;
        this.alerts = alerts;
        this.timeline = timeline;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Moves what fires in one incident into that of its cause, which stands for it from that moment on, unless one of them is
     * over by now. Whoever handles its recovery, which is noted first, finds it in one of both; whoever ends the cause finds it
     * there.
     *
     * @return false: something of it has changed
     */
    boolean move(Incident from, AlertRow row, Incident cause) {
        Alert alert = row.alert();
        Optional<Noted> place = alerts.noteOf(alert);
        Optional<Alert> over = alerts.lastOver(alert);
        if (over.filter(recovery -> Order.isNewer(recovery, alert)).isPresent()) {
            return false;
        }
        List<Write> writes = new ArrayList<>(List.of(alerts.placing(alert, cause.group(), place),
                alerts.movingElsewhere(from.id(), row), alerts.stillLastOver(alert, over),
                incidents.relating().beginning(cause, alert)));
        Optional<AlertRow> there = alerts.find(cause.id(), alert);
        List<Write> filed = writesAsRelated(cause, alert, there);
        // If it was filed there before, it has to be so still: whoever opens that again may let it go, as it is noted to be here.
        writes.addAll(filed.isEmpty() ? List.of(alerts.stillHere(cause.id(), there.orElseThrow())) : filed);
        return transactions.write(writes);
    }

    /** As if it had been filed now. */
    void stampAnew(Incident incident, Alert alert) {
        alerts.find(incident.id(), alert).filter(row -> row.alert().id().equals(alert.id()))
                .ifPresent(row -> alerts.stamp(incident.id(), row, row.spell().filed(clock.instant())));
    }

    /** Marks as taken over by another incident what is noted to be elsewhere. @return false: look again */
    boolean letGo(Incident incident, AlertRow row, Optional<Noted> place) {
        return transactions.write(List.of(alerts.movingElsewhere(incident.id(), row), alerts.stillPlaced(row.alert(), place)));
    }

    /** What has to be written to file an alert; nothing when what is filed is as new or newer. */
    List<Write> writes(Incident incident, Alert alert, Optional<AlertRow> before) {
        return writes(incident, alert, before, before.isPresent() && before.get().related(), clock.instant());
    }

    List<Write> writesAsRelated(Incident incident, Alert alert, Optional<AlertRow> before) {
        return writes(incident, alert, before, true, clock.instant());
    }

    /** The first of an incident that is opened again: where nobody has it, it is known to whoever is told of it from then on. */
    List<Write> firstAgain(Incident again, Alert alert, AlertRow ended) {
        return writes(again, alert, Optional.of(ended), false, again.isOpen() ? again.movedAt() : clock.instant());
    }

    /** The first of an incident. */
    Write first(Incident incident, Alert alert) {
        return AlertTable.spell(alerts.file(incident.id(), alert, null), Spell.begun(incident.openedAt()));
    }

    private List<Write> writes(Incident incident, Alert alert, Optional<AlertRow> before, boolean related, Instant now) {
        if (isOld(alert, before)) {
            return List.of();
        }
        Spell spell = Spell.of(before, alert, incident.policy().reopenWithin(), now);
        Write filed = AlertTable.spell(related ? alerts.fileAsRelated(incident.id(), alert, before.orElse(null))
                : alerts.file(incident.id(), alert, before.orElse(null)), spell);
        Event news = news(alert, before, related);
        if (news == null) {
            return List.of(filed);
        }
        String often = news == Event.FIRES_AGAIN && !spell.often().isEmpty() ? ", " + spell.often() : "";
        String about = alert.severity().word() + often + (related || !alert.isFiring() ? "" : who(incident));
        // It is opened when an alert is handled: another may have been received before that, and has joined it after that.
        Instant opened = incident.openedAt().plusMillis(1);
        Instant at = alert.receivedAt().isAfter(opened) ? alert.receivedAt() : opened;
        return List.of(filed, timeline.entry(incident.id(), at, news,
                alert.identity(), about, alert.written() + (alert.summary().isEmpty() ? "" : ": " + alert.summary())));
    }

    /** Who is not called about it; of what whoever has it is told, other entries tell. */
    private static String who(Incident incident) {
        return switch (incident.status()) {
            case OPEN, SUPPRESSED -> "";
            case ACKNOWLEDGED -> ", " + incident.acknowledgedBy() + " has it";
            case RESOLVED -> ", not called: resolved";
        };
    }

    private static Event news(Alert alert, Optional<AlertRow> before, boolean related) {
        if (before.isEmpty()) {
            return !alert.isFiring() ? Event.RECOVERED : related ? Event.RELATED : Event.JOINED;
        }
        boolean fired = before.get().alert().isFiring() && !before.get().moved();
        if (fired != alert.isFiring()) {
            return alert.isFiring() ? Event.FIRES_AGAIN : Event.RECOVERED;
        }
        return before.get().alert().severity() == alert.severity() ? null : Event.SEVERITY_CHANGED;
    }

    /** A repeat, or a message that others have overtaken: what is filed is as new or newer. What was moved may come back. */
    private static boolean isOld(Alert alert, Optional<AlertRow> before) {
        return before.isPresent() && !before.get().isOlderThan(alert)
                && (!before.get().moved() || before.get().isNewerThan(alert));
    }
}
