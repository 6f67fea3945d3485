package dev.nightcall.local.bench;

import dev.nightcall.alert.Alert;
import dev.nightcall.alert.Severity;
import dev.nightcall.alert.State;
import dev.nightcall.core.Place;
import dev.nightcall.core.Seen;
import dev.nightcall.core.Taking;
import dev.nightcall.core.Verdict;
import dev.nightcall.local.bench.YearIncident.Arrival;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A year, from event to event. Alerts are handled, and telephones ring, in no time: how long that takes is what the bench
 * measures. What becomes of an alert is decided by the same class as at night; one stands for all that something makes its
 * monitors say, and what happens to a system is something else each time.
 */
final class YearSimulation {

    private static final Duration AFTER_THE_YEAR = Duration.ofDays(1);

    private final YearTime time = new YearTime();
    /** Of each system the last one. */
    private final Map<Integer, YearIncident> incidents = new HashMap<>();
    private final YearPlan plan;
    private final YearResult result;
    private final YearEscalation escalation;
    private long arrived;

    private YearSimulation(YearSettings settings) {
        result = new YearResult(settings);
        plan = new YearPlan(settings);
        escalation = new YearEscalation(plan, time);
        escalation.calls(new YearLines(settings, time, new YearCalls(settings, time, escalation, result), result));
    }

    static YearResult of(YearSettings settings) {
        return of(settings, YearWeather.of(settings));
    }

    /** @param arrivals what happens, in order */
    static YearResult of(YearSettings settings, List<Arrival> arrivals) {
        YearSimulation year = new YearSimulation(settings);
        arrivals.forEach(arrival -> year.time.at(arrival.at(), () -> year.arrives(arrival)));
        year.time.run(Duration.ofDays(settings.count(YearParameter.DAYS)).plus(AFTER_THE_YEAR).toMillis());
        return year.result;
    }

    private void arrives(Arrival arrival) {
        result.arrived(arrival.alerts());
        String about = "" + arrived++;
        Alert alert = alert(arrival, about, State.FIRING);
        YearIncident incident = taken(arrival, alert);
        incident.fires(alert, time.instant());
        time.at(arrival.overAt(), () -> recovers(incident, alert(arrival, about, State.RESOLVED)));
    }

    private YearIncident taken(Arrival arrival, Alert alert) {
        YearIncident last = incidents.get(arrival.system());
        Verdict verdict = decide(alert, last == null ? Place.empty(plan.onCall().groupOf(alert, time.instant()))
                : last.place(alert));
        if (verdict instanceof Verdict.Opens opens) {
            YearIncident incident = new YearIncident(arrival, opens.incident());
            incidents.put(arrival.system(), incident);
            result.opened(incident, time.now());
            escalation.opened(incident);
            return incident;
        }
        if (!(verdict instanceof Verdict.Joins)) {
            throw new IllegalStateException("nothing else happens in the year: " + verdict);
        }
        if (last.now().isWorsenedBy(alert)) {
            last.becomes(last.now().worsened(alert, plan.onCall().policyFor(alert, time.instant()), time.instant()));
        }
        return last;
    }

    private void recovers(YearIncident incident, Alert alert) {
        if (decide(alert, incident.place(alert)) instanceof Verdict.Leaves leaves && leaves.mayEndIt()) {
            incident.leaves(alert, time.instant());
            if (incident.isOver()) {
                result.over(incident, time.now());
            }
        }
    }

    private Verdict decide(Alert alert, Place place) {
        return new Taking(plan.onCall(), time.instant(), alert::id).decide(Seen.at(alert, place, List.of()));
    }

    private Alert alert(Arrival arrival, String about, State state) {
        return new Alert(state.word() + " " + about, "system " + arrival.system(), "", about, "",
                arrival.critical() ? Severity.CRITICAL : Severity.ERROR, state, "", time.instant(), time.instant(), Map.of());
    }
}
