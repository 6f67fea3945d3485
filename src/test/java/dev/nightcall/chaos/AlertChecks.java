package dev.nightcall.chaos;

import dev.nightcall.alert.Alert;
import dev.nightcall.core.Incident;
import dev.nightcall.core.Status;
import dev.nightcall.core.Suppression;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** No accepted alert is forgotten: what fires is known to fire, and what is over is over. */
final class AlertChecks {

    private static final String FORGOTTEN = "no accepted alert is forgotten";
    private static final String OVER = "what is over is over";
    private static final String HELD = "suppression/";
    /** Whoever resolves for one of these reasons leaves nothing firing behind. */
    private static final Set<String> NOBODY = Set.of(Incident.MONITOR, "nightcall");
    /** The end of a suppression or an acknowledgement comes by a message, perhaps a second time. */
    private static final Duration LATE_END = Duration.ofSeconds(20);

    /** It is looked half a minute after the end whether a suppressed incident has come back. */
    private static final Duration LATE_LOOK = LATE_END.plusSeconds(30);

    private final Morning morning;
    private final Ledger ledger;
    private final Map<String, Incident> incidents;
    private final Map<String, List<Cloud.Filed>> filed;
    private final Set<String> acceptedIds;

    AlertChecks(Morning morning, Ledger ledger) {
        this.morning = morning;
        this.ledger = ledger;
        this.incidents = morning.incidentsById();
        this.filed = morning.filed().stream().filter(row -> !row.holder().startsWith("alias/"))
                .collect(Collectors.groupingBy(row -> identity(row.alert())));
        this.acceptedIds = ledger.all().values().stream().map(Ledger.Accepted::id).collect(Collectors.toSet());
    }

    List<Violation> violations() {
        List<Violation> violations = new ArrayList<>();
        ledger.all().values().stream().filter(accepted -> !hasTrace(accepted)).forEach(accepted -> violations.add(
                new Violation(FORGOTTEN, "no trace of " + text(accepted))));
        for (Ledger.Accepted word : ledger.lastWords()) {
            List<Cloud.Filed> rows = filed.getOrDefault(word.statement().identity(), List.of());
            if (word.statement().firing() && rows.stream().noneMatch(row -> stands(row, word) || isLateCopy(row, word))
                    && !isDeadLetter(word)) {
                violations.add(new Violation(FORGOTTEN, "fires, but nobody knows: " + text(word) + " " + rows(rows)));
            }
            if (!word.statement().firing() && rows.stream().filter(row -> !isLateCopy(row, word))
                    .anyMatch(row -> isUnderWay(row) || isHeldBack(row))) {
                violations.add(new Violation(OVER, "is over, but still fires: " + text(word) + " " + rows(rows)));
            }
        }
        morning.incidents().stream().filter(incident -> !incident.isResolved() && isEmpty(incident))
                .forEach(incident -> violations.add(new Violation(OVER, "incident " + incident.id() + " of "
                        + incident.group() + " is " + incident.status().word() + ", but nothing in it fires")));
        morning.incidents().stream().filter(this::isForgottenByItsLease).forEach(incident -> violations.add(
                new Violation(FORGOTTEN, "incident " + incident.id() + " was taken until "
                        + incident.acknowledgedUntil() + ", and nobody noticed")));
        morning.incidents().stream().filter(this::isForgottenByItsSuppression).forEach(incident -> violations.add(
                new Violation(FORGOTTEN, "incident " + incident.id() + " was suppressed until "
                        + incident.suppressedUntil() + ", and did not come back")));
        return violations;
    }

    private boolean isForgottenByItsLease(Incident incident) {
        return incident.status() == Status.ACKNOWLEDGED && incident.acknowledgedUntil() != null
                && incident.acknowledgedUntil().plus(LATE_END).isBefore(morning.at());
    }

