package dev.nightcall.simulator;

import dev.nightcall.alert.Alert;
import dev.nightcall.core.Incident;
import dev.nightcall.core.Status;
import dev.nightcall.escalation.Reached;
import dev.nightcall.incident.Taken;
import dev.nightcall.local.Names;
import dev.nightcall.night.Decisions;
import dev.nightcall.oncall.OnCall;
import dev.nightcall.queue.TryAgain;
import dev.nightcall.sending.AcknowledgedAtMonitor;
import dev.nightcall.sending.Later;
import dev.nightcall.sending.MaintenanceAnnounced;
import dev.nightcall.sending.Outgoing;
import dev.nightcall.sending.Raised;
import dev.nightcall.sending.Task;
import dev.nightcall.sending.Telling;
import dev.nightcall.sending.Withdrawal;
import dev.nightcall.suppression.Holding;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A Nightcall without routes: it handles messages as they do, and may die at each request and each message that it sends. */
final class Worker implements Watcher {

    static final Duration GRACE = Duration.ofMinutes(5);

    private final String name;
    private final Clouds clouds;
    private final Decisions decisions;
    private Runnable others = () -> { };

    Worker(String name, Clouds clouds, OnCall plan) {
        this.name = name;
        this.clouds = clouds;
        this.decisions = new Decisions(Names.standard().tables(), new MemoryDynamoDb(clouds.tables, this), plan, clouds::newId,
                clouds.clock);
    }

    /** @param others what another process may do between two requests of this one */
    void overtakenBy(Runnable others) {
        this.others = others;
    }

    Decisions decisions() {
        return decisions;
    }

    @Override
    public void before(DynamoDbRequest request) {
        if (clouds.dice.happens(Fault.OVERTAKEN, 30)) {
            others.run();
        }
        if (clouds.dice.happens(Fault.REFUSED, 150)) {
            throw unavailable();
        }
        die("before", request);
    }

    @Override
    public void after(DynamoDbRequest request) {
        if (clouds.dice.happens(Fault.LOST, 150)) {
            clouds.note(name + " loses the answer to " + name(request));
            throw unavailable();
        }
        die("after", request);
    }

    private void die(String when, DynamoDbRequest request) {
        if (clouds.dice.happens(Fault.CRASH, 120)) {
            clouds.note(name + " dies " + when + " " + name(request));
            throw new Crash();
        }
    }

    private static String name(DynamoDbRequest request) {
        return request.getClass().getSimpleName().replace("Request", "");
    }

    private static DynamoDbException unavailable() {
        return (DynamoDbException) DynamoDbException.builder().statusCode(503).message("unavailable").build();
    }

    /** Does something that may fail, and comes again as long as its message is not deleted. @return whether it was done */
    boolean tries(Runnable work) {
        try {
            work.run();
            return true;
        } catch (Crash e) {
            return false;
        } catch (TryAgain | SdkException e) {
            clouds.note(name + " tries again: " + e.getMessage());
            return false;
        }
    }

    void takeAlerts() {
        List<Mail.Message<Alert>> received = clouds.alerts.receive(1 + clouds.dice.below(4), clouds.clock.instant());
        if (!received.isEmpty()) {
            tries(() -> take(received));
        }
    }

    private void take(List<Mail.Message<Alert>> received) {
        Map<Alert, Taken> taken = decisions.together.take(received.stream().map(Mail.Message::body).distinct().toList());
        taken.forEach((alert, one) -> clouds.note(name + " takes " + text(alert) + ": " + one.decision().word() + " "
                + one.incident()));
        send(taken.values().stream().flatMap(one -> one.outgoing().stream()).toList());
        received.stream().filter(message -> taken.containsKey(message.body())).forEach(clouds.alerts::delete);
    }

    static String text(Alert alert) {
        return alert.key() + " " + alert.state().word() + " " + alert.severity().word() + " id " + alert.id();
    }

