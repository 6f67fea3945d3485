package dev.nightcall.console;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.nightcall.call.PhoneNumber;
import dev.nightcall.duty.PlanInForce;
import dev.nightcall.intake.BadRequestException;
import dev.nightcall.oncall.Engineer;
import dev.nightcall.oncall.OnCall;
import dev.nightcall.oncall.OnCallFile;
import dev.nightcall.oncall.Policy;
import dev.nightcall.oncall.Schedule;
import dev.nightcall.oncall.Step;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** {@code /api/oncall}: who is reached at a time. */
public final class OnCallApi {

    private static final String CALL = "call:";
    private final OnCallFile file;
    private final PlanInForce inForce;
    private final Clock clock;

    /**
     * @param problem  why the file, as it is now, is not in force; null when it is
     * @param warnings what looks wrong in the plan in force
     */
    public record Plan(Instant at, String problem, List<String> warnings, List<EngineerView> engineers,
                       Map<String, List<String>> teams, List<ScheduleView> schedules, List<PolicyView> policies) {
    }

    /**
     * A schedule at the time.
     *
     * @param engineers ids of who is on duty; empty when nobody is
     * @param until     when that changes; null when it does not within a year
     */
    public record ScheduleView(String name, ZoneId timezone, List<String> engineers, Instant until) {
    }

    /**
     * @param phones      masked, all of them in their order
     * @param phone       masked, the one that is called in the first round at the time; null when none is
     * @param unreachable why no phone is called at the time; null when one is
     */
    public record EngineerView(String id, String name, String language, List<String> phones, String phone,
                               String unreachable) {
    }

    /** A policy and who its recipients are at the time. */
    public record PolicyView(String name, Duration groupWait, Duration ackTimeout, int rounds, Duration pause,
                             List<StepView> steps, List<RecipientView> fallback) {
    }

    /** A step and who its recipients are at the time. */
    public record StepView(List<RecipientView> recipients, @JsonProperty("wait") Duration waitTime) {
    }

    /**
     * @param engineers ids of whom it phones; null when it phones nobody but is a channel
     * @param missing   why it does not phone others who are meant, by id; null when it is a channel
     */
    public record RecipientView(String recipient, List<String> engineers, Map<String, String> missing) {
    }

    public OnCallApi(OnCallFile file, PlanInForce inForce, Clock clock) {
        this.file = file;
        this.inForce = inForce;
        this.clock = clock;
    }

    /** The plan in force. */
    public Plan show(ApiRequest request) {
        Instant at = request.parameter("at").map(OnCallApi::time).orElseGet(clock::instant);
        OnCall plan = inForce.get();
        Map<String, List<String>> teams = new LinkedHashMap<>();
        plan.teams().forEach((name, members) -> teams.put(name, ids(members)));
        return new Plan(at, file.problem().orElse(null), warnings(plan),
                plan.engineers().stream().map(engineer -> view(engineer, at)).toList(), teams,
                plan.schedules().stream().map(schedule -> view(schedule, at)).toList(),
                plan.policies().stream().map(policy -> view(plan, policy, at)).toList());
    }

    /** Those of the file, and those that come and go with time. */
    private List<String> warnings(OnCall plan) {
        Instant now = clock.instant();
        Stream<String> maintenance = plan.maintenance().stream().flatMap(window -> window.warning(now).stream());
        return Stream.of(plan.warnings().stream(), maintenance, inForce.warnings(now).stream()).flatMap(all -> all).toList();
    }

    private static EngineerView view(Engineer engineer, Instant at) {
        return new EngineerView(engineer.id(), engineer.name(), engineer.language().toLanguageTag(),
                engineer.phones().stream().map(phone -> PhoneNumber.masked(phone.number())).toList(),
                engineer.phone(1, at).map(phone -> PhoneNumber.masked(phone.number())).orElse(null),
                engineer.unreachable(at).orElse(null));
    }

    private static ScheduleView view(Schedule schedule, Instant at) {
        return new ScheduleView(schedule.name(), schedule.timezone(), ids(schedule.at(at)), schedule.until(at).orElse(null));
    }

    private static PolicyView view(OnCall plan, Policy policy, Instant at) {
        return new PolicyView(policy.name(), policy.groupWait(), policy.ackTimeout(), policy.rounds(), policy.pause(),
                policy.steps().stream().map(step -> view(plan, step, at)).toList(),
                policy.fallback().stream().map(recipient -> view(plan, recipient, at)).toList());
    }

    private static StepView view(OnCall plan, Step step, Instant at) {
        return new StepView(step.recipients().stream().map(recipient -> view(plan, recipient, at)).toList(),
                step.waitTime());
    }

    private static RecipientView view(OnCall plan, String recipient, Instant at) {
        if (!recipient.startsWith(CALL)) {
            return new RecipientView(recipient, null, null);
        }
        String name = recipient.substring(CALL.length());
        return new RecipientView(recipient, ids(plan.reach(name, at)), plan.missing(name, at));
    }

    private static List<String> ids(List<Engineer> engineers) {
        return engineers.stream().map(Engineer::id).toList();
    }

    private static Instant time(String text) {
        try {
            OffsetDateTime time = OffsetDateTime.parse(text);
            if (time.getYear() < 2000 || time.getYear() > 2100) {
                throw new BadRequestException("at", "must be between 2000 and 2100, as calendars are");
            }
            return time.toInstant();
        } catch (DateTimeException e) {
            throw new BadRequestException("at", "must be a time with an offset, as in 2026-11-22T03:10:00+09:00");
        }
    }
}
