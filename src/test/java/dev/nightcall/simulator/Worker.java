package dev.nightcall.simulator;

import dev.nightcall.alert.Alert;
import dev.nightcall.call.Telephony;
import dev.nightcall.core.Incident;
import dev.nightcall.core.SomethingNew;
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
import dev.nightcall.sending.Telling;
import dev.nightcall.sending.Withdrawal;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A Nightcall without routes: it handles messages as they do, and may die at each request and each message that it sends. */
final class Worker implements Watcher, Instance {

    private final String name;
    private final Clouds clouds;
    private final OnCall plan;
    private final MemoryDynamoDb dynamoDb;
    private final Decisions decisions;
    private Runnable others = () -> { };

    Worker(String name, Clouds clouds, OnCall plan) {
        this.name = name;
        this.clouds = clouds;
        this.plan = plan;
        this.dynamoDb = new MemoryDynamoDb(clouds.tables, this);
        this.decisions = new Decisions(Names.standard().tables(), dynamoDb, plan, clouds::newId, clouds.clock);
    }

    /** @param others comes before each request of this one: what another process may do between two of them */
    void overtakenBy(Runnable others) {
        this.others = others;
    }

    @Override
    public Decisions decisions() {
        return decisions;
    }

    @Override
    public void before(DynamoDbRequest request) {
        others.run();
        if (clouds.dice.happens(Fault.REFUSED, 150)) {
            throw Watcher.unavailable();
        }
        die("before", request);
    }

    @Override
    public void after(DynamoDbRequest request) {
        if (clouds.dice.happens(Fault.LOST, 150)) {
            clouds.note(name + " loses the answer to " + Watcher.name(request));
            throw Watcher.unavailable();
        }
        die("after", request);
    }

    private void die(String when, DynamoDbRequest request) {
        if (clouds.dice.happens(Fault.CRASH, 120)) {
            clouds.note(name + " dies " + when + " " + Watcher.name(request));
            throw new Crash();
        }
    }

    @Override
    public boolean tries(Runnable work) {
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
            clouds.alerts.done(received);
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
        List<Mail.Message<Later>> received = clouds.later.receive(1, clouds.clock.instant());
        for (Mail.Message<Later> message : received) {
            if (tries(() -> handle(message.body()))) {
                clouds.later.delete(message);
            }
        }
        clouds.later.done(received);
    }

    void handleNine() {
        List<Mail.Message<Clouds.Nine>> received = clouds.nines.receive(1, clouds.clock.instant());
        for (Mail.Message<Clouds.Nine> message : received) {
            Clouds.Nine nine = message.body();
            if (tries(() -> send(decisions.suppressing.watch(decisions.incidents.find(nine.incident()).orElseThrow(),
                    nine.watches())))) {
                clouds.nines.delete(message);
            }
        }
        clouds.nines.done(received);
    }

    private void handle(Later later) {
        clouds.note(name + " handles " + later.task() + " " + later.subject() + " " + later.number());
        switch (later.task()) {
            case ESCALATE -> escalate(later);
            case END_LEASE -> {
                untold(later);
                send(decisions.acknowledging.endLease(later));
            }
            case WATCH_CALL -> { }
            default -> Tasks.handle(later, decisions, this::send);
        }
    }

    /** At the end of the time for which somebody has it, nothing may be new to them that is long due. */
    private void untold(Later lease) {
        Instant now = clouds.clock.instant();
        decisions.incidents.find(lease.subject()).filter(incident -> clouds.dice.isQuiet()
                && incident.status() == Status.ACKNOWLEDGED && !incident.acknowledgedUntil().isAfter(now))
                .flatMap(incident -> SomethingNew.in(incident, decisions.alerts.of(incident.id()).toList()).due())
                .filter(due -> due.isBefore(now.minus(Auditor.GRACE))).ifPresent(due -> clouds.untold.add(lease.subject() + " since " + due));
    }

    /** What should have moved moves, and what should have ended ends. @return whether there was anything */
    boolean audit() {
        Names.Tables names = Names.standard().tables();
        Telephony telephony = new Telephony(decisions, names, dynamoDb, null, plan, clouds::newCallId, clouds.clock, time -> { });
        List<Outgoing> moves = new Auditor(decisions, telephony, names, dynamoDb, () -> 0, clouds.clock).checks().stream()
                .flatMap(check -> check.get().stream()).toList();
        send(moves);
        return !moves.isEmpty();
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

    /** Whoever dies in between has sent only some. */
    @Override
    public void send(List<Outgoing> outgoing) {
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
        send(decisions.acknowledging.take(taken));
    }
}