    void handleLater() {
        for (Mail.Message<Later> message : clouds.later.receive(1, clouds.clock.instant())) {
            if (tries(() -> handle(message.body()))) {
                clouds.later.delete(message);
            }
        }
    }

    void handleNine() {
        for (Mail.Message<Clouds.Nine> message : clouds.nines.receive(1, clouds.clock.instant())) {
            Clouds.Nine nine = message.body();
            if (tries(() -> send(decisions.suppressing.suppress(decisions.incidents.find(nine.incident()).orElseThrow(), nine.by(),
                    "by telephone", nine.until())))) {
                clouds.nines.delete(message);
            }
        }
    }

    private void handle(Later later) {
        clouds.note(name + " handles " + later.task() + " " + later.subject() + " " + later.number());
        switch (later.task()) {
            case ESCALATE -> escalate(later);
            case END_LEASE -> send(decisions.escalation.endLease(later));
            case WATCH_CALL -> { }
            case END_SUPPRESSION -> {
                send(decisions.holding.raise(later));
                decisions.holding.forget(later);
            }
            case RAISE_RELATED -> send(decisions.related.raise(later));
            case LOOK_AT_SUPPRESSED -> send(decisions.closing.look(later));
            case LOOK_THROUGH -> send(decisions.suppressing.lookThrough(later));
        }
    }

    /** As the auditor does: what should have ended ends. @return whether there was anything */
    boolean audit() {
        Instant overdue = clouds.clock.instant().minus(GRACE);
        List<Outgoing> ends = Stream.concat(decisions.holding.dueBefore(overdue).stream().map(Holding::ending),
                decisions.incidents.all(Status.ACKNOWLEDGED).stream()
                        .filter(incident -> incident.acknowledgedUntil().isBefore(overdue))
                        .map(incident -> new Later(Task.END_LEASE, incident.id(), incident.startAfter(),
                                clouds.clock.instant()))).toList();
        send(ends);
        return !ends.isEmpty();
    }

    /** As the route does; that somebody is phoned is taken for granted, and nobody answers. */
    private void escalate(Later later) {
        Optional<Incident> incident = decisions.escalation.find(later);
        if (incident.isEmpty()) {
            return;
        }
        List<Outgoing> closed = decisions.closing.closeIfNothingFires(incident.get());
        List<Outgoing> absorbed = closed.isEmpty() ? decisions.related.absorb(incident.get()) : closed;
        send(absorbed);
        Optional<Reached> reached = absorbed.isEmpty() ? decisions.escalation.reach(later, incident.get())
                : decisions.escalation.reach(later);
        if (reached.isPresent()) {
            clouds.note(name + " reaches position " + later.number() + " of " + later.subject());
            send(decisions.escalation.next(reached.get(), true));
            send(decisions.escalation.acted(reached.get()));
        }
    }

    /** One after the other; whoever dies in between has sent only some. */
    void send(List<Outgoing> outgoing) {
        for (Outgoing one : outgoing) {
            if (clouds.dice.happens(Fault.CRASH, 60)) {
                clouds.note(name + " dies before it sends " + one);
                throw new Crash();
            }
            deliver(one);
        }
    }

    private void deliver(Outgoing one) {
        if (one instanceof Raised raised) {
            clouds.alerts.send(raised.alert(), clouds.clock.instant());
        } else if (one instanceof Later later) {
            clouds.later.send(later, later.due());
        } else if (one instanceof AcknowledgedAtMonitor taken) {
            acknowledge(taken);
        } else if (!(one instanceof Withdrawal || one instanceof Telling || one instanceof MaintenanceAnnounced)) {
            throw new IllegalStateException("nobody simulates " + one);
        }
    }

    private void acknowledge(AcknowledgedAtMonitor taken) {
        send(decisions.escalation.acknowledge(taken.incident(), taken.by(), taken.at()));
    }
}
