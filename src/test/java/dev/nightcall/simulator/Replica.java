package dev.nightcall.simulator;

import dev.nightcall.alert.Alert;
import dev.nightcall.alert.Json;
import dev.nightcall.aws.ClockWatch;
import dev.nightcall.call.Telephony;
import dev.nightcall.incident.Taken;
import dev.nightcall.local.Names;
import dev.nightcall.night.Decisions;
import dev.nightcall.oncall.OnCall;
import dev.nightcall.queue.Postponement;
import dev.nightcall.queue.TryAgain;
import dev.nightcall.sending.Later;
import dev.nightcall.sending.Outgoing;
import dev.nightcall.sending.Settle;
import dev.nightcall.telephone.connect.ContactRecord;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/**
 * One Nightcall with telephones, without routes: it handles messages as they do. At each request and each message that it sends
 * it may die, sleep, be refused or lose the answer.
 */
final class Replica implements Watcher, MemoryConnect.Effects, Instance {

    private static final Duration TOLERANCE = Duration.ofSeconds(20);
    private static final int TRIES = 5;
    private static final ContactRecord RECORDS = new ContactRecord(Json.mapper(), "instance");

    private final String name;
    private final World world;
    private final Clouds clouds;
    private final OnCall plan;
    private final OwnClock clock;
    private final Postponement postponement;
    private ClockWatch watch;
    private Decisions decisions;
    private Telephony telephony;
    private Escalating escalating;
    private Posting posting;
    private Auditor auditor;
    private Instant downUntil = Instant.MIN;
    private boolean sleeps;
    private boolean isOff;

    Replica(String name, World world, OnCall plan, Duration skew) {
        this.name = name;
        this.world = world;
        this.clouds = world.clouds;
        this.plan = plan;
        this.clock = new OwnClock(clouds.clock, skew);
        this.postponement = new Postponement(clock, TRIES);
        start();
    }

    /** What it believes is new: only tables and queues outlive a process. */
    private void start() {
        Names.Tables names = Names.standard().tables();
        MemoryDynamoDb dynamoDb = new MemoryDynamoDb(clouds.tables, this);
        watch = new ClockWatch(clock, TOLERANCE);
        decisions = new Decisions(names, dynamoDb, plan, clouds::newId, clock);
        telephony = new Telephony(decisions, names, dynamoDb, new MemoryConnect(world.connect, clouds, this), plan,
                clouds::newCallId, clock, this::waits);
        posting = new Posting(world, decisions, telephony, clock);
        escalating = new Escalating(decisions, telephony, this::send);
        auditor = new Auditor(decisions, telephony, names, dynamoDb, () -> world.calls.all().size(), clock);
    }

    @Override
    public Decisions decisions() {
        return decisions;
    }

    Telephony telephony() {
        return telephony;
    }

    Clock clock() {
        return clock;
    }

    /** Its clock is off by so much more than before. */
    void clockIsOffBy(Duration more) {
        clouds.note("the clock of " + name + (more.isZero() ? " is right again" : " is off by " + more));
        isOff = !more.isZero();
        clock.isOffBy(more);
    }

    boolean hasRightClock() {
        return !isOff;
    }

    /** Whether it reads queues now. */
    boolean isReceiving() {
        return !sleeps && watch.isRight() && !downUntil.isAfter(clouds.clock.instant());
    }

    @Override
    public void before(DynamoDbRequest request) {
        before(Watcher.name(request));
        if (clouds.dice.happens(Fault.REFUSED, 300)) {
            throw Watcher.unavailable();
        }
    }

    @Override
    public void after(DynamoDbRequest request) {
        if (clouds.dice.happens(Fault.LOST, 300)) {
            clouds.note(name + " loses the answer to " + Watcher.name(request));
            throw Watcher.unavailable();
        }
        after(Watcher.name(request));
    }

    @Override
    public void before(String request) {
        clouds.counts(request);
        compareClocks();
        // A belief costs most where it makes a telephone ring.
        maySleep(request, request.equals(MemoryConnect.DIAL) ? 40 : 800);
        mayDie("before", request, 400);
    }

    @Override
    public void after(String request) {
        mayDie("after", request, 400);
        maySleep(request, 800);
    }

    /** By the date of an answer, which is cut to the second. */
    void compareClocks() {
        Instant here = clock.instant();
        watch.compare(here, here, clouds.clock.instant().truncatedTo(ChronoUnit.SECONDS));
    }

