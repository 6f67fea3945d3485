package dev.nightcall.local.bench;

import dev.nightcall.local.bench.YearIncident.Arrival;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A year, from event to event. Alerts are handled, and telephones ring, in no time: how long that takes is what the bench
 * measures. At most one incident of a system is open; what happens to it meanwhile joins it.
 */
final class YearSimulation {

    private static final Duration AFTER_THE_YEAR = Duration.ofDays(1);

    private final YearTime time = new YearTime();
    private final Map<Integer, YearIncident> incidents = new HashMap<>();
    private final YearResult result;
    private final YearEscalation escalation;

    private YearSimulation(YearSettings settings) {
        result = new YearResult(settings);
        escalation = new YearEscalation(settings, time);
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
        YearIncident current = incidents.get(arrival.system());
        if (current != null && !current.isOver()) {
            return;
        }
        YearIncident incident = new YearIncident(arrival);
        incidents.put(arrival.system(), incident);
        result.opened(incident, time.now());
        time.at(arrival.overAt(), () -> {
            incident.end(time.instant());
            result.over(incident, time.now());
        });
        escalation.opened(incident);
    }
}
