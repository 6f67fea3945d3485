package dev.nightcall.oncall.check;

import dev.nightcall.oncall.Engineer;
import dev.nightcall.oncall.OnCall;
import dev.nightcall.oncall.Policy;
import dev.nightcall.oncall.Recipients;
import dev.nightcall.oncall.Schedule;
import dev.nightcall.oncall.Shift;

import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Whether there is somebody at every moment of a time: on duty in each schedule, and to be phoned by each policy. Shifts and
 * engineers say so themselves, as they do at night; here their times are only put together.
 */
public final class Coverage {

    private final OnCall plan;
    private final Span all;
    private final Absences absences;
    private final Map<String, Map<Engineer, List<Span>>> duties = new HashMap<>();
    private final Map<String, List<Span>> reachable = new HashMap<>();

    /**
     * A schedule's gaps.
     *
     * @param nobody    when nobody is on duty
     * @param total     how long that is
     * @param notCalled when somebody is on duty who cannot be called
     */
    public record OfSchedule(String schedule, ZoneId timezone, List<Span> nobody, Duration total, List<NotCalled> notCalled) {
    }

    /** Somebody on duty who cannot be called. @param reason as {@code on leave until 2026-12-05} */
    public record NotCalled(String engineer, Span when, String reason) {
    }

    /**
     * A policy's gaps.
     *
     * @param phones whether it names anybody to phone at all
     * @param nobody when nobody whom it names can be phoned; empty when it has only channels
     * @param total  how long that is
     */
    public record OfPolicy(String policy, boolean phones, List<Span> nobody, Duration total) {
    }

    public Coverage(OnCall plan, Span all) {
        this.plan = plan;
        this.all = all;
        this.absences = new Absences(all);
    }

    /** In the file's order. */
    public List<OfSchedule> schedules() {
        return plan.schedules().stream().map(this::schedule).toList();
    }

    /** In the file's order. */
    public List<OfPolicy> policies() {
        return plan.policies().stream().map(this::policy).toList();
    }

    /** When this engineer can be called. */
    public List<Span> reachable(Engineer engineer) {
        return absences.reachable(engineer);
    }

    /** When any of these recipients, or of those behind them, can be phoned. Channels phone nobody. */
    public List<Span> reachable(Collection<String> recipients) {
        return Spans.union(recipients.stream().filter(Recipients::isCall).map(Recipients::named)
                .flatMap(name -> reachable(name).stream()).toList());
    }

    private OfSchedule schedule(Schedule schedule) {
        Map<Engineer, List<Span>> onDuty = duties(schedule);
        List<Span> nobody = Spans.without(all, Spans.union(onDuty.values().stream().flatMap(List::stream).toList()));
        List<NotCalled> notCalled = new ArrayList<>();
        onDuty.forEach((engineer, spans) -> notCalled.addAll(notCalled(engineer, spans)));
        notCalled.sort(Comparator.comparing(found -> found.when().from()));
        return new OfSchedule(schedule.name(), schedule.timezone(), nobody, Spans.total(nobody), List.copyOf(notCalled));
    }

    private List<NotCalled> notCalled(Engineer engineer, List<Span> onDuty) {
        List<NotCalled> found = new ArrayList<>();
        for (Absences.Missing missing : absences.of(engineer)) {
            for (Span span : Spans.both(List.of(missing.when()), onDuty)) {
                found.add(new NotCalled(engineer.id(), span, missing.reason()));
            }
        }
        return found;
    }

    private OfPolicy policy(Policy policy) {
        List<String> recipients = Stream.concat(policy.steps().stream().flatMap(step -> step.recipients().stream()),
                policy.fallback().stream()).toList();
        return recipients(policy.name(), recipients);
    }

    /** The same of any recipients. */
    OfPolicy recipients(String name, List<String> recipients) {
        boolean phones = Recipients.phone(recipients);
        List<Span> nobody = phones ? Spans.without(all, reachable(recipients)) : List.of();
        return new OfPolicy(name, phones, nobody, Spans.total(nobody));
    }

    /** By the name of an engineer, a team or a schedule. */
    private List<Span> reachable(String name) {
        List<Span> known = reachable.get(name);
        if (known == null) {
            known = Spans.union(find(name));
            reachable.put(name, known);
        }
        return known;
    }

    private List<Span> find(String name) {
        Schedule schedule = plan.schedule(name).orElse(null);
        if (schedule == null) {
            return plan.members(name).stream().flatMap(engineer -> reachable(engineer).stream()).toList();
        }
        List<Span> found = new ArrayList<>();
        duties(schedule).forEach((engineer, spans) -> found.addAll(Spans.both(spans, reachable(engineer))));
        return found;
    }

    private Map<Engineer, List<Span>> duties(Schedule schedule) {
        return duties.computeIfAbsent(schedule.name(), name -> {
            Map<Engineer, List<Span>> spans = new LinkedHashMap<>();
            for (Shift shift : schedule.shifts(all.from(), all.to())) {
                spans.computeIfAbsent(shift.engineer(), engineer -> new ArrayList<>())
                        .add(new Span(shift.from(), shift.to()));
            }
            spans.replaceAll((engineer, shifts) -> Spans.union(shifts));
            return spans;
        });
    }
}