    private void maySleep(String request, int times) {
        if (clouds.dice.happens(Fault.OVERTAKEN, 60)) {
            waits(Duration.ofMillis(clouds.dice.below(3000)));
        }
        if (clouds.dice.happens(Fault.SLEEP, times)) {
            Duration time = Duration.ofSeconds(clouds.dice.one(List.of(8, 40, 100, 250, 700)));
            clouds.note(name + " sleeps for " + time + " at " + request);
            waits(time);
            clouds.note(name + " wakes");
        }
    }

    /** Everything else goes on meanwhile. */
    private void waits(Duration time) {
        boolean before = sleeps;
        sleeps = true;
        world.runUntil(clouds.clock.instant().plus(time));
        sleeps = before;
    }

    private void mayDie(String when, String request, int times) {
        if (clouds.dice.happens(Fault.CRASH, times)) {
            clouds.note(name + " dies " + when + " " + request);
            throw new Crash();
        }
    }

    @Override
    public boolean tries(Runnable work) {
        return error(work) == null;
    }

    /** @return what it failed with; null when it is done */
    private Throwable error(Runnable work) {
        try {
            work.run();
            return null;
        } catch (Crash e) {
            downUntil = clouds.clock.instant().plusSeconds(clouds.dice.below(30));
            start();
            return e;
        } catch (TryAgain | SdkException e) {
            clouds.note(name + " tries again: " + e.getMessage());
            return e;
        }
    }

    /** Handles a message, which comes again if that fails. */
    private <T> void handle(Queue<T> queue, Queue.Message<T> message, Runnable work) {
        Throwable error = error(work);
        if (error == null) {
            queue.delete(message, clouds.clock.instant());
        } else if (!(error instanceof Crash)) {
            queue.postpone(message, clouds.clock.instant().plus(postponement.pause(error, message.received())));
        }
    }

    void takeAlerts() {
        List<Queue.Message<Alert>> received = world.alerts.receive(1 + clouds.dice.below(4), clouds.clock.instant());
        if (!received.isEmpty()) {
            Throwable error = error(() -> take(received));
            if (error != null && !(error instanceof Crash)) {
                received.forEach(message -> world.alerts.postpone(message,
                        clouds.clock.instant().plus(postponement.pause(error, message.received()))));
            }
        }
    }

    private void take(List<Queue.Message<Alert>> received) {
        Map<Alert, Taken> taken = decisions.together.take(received.stream().map(Queue.Message::body).distinct().toList());
        taken.forEach((alert, one) -> clouds.note(name + " takes " + Worker.text(alert) + ": " + one.decision().word() + " "
                + one.incident()));
        send(taken.values().stream().flatMap(one -> one.outgoing().stream()).toList());
        for (Queue.Message<Alert> message : received) {
            if (taken.containsKey(message.body())) {
                world.alerts.delete(message, clouds.clock.instant());
            } else {
                world.alerts.postpone(message, clouds.clock.instant().plusSeconds(1));
            }
        }
    }

    void handleLater() {
        world.later.receive(1, clouds.clock.instant())
                .forEach(message -> handle(world.later, message, () -> handle(message.body())));
    }

    private void handle(Later later) {
        if (!posting.isDue(later)) {
            send(List.of(later));
            return;
        }
        clouds.note(name + " handles " + later.task() + " " + later.subject() + " " + later.number());
        switch (later.task()) {
            case ESCALATE -> escalating.escalate(later);
            case END_LEASE -> send(telephony.acknowledging.endLease(later));
            case WATCH_CALL -> send(telephony.look(later));
            default -> Tasks.handle(later, decisions, this::send);
        }
    }

    void handleDial() {
        world.calls.receive(1, clouds.clock.instant()).forEach(message -> handle(world.calls, message, () -> {
            clouds.note(name + " handles " + message.body());
            send(telephony.dial(message.body(), message.id(), this::send));
        }));
    }

    void handleRecord() {
        world.stream.receive(1, clouds.clock.instant()).forEach(message -> handle(world.stream, message,
                () -> RECORDS.read(message.body()).ifPresent(finding -> send(List.of(Settle.of(finding))))));
    }

    /** The auditor's turn, which is lost when it fails. */
    void audit() {
        if (isReceiving()) {
            auditor.checks().forEach(check -> tries(() -> send(check.get())));
        }
    }

    /** One after the other; whoever dies in between has sent only some. */
    @Override
    public void send(List<Outgoing> outgoing) {
        for (Outgoing one : outgoing) {
            mayDie("before it sends", one.toString(), 400);
            send(one.match(posting));
        }
    }
}
