package dev.nightcall.duty;

import dev.nightcall.aws.Table;
import dev.nightcall.metrics.Meters;
import dev.nightcall.oncall.OnCallException;
import dev.nightcall.oncall.OnCallFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Keeps the plan in force for the next start, tells the other Nightcalls which one that is, and finds what somebody has to be
 * told: that a file cannot be used, and that Nightcalls have different plans.
 */
public final class PlanWatch {

    private static final Logger LOG = LoggerFactory.getLogger(PlanWatch.class);

    private final OnCallFile file;
    private final List<String> routes;
    private final KeptPlan kept;
    private final PlanReports reports;
    private final Map<Wrong, PlanTold> told = new EnumMap<>(Wrong.class);
    private final Times times;
    private final String replica;
    private final Meters meters;
    private final Clock clock;

    private PlanReport last;
    private String lastText;
    private Instant differentSince;
    private boolean differs;
    private volatile Instant brokenSince;
    /** Which kept plan cannot be read here, as one may be that a newer Nightcall understands. */
    private String unreadable;

    /**
     * @param report     how often it is said which plan is in force
     * @param differAfter for how long plans may differ, as they do while a new one is rolled out
     */
    public record Times(Duration report, Duration differAfter) {
    }

    /**
     * @param routes  why some files of routes are left out
     * @param fleet   the table {@code nightcall-fleet}
     * @param replica of this process only
     */
    public PlanWatch(OnCallFile file, List<String> routes, KeptPlan kept, Table fleet, Times times, String replica, Meters meters,
                     Clock clock) {
        this.file = file;
        this.routes = List.copyOf(routes);
        this.kept = kept;
        this.reports = new PlanReports(fleet, times.report().multipliedBy(3));
        Stream.of(Wrong.values()).forEach(about -> told.put(about, new PlanTold(fleet, about)));
        this.times = times;
        this.replica = replica;
        this.meters = meters;
        this.clock = clock;
    }

    /** Looks, at once when something has changed and else now and then. @return what is to be told */
    public synchronized List<PlanNews> look() {
        Instant now = clock.instant();
        OnCallFile.InForce inForce = file.inForce();
        Map<Wrong, String> wrong = new EnumMap<>(Wrong.class);
        file.problem().ifPresent(problem -> wrong.put(Wrong.PLAN, problem));
        routes.stream().findFirst().ifPresent(problem -> wrong.put(Wrong.ROUTES, problem));
        boolean broken = wrong.containsKey(Wrong.PLAN);
        brokenSince = !broken ? null : brokenSince == null ? now : brokenSince;
        meters.planRefused(broken);
        meters.routesLeftOut(routes.size());
        String digest = inForce.text() == lastText ? last.digest() : KeptPlan.digest(inForce.text());
        PlanReport report = new PlanReport(replica, digest, wrong, now);
        boolean changed = last == null || !last.says(report);
        if (!changed && now.isBefore(last.at().plus(times.report()))) {
            return List.of();
        }
        reports.put(report);
        FleetPlans fleet = reports.of(now);
        keep(inForce, digest, fleet, last != null && !last.digest().equals(digest));
        compare(fleet, now);
        if (broken) {
            follow(digest);
        }
        List<PlanNews> news = told.entrySet().stream().flatMap(about -> about.getValue()
                .due(fleet.problem(about.getKey()), inForce.plan().channelsOfAll(), now).stream()).toList();
        last = report;
        lastText = inForce.text();
        return news;
    }

    /** It was told. */
    public void told(PlanNews news) {
        told.get(news.about()).add(news);
    }

    /** All of it was told, or could not be. */
    public void done(List<PlanNews> news) {
        Map<Wrong, Boolean> over = news.stream()
                .collect(Collectors.toMap(PlanNews::about, PlanNews::isOver, (one, same) -> same));
        over.forEach((about, isOver) -> told.get(about).done(isOver));
    }

    /** This Nightcall ends. */
    public void leave() {
        reports.remove(replica);
    }

    /** Whether the Nightcalls have had different plans for too long; for health. */
    public Optional<String> difference() {
        return differs ? Optional.of("Nightcalls have different plans in force since " + differentSince) : Optional.empty();
    }

    /** Since when this Nightcall has seen that its file of the plan cannot be used; empty when it can be. */
    public Optional<Instant> brokenSince() {
        return Optional.ofNullable(brokenSince);
    }

    /** What was read before the file broke may be older than what another Nightcall could read since. */
    private void follow(String digest) {
        Optional<String> newest = kept.digest().filter(other -> !other.equals(digest) && !other.equals(unreadable));
        try {
            newest.flatMap(other -> kept.text()).ifPresent(file::follow);
        } catch (OnCallException e) {
            unreadable = newest.orElse(null);
            LOG.warn("the plan that another Nightcall has put into force cannot be read here: {}", e.getMessage());
        }
    }

    private void keep(OnCallFile.InForce inForce, String digest, FleetPlans fleet, boolean changed) {
        Optional<String> before = kept.digest();
        boolean same = before.filter(digest::equals).isPresent();
        if (same ? kept.isOld() : inForce.fromFile() && fleet.keeps(kept.knows(digest), changed && inForce.takenUp())) {
            kept.keep(inForce.text());
        }
    }

    private void compare(FleetPlans fleet, Instant now) {
        meters.plansInForce(fleet.plans());
        if (fleet.agree()) {
            if (differs) {
                LOG.info("all Nightcalls have the same plan in force again");
            }
            differentSince = null;
            differs = false;
        } else {
            differentSince = differentSince == null ? now : differentSince;
            if (!differs && !now.isBefore(differentSince.plus(times.differAfter()))) {
                differs = true;
                LOG.warn("{} different plans are in force in {} Nightcalls since {}: is the same oncall.yaml everywhere?",
                        fleet.plans(), fleet.reports().size(), differentSince);
            }
        }
    }
}
