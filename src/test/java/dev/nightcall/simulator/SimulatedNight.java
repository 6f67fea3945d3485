package dev.nightcall.simulator;

import dev.nightcall.local.Names;
import dev.nightcall.oncall.OnCall;
import dev.nightcall.sending.Later;
import dev.nightcall.sending.Task;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A night of alerts on the real classes that decide and write, and on stores, queues and a clock in memory: one thread, one seed.
 * Two Nightcalls handle what monitors say and people do, in any order, some of it twice; at any request one may die, be refused,
 * lose the answer or be overtaken by the other. Then nothing goes wrong any more, what is due is handled, and the promises must
 * hold. Nobody is phoned here: what telephones do is for nights with processes.
 */
final class SimulatedNight {

    private static final OnCall PLAN = OnCall.parse("oncall.yaml", """
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
    /** Longer than anything that may still end by itself. */
    private static final Duration MORNING = Duration.ofMinutes(40);

    private final Clouds clouds;
    private final Monitors monitors;
    private final People people;
    private final List<Worker> workers;
    private boolean isOvertaking;

    SimulatedNight(Scenario scenario) {
        clouds = new Clouds(scenario, MemoryTables.of(Names.standard()));
        monitors = new Monitors(clouds);
        people = new People(clouds);
        workers = List.of(new Worker("one", clouds, PLAN), new Worker("two", clouds, PLAN));
        workers.get(0).overtakenBy(() -> overtakes(workers.get(1)));
        workers.get(1).overtakenBy(() -> overtakes(workers.get(0)));
        for (int step = 0; step < scenario.steps(); step++) {
            step();
        }
        clouds.dice.quiet();
        monitors.deliver();
        settle();
    }

    private void step() {
        Worker worker = clouds.dice.one(workers);
        switch (clouds.dice.below(10)) {
            case 0, 1, 2 -> monitors.say();
            case 3, 4 -> worker.takeAlerts();
            case 5, 6 -> worker.handleLater();
            case 7 -> worker.handleNine();
            case 8 -> people.act(worker);
            default -> clouds.clock.advance(Duration.ofSeconds(clouds.dice.below(60)));
        }
    }

    /** The other one does something, but is not overtaken itself: two can be told apart, three need a longer night. */
    private void overtakes(Worker other) {
        if (isOvertaking) {
            return;
        }
        isOvertaking = true;
        try {
            switch (clouds.dice.below(5)) {
                case 0, 1 -> other.takeAlerts();
                case 2 -> other.handleLater();
                case 3 -> other.handleNine();
                default -> people.act(other);
            }
        } finally {
            isOvertaking = false;
        }
    }

    /** Everything that is due is handled until nothing is left but the next steps of what is open. */
    private void settle() {
        Worker worker = workers.get(0);
        Instant morning = clouds.clock.instant().plus(MORNING);
        for (int most = 100_000; most > 0; most--) {
            worker.takeAlerts();
            worker.handleNine();
            worker.handleLater();
            if (clouds.alerts.all().isEmpty() && clouds.nines.all().isEmpty()) {
                Optional<Instant> next = clouds.later.all().stream().map(Mail.Message::due).min(Comparator.naturalOrder());
                if (next.isEmpty() || next.get().isAfter(morning)) {
                    clouds.clock.advance(Worker.GRACE.plusSeconds(1));
                    if (worker.audit()) {
                        continue;
                    }
                    return;
                }
                if (next.get().isAfter(clouds.clock.instant())) {
                    clouds.clock.advance(Duration.between(clouds.clock.instant(), next.get()));
                }
            }
        }
        throw new IllegalStateException("it never settles: " + clouds.history());
    }

    /** What is promised and does not hold. */
    List<String> broken() {
        return new Promises(workers.get(0).decisions(), monitors.last(), steps(), clouds.clock.instant()).broken();
    }

    private List<Later> steps() {
        return clouds.later.all().stream().map(Mail.Message::body)
                .filter(later -> later.task() == Task.ESCALATE || later.task() == Task.END_LEASE).toList();
    }

    List<String> history() {
        return clouds.history();
    }
}