    private boolean isForgottenByItsSuppression(Incident incident) {
        return incident.isSuppressed() && incident.suppressedUntil().plus(LATE_LOOK).isBefore(morning.at());
    }

    private boolean hasTrace(Ledger.Accepted accepted) {
        return !accepted.statement().firing() || filed.containsKey(accepted.statement().identity()) || isDeadLetter(accepted);
    }

    /**
     * Whether this is what a stopped Nightcall had already taken off the wire. Its monitor had no answer, and said it again to
     * another one, and then the next thing; here it was received last. A real monitor could not put that right either.
     */
    private boolean isLateCopy(Cloud.Filed row, Ledger.Accepted word) {
        return !acceptedIds.contains(row.alert().id())
                && row.alert().receivedAt().isAfter(word.at().minus(ChaosPlan.IN_ORDER));
    }

    /** Whether this is what was said last, where somebody knows of it. */
    private boolean stands(Cloud.Filed row, Ledger.Accepted word) {
        if (!row.firesHere() || !row.alert().summary().contains(mark(word))) {
            return false;
        }
        Incident incident = incidents.get(row.holder());
        return incident == null ? isHeld(row)
                : incident.isResolved() ? !NOBODY.contains(incident.resolvedBy()) : !incident.isSuppressed();
    }

    private boolean isHeld(Cloud.Filed row) {
        return row.holder().startsWith(HELD) && morning.suppressions().stream().anyMatch(suppression ->
                suppression.holder().equals(row.holder()) && !isLongOver(suppression));
    }

    private boolean isLongOver(Suppression suppression) {
        return suppression.until().plus(LATE_END).isBefore(morning.at());
    }

    private boolean isUnderWay(Cloud.Filed row) {
        Incident incident = incidents.get(row.holder());
        return row.firesHere() && (incident != null ? !incident.isResolved() : row.holder().startsWith(HELD));
    }

    /** A suppressed incident waits for an alert that has not recovered. */
    private boolean isHeldBack(Cloud.Filed row) {
        Incident incident = incidents.get(row.holder());
        return incident != null && incident.isSuppressed() && row.alert().isFiring() && row.moved() && !row.related();
    }

    private boolean isEmpty(Incident incident) {
        return morning.filed().stream().noneMatch(row -> row.holder().equals(incident.id())
                && (incident.isSuppressed() ? isHeldBack(row) : row.firesHere()));
    }

    private boolean isDeadLetter(Ledger.Accepted word) {
        return morning.deadLetters().stream().anyMatch(letter -> letter.contains(mark(word)));
    }

    private static String mark(Ledger.Accepted word) {
        return Statement.MARK + word.statement().number() + ".";
    }

    private static String identity(Alert alert) {
        return alert.alias().isEmpty() ? alert.system() + "/" + alert.host() + "/" + alert.service()
                : alert.system() + "#" + alert.alias();
    }

    private static String text(Ledger.Accepted word) {
        Statement statement = word.statement();
        return statement.identity() + " " + (statement.firing() ? "firing" : "resolved") + " number " + statement.number()
                + " id " + word.id() + " accepted at " + word.at();
    }

    private String rows(List<Cloud.Filed> rows) {
        return rows.stream().map(row -> row.holder() + status(row) + ": " + row.alert().state().word() + " "
                + row.alert().summary() + " id " + row.alert().id() + " received " + row.alert().receivedAt()
                + (row.moved() ? " moved" : "")).toList().toString();
    }

    private String status(Cloud.Filed row) {
        if (row.holder().startsWith(HELD)) {
            return morning.suppressions().stream().filter(suppression -> suppression.holder().equals(row.holder()))
                    .map(suppression -> " (until " + suppression.until() + ")").findFirst().orElse(" (by nothing)");
        }
        Incident incident = incidents.get(row.holder());
        return incident == null ? "" : " (" + incident.status().word() + (incident.isResolved() ? " by "
                + incident.resolvedBy() + " at " + incident.resolvedAt() : "") + ")";
    }
}
