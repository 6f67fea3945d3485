package dev.nightcall.simulator;

import dev.nightcall.call.Telephony;
import dev.nightcall.local.Names;
import dev.nightcall.night.Decisions;
import dev.nightcall.oncall.OnCall;
import dev.nightcall.sending.Later;
import dev.nightcall.sending.Task;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A whole night, from the alert to the telephone and back, on the real classes, a store, queues, a stream, telephones and a clock
 * in memory: one thread, one seed. Three Nightcalls handle what monitors say, what telephones do and what people do at a screen;
 * at any request one may die, sleep for longer than every lease, be refused, lose the answer or be overtaken, and their clocks
 * differ, in some nights by far too much. Then nothing goes wrong any more. First nobody answers for a while, and what is open must go on ringing; then everybody
 * presses 1, and the promises must hold.
 */
final class PhonedNight implements Night {

    /** By how much clocks are off at most; monitors say nothing of the same thing within twice that. */
    private static final Duration SKEW = Duration.ofSeconds(3);
    private static final Duration APART = Duration.ofSeconds(7);
    private static final Duration SILENCE = Duration.ofMinutes(12);
    private static final Duration DAWN = Duration.ofMinutes(20);
    private static final Duration CALL = Duration.ofSeconds(30);

    private final World world;
    private final Monitors monitors;
    private final Decisions decisions;
    private final Telephony telephony;
    private final Witness witness;
    private final List<String> broken = new ArrayList<>();

    PhonedNight(Plot plot) {
        Dice dice = new Dice(plot.seed(), plot.faults(), plot.likelier(), plot.mishaps());
        world = new World(dice, MemoryTables.of(Names.standard()));
        Clouds clouds = world.clouds;
        OnCall plan = plot.holders() ? Plans.HOLDERS_ARE_PHONED : Plans.HOLDERS_ARE_TOLD;
        for (int i = 0; i < 3; i++) {
            world.add(new Replica("replica " + (i + 1), world, plan, skew(dice)));
        }
        MemoryDynamoDb dynamoDb = new MemoryDynamoDb(clouds.tables);
        Names.Tables names = Names.standard().tables();
        decisions = new Decisions(names, dynamoDb, plan, clouds.clock);
        telephony = new Telephony(decisions, names, dynamoDb, null, plan, clouds::newCallId, clouds.clock, time -> { });
        witness = new Witness(world, decisions, telephony, plan);
        monitors = new Monitors(clouds, alert -> world.alerts.send(alert, clouds.clock.instant()), this::door, APART);
        new Deeds(world, monitors, People.withTelephones(clouds)).plan(plot.seed(), plot.without());
        if (dice.has(Fault.WRONG_CLOCK)) {
            new WrongClock(world).plan(plot.seed());
        }
        audit();
        run();
    }

    private static Duration skew(Dice dice) {
        Duration skew = Duration.ofMillis(dice.below(2 * (int) SKEW.toMillis()) - SKEW.toMillis());
        return dice.has(Fault.SKEW) ? skew : Duration.ZERO;
    }

    /** The clock of whoever takes an alert in. A door does not take any when it knows that its clock is wrong. */
    private Clock door() {
        return world.clouds.dice.one(world.replicas().stream().filter(Replica::hasRightClock).toList()).clock();
    }

    private void audit() {
        world.agenda.at(world.clouds.clock.instant().plus(Auditor.INTERVAL), () -> {
            world.clouds.dice.one(world.replicas()).audit();
            audit();
        });
    }

    private void run() {
        go(Deeds.LENGTH);
        world.clouds.dice.quiet();
        monitors.deliver();
        go(APART);
        Monitors.systems().forEach(monitors::sayThatItFires);
        world.clouds.note("from now on nothing goes wrong, and nobody answers");
        world.connect.people(() -> Habit.SLEEPS);
        go(SILENCE);
        broken.addAll(witness.silent());
        world.clouds.note("from now on everybody takes it");
        world.connect.people(() -> Habit.takes(world.clouds.dice));
        go(DAWN);
        // Whoever took something early may be phoned again just now.
        for (int more = 0; more < 10 && !witness.isCalm(); more++) {
            go(CALL);
        }
        broken.addAll(new Promises(decisions, monitors.last(), steps(), witness.untold(), world.clouds.clock.instant()).broken());
        broken.addAll(witness.broken());
    }

    private void go(Duration time) {
        world.runUntil(world.clouds.clock.instant().plus(time));
    }

    private List<Later> steps() {
        return world.later.all().stream()
                .filter(later -> later.task() == Task.ESCALATE || later.task() == Task.END_LEASE).toList();
    }

    @Override
    public List<String> broken() {
        return broken;
    }

    @Override
    public List<String> history() {
        return world.clouds.history();
    }
}
