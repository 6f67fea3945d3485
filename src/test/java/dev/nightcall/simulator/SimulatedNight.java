package dev.nightcall.simulator;

import dev.nightcall.local.Names;
import dev.nightcall.oncall.OnCall;

import java.time.Duration;
import java.util.List;

/**
 * A night of alerts on the real classes that decide and write, and on stores, queues and a clock in memory: one thread, one seed.
 * Two Nightcalls handle what monitors say and people do, in any order, some of it twice; at any request one may die, be refused,
 * lose the answer or be overtaken by the other. Then nothing goes wrong any more, what is due is handled, and the promises must
 * hold. Nobody is phoned here: what telephones do is for nights with processes.
 */
final class SimulatedNight implements Night {

    static final OnCall PLAN = OnCall.parse("oncall.yaml", """
            timezone: Asia/Tokyo
            engineers:
              sato: {name: 佐藤, phones: [{number: "+819000000001"}]}
            policies:
              default: {ackTimeout: 15m, steps: [{recipients: ["call:sato"]}]}
              urgent: {ackTimeout: 15m, groupBy: [system, host], steps: [{recipients: ["call:sato"]}]}
            rules:
              - {match: {system: bank, severity: critical}, policy: urgent}
            dependencies:
              - {match: {system: shop}, dependsOn: bank}
            """);

    private final Clouds clouds;
    private final Monitors monitors;
    private final People people;
    private final List<Worker> workers;
    private final boolean isAlone;
    private final Morning morning;
    private boolean isOvertaking;

    SimulatedNight(Scenario scenario) {
        clouds = new Clouds(new Dice(scenario), MemoryTables.of(Names.standard()));
        isAlone = scenario.alone();
        monitors = isAlone ? Monitors.ofOneSystem(clouds) : new Monitors(clouds);
        people = People.withoutTelephones(clouds);
        workers = List.of(new Worker("one", clouds, PLAN), new Worker("two", clouds, PLAN));
        workers.get(0).overtakenBy(() -> mayOvertake(workers.get(1)));
        workers.get(1).overtakenBy(() -> mayOvertake(workers.get(0)));
        morning = new Morning(clouds, workers.get(0), monitors);
        for (int step = 0; step < scenario.steps(); step++) {
            step();
        }
        morning.comes();
    }

    private void step() {
        Worker worker = clouds.dice.one(workers);
        switch (clouds.dice.below(10)) {
            case 0, 1, 2 -> monitors.say();
            case 3, 4 -> worker.takeAlerts();
            case 5, 6 -> worker.handleLater();
            case 7 -> worker.handleNine();
            case 8 -> act(worker);
            default -> clouds.clock.advance(Duration.ofSeconds(clouds.dice.below(60)));
        }
    }

    /** The other one does something, but is not overtaken itself: two can be told apart, three need a longer night. */
    private void mayOvertake(Worker other) {
        if (!clouds.dice.happens(Fault.OVERTAKEN, 30) || isOvertaking) {
            return;
        }
        isOvertaking = true;
        try {
            for (int deeds = clouds.dice.fewOrOne(); deeds > 0; deeds--) {
                overtake(other);
            }
        } finally {
            isOvertaking = false;
        }
    }

    private void overtake(Worker other) {
        switch (clouds.dice.below(5)) {
            case 0, 1 -> other.takeAlerts();
            case 2 -> other.handleLater();
            case 3 -> other.handleNine();
            default -> act(other);
        }
    }

    private void act(Worker worker) {
        if (!isAlone) {
            people.act(worker);
        }
    }

    @Override
    public List<String> broken() {
        return morning.broken();
    }

    @Override
    public List<String> history() {
        return clouds.history();
    }
}
