package dev.nightcall.local.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import static dev.nightcall.local.bench.YearParameter.*;

/** What is counted of a year. */
final class YearResult {

    /** Why a line is not dialled that could be. */
    enum Limit { NONE, RATE, CONCURRENT }

    private static final double DAYS_OF_A_MONTH = 365 / 12.0;
    private static final double MINUTE = 60_000;

    private final double months;
    private final int[][] callsOf;
    private final Map<Limit, Long> limited = new EnumMap<>(Limit.class);
    private final Map<Limit, Long> limitedInStorms = new EnumMap<>(Limit.class);
    private final List<Integer> incidentsOfCalls = new ArrayList<>();
    private final List<Double> quiet = new ArrayList<>();
    private final Map<Integer, List<YearIncident>> storms = new TreeMap<>();
    private final List<Double> heardAfter = new ArrayList<>();
    private Limit limit = Limit.NONE;
    private long since;
    private int toRingInStorms;
    private int mostWaiting;
    private long alerts;
    private long incidents;
    private long neverRang;
    private long taken;
    private long looks;
    private long stops;
    private long connectedMillis;

    YearResult(YearSettings settings) {
        months = settings.get(DAYS) / DAYS_OF_A_MONTH;
        callsOf = new int[settings.count(ENGINEERS)][(int) Math.max(1, Math.round(months))];
    }

    void arrived(int alertsOfIncident) {
        alerts += alertsOfIncident;
    }

    void opened(YearIncident incident, long now) {
        incidents++;
        if (incident.storm() > 0) {
            pass(now);
            toRingInStorms++;
            storms.computeIfAbsent(incident.storm(), storm -> new ArrayList<>()).add(incident);
        }
    }

    void rings(YearIncident incident, long now) {
        if (!incident.hasRung()) {
            incident.rings(now);
            ringsOrNot(incident, now);
            if (incident.storm() == 0) {
                quiet.add((now - incident.openedAt()) / 1000.0);
            }
        }
    }

    void over(YearIncident incident, long now) {
        if (!incident.hasRung()) {
            neverRang++;
            ringsOrNot(incident, now);
        }
    }

    private void ringsOrNot(YearIncident incident, long now) {
        if (incident.storm() > 0) {
            pass(now);
            toRingInStorms--;
        }
    }

    void dialled(int engineer, int about, long now) {
        incidentsOfCalls.add(about);
        int month = (int) (now / (Duration.ofDays(1).toMillis() * DAYS_OF_A_MONTH));
        callsOf[engineer][Math.min(month, callsOf[engineer].length - 1)]++;
    }

    void looked() {
        looks++;
    }

    void stopped() {
        stops++;
    }

    /** @param connected for how long; @param later how long after its end Nightcall got to know */
    void settled(long connected, long later, boolean isTaken) {
        connectedMillis += connected;
        heardAfter.add(later / 1000.0);
        taken += isTaken ? 1 : 0;
    }

    void waiting(int lines) {
        mostWaiting = Math.max(mostWaiting, lines);
    }

    void limited(Limit now, long at) {
        pass(at);
        limit = now;
    }

    private void pass(long now) {
        limited.merge(limit, now - since, Long::sum);
        if (toRingInStorms > 0) {
            limitedInStorms.merge(limit, now - since, Long::sum);
        }
        since = now;
    }

    long alerts() {
        return alerts;
    }

    long incidents() {
        return incidents;
    }

    long neverRang() {
        return neverRang;
    }

    int calls() {
        return incidentsOfCalls.size();
    }

    long taken() {
        return taken;
    }

    long looks() {
        return looks;
    }

    long stops() {
        return stops;
    }

    double months() {
        return months;
    }

    double connectedMinutes() {
        return connectedMillis / MINUTE;
    }

    int mostWaiting() {
        return mostWaiting;
    }

    Percentiles callsOfAnEngineerInAMonth() {
        return new Percentiles(Arrays.stream(callsOf).flatMapToInt(Arrays::stream).boxed().toList());
    }

    Percentiles incidentsOfCalls() {
        return new Percentiles(incidentsOfCalls);
    }

    /** Seconds from the end of a call until Nightcall got to know. */
    Percentiles heardAfter() {
        return new Percentiles(heardAfter);
    }

    /** Seconds from opened to the first ring, of those that no storm has opened. */
    Percentiles quiet() {
        return new Percentiles(quiet);
    }

    /** The same of those that a storm has opened. */
    Percentiles inStorms() {
        return new Percentiles(storms.values().stream().flatMap(List::stream).filter(YearIncident::hasRung)
                .map(incident -> (incident.rangAt() - incident.openedAt()) / 1000.0).toList());
    }

    /** Of the whole year. */
    double minutes(Limit why) {
        return limited.getOrDefault(why, 0L) / MINUTE;
    }

    /** In percent of the time in which an incident of a storm waited for its first ring. */
    double shareOfStorms(Limit why) {
        long all = limitedInStorms.values().stream().mapToLong(Long::longValue).sum();
        return all == 0 ? 0 : 100.0 * limitedInStorms.getOrDefault(why, 0L) / all;
    }

    int storms() {
        return storms.size();
    }

    /** The storm after whose beginning it took longest until everybody to be called had been called. */
    YearStorm worstStorm() {
        return storms.values().stream().map(YearStorm::new).max(Comparator.comparingDouble(YearStorm::seconds))
                .orElse(new YearStorm(List.of()));
    }
}
