package dev.nightcall.oncall;

import dev.nightcall.alert.Alert;
import dev.nightcall.alert.Form;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who is called about what: {@code oncall.yaml} as it was read, never half of it and never changed afterwards, but for what
 * its {@link #feeds() feeds} say.
 */
public final class OnCall {

    static final String DEFAULT_POLICY = "default";

    private final ZoneId timezone;
    private final Locale language;
    private final Map<String, Engineer> engineers;
    private final Map<String, List<Engineer>> teams;
    private final Map<String, Schedule> schedules;
    private final Map<String, Policy> policies;
    private final List<Rule> rules;
    private final List<String> catchAll;
    private final List<Dependency> dependencies;
    private final List<MaintenanceWindow> maintenance;
    private final List<String> warnings;
    private final PlanFeeds feeds;

    /** The maps keep their order, which is the file's. A policy called {@value #DEFAULT_POLICY} is among them. */
    OnCall(ZoneId timezone, Locale language, Map<String, Engineer> engineers, Map<String, List<Engineer>> teams,
           Map<String, Schedule> schedules, Map<String, Policy> policies, List<Rule> rules, List<String> catchAll,
           List<Dependency> dependencies, List<MaintenanceWindow> maintenance, List<String> warnings, PlanFeeds feeds) {
        this.timezone = timezone;
        this.language = language;
        this.engineers = new LinkedHashMap<>(engineers);
        this.teams = new LinkedHashMap<>(teams);
        this.schedules = new LinkedHashMap<>(schedules);
        this.policies = new LinkedHashMap<>(policies);
        this.rules = List.copyOf(rules);
        this.catchAll = List.copyOf(catchAll);
        this.dependencies = List.copyOf(dependencies);
        this.maintenance = List.copyOf(maintenance);
        this.warnings = List.copyOf(warnings);
        this.feeds = feeds;
    }

    /**
     * Reads a plan. What it has on the web stays unread.
     *
     * @param file how messages name the text
     * @throws OnCallException with everything that is wrong with it
     */
    public static OnCall parse(String file, String yaml) {
        return parse(file, yaml, Feeds.none());
    }

    /** The same, with what it has elsewhere. @param feeds reads that */
    public static OnCall parse(String file, String yaml, Feeds feeds) {
        return parse(file, yaml, feeds, Routes.any());
    }

    /** The same, for the routes that there are. */
    static OnCall parse(String file, String yaml, Feeds feeds, Routes routes) {
        OnCall plan = new OnCallReader(file, feeds, routes).read(yaml);
        feeds.use(plan.feeds());
        return plan;
    }

    /**
     * This plan with more overrides.
     *
     * @param more by the schedule's name; where they contradict each other the first one is in force, and where they
     *             contradict the file's, these are
     */
    public OnCall with(Map<String, List<ScheduleOverride>> more) {
        Map<String, Schedule> changed = new LinkedHashMap<>(schedules);
        changed.replaceAll((name, schedule) -> more.containsKey(name) ? schedule.with(more.get(name)) : schedule);
        return new OnCall(timezone, language, engineers, teams, changed, policies, rules, catchAll, dependencies,
                maintenance, warnings, feeds);
    }

    /** In which local times without an offset are meant. */
    public ZoneId timezone() {
        return timezone;
    }

    /** Spoken to whoever has no language of their own. */
    public Locale language() {
        return language;
    }

    /** How an incident that this alert opens at a moment escalates: by the first rule that matches, else by the default. */
    public Policy policyFor(Alert alert, Instant at) {
        return rules.stream()
                .filter(rule -> rule.matches(alert, at))
                .findFirst()
                .map(rule -> policies.get(rule.policy()))
                .orElseGet(() -> policies.get(DEFAULT_POLICY));
    }

    /** Alerts of one group share an incident. With {@code groupBy: [system]} its name is the system's. */
    public String groupOf(Alert alert, Instant at) {
        Policy policy = policyFor(alert, at);
        return policy.groupsBySystem() ? Form.name(alert.system()) : Group.name(policy.groupBy(), alert);
    }

    /** Recipients who are called when no step of a policy can phone anybody; may be empty. */
    public List<String> catchAll() {
        return catchAll;
    }

    /** Under what names the causes of this alert are found, see {@link #asCause}. */
    public List<String> causesOf(Alert alert) {
        return dependencies.stream().flatMap(dependency -> dependency.causeOf(alert).stream()).distinct().toList();
    }

    /** Under what names this alert is found as the cause of others; short, and the same wherever this plan is read. */
    public List<String> asCause(Alert alert) {
        return dependencies.stream().flatMap(dependency -> dependency.asCause(alert).stream()).distinct().toList();
    }

    /** When nobody is called about what; in the file's order. */
    public List<MaintenanceWindow> maintenance() {
        return maintenance;
    }

    /** Whether an alert about the same thing may belong to another group, as by another severity or at another time of day. */
    public boolean hasOtherGroups() {
        return policies.values().stream().anyMatch(policy -> !policy.groupsBySystem());
    }

    /** Whether any alert is the consequence of another. */
    public boolean hasDependencies() {
        return !dependencies.isEmpty();
    }

    /**
     * Whom {@code call:NAME} phones at a moment.
     *
     * @param name an engineer's, a team's or a schedule's
     * @return in the order they are to be phoned, without those who are not to be called then; empty when nobody is on duty,
     *         or nothing has that name (any more)
     */
    public List<Engineer> reach(String name, Instant at) {
        return meant(name, at).stream().filter(engineer -> engineer.unreachable(at).isEmpty()).toList();
    }

    /**
     * Who is behind {@code call:NAME} and yet not phoned at a moment.
     *
     * @return why, by id, as {@code on leave until 2026-12-05}
     */
    public Map<String, String> missing(String name, Instant at) {
        Map<String, String> reasons = new LinkedHashMap<>();
        meant(name, at).forEach(engineer -> engineer.unreachable(at).ifPresent(reason -> reasons.put(engineer.id(), reason)));
        if (meant(name, at).isEmpty()) {
            reasons.put(name, schedules.containsKey(name) ? "nobody is on duty" : "not in oncall.yaml any more");
        }
        return Collections.unmodifiableMap(reasons);
    }

    /** Whether any of these recipients phones somebody at a moment. */
    public boolean phonesSomebody(Collection<String> recipients, Instant at) {
        return recipients.stream().filter(Recipients::isCall).anyMatch(call -> !reach(Recipients.named(call), at).isEmpty());
    }

    private List<Engineer> meant(String name, Instant at) {
        return schedules.containsKey(name) ? schedules.get(name).at(at) : members(name);
    }

    /** An engineer, or all of a team; empty when neither has that name. */
    public List<Engineer> members(String name) {
        return engineers.containsKey(name) ? List.of(engineers.get(name)) : teams.getOrDefault(name, List.of());
    }

    /**
     * What looks wrong in the file and is no reason to refuse it, and what of it cannot be read elsewhere at the moment, as
     * {@code file:line: path: text}.
     */
    public List<String> warnings() {
        return Stream.concat(warnings.stream(), feeds.warnings().stream()).toList();
    }

    /** What it has elsewhere, on the web, in other files or in AWS. */
    public List<Feed<?>> feeds() {
        return feeds.all();
    }

    void lookAtFiles() {
        feeds.lookAtFiles();
    }

    public Optional<Engineer> engineer(String id) {
        return Optional.ofNullable(engineers.get(id));
    }

    /** In the file's order. */
    public Collection<Engineer> engineers() {
        return List.copyOf(engineers.values());
    }

    /** By name, in the file's order. */
    public Map<String, List<Engineer>> teams() {
        return Collections.unmodifiableMap(teams);
    }

    /** In the file's order. */
    public Collection<Schedule> schedules() {
        return List.copyOf(schedules.values());
    }

    public Optional<Schedule> schedule(String name) {
        return Optional.ofNullable(schedules.get(name));
    }

    /** In the file's order. */
    public Collection<Policy> policies() {
        return List.copyOf(policies.values());
    }

    /**
     * Who is told of what belongs to no incident: the channels among the fallback of all policies; where no policy has any, all
     * channels of all policies.
     */
    public List<String> channelsOfAll() {
        List<String> fallback = policies.values().stream().flatMap(policy -> policy.fallback().stream())
                .filter(recipient -> !Recipients.isCall(recipient)).distinct().toList();
        return !fallback.isEmpty() ? fallback : policies.values().stream().flatMap(policy -> policy.channels().stream())
                .map(Channel::recipient).distinct().toList();
    }
}
