package dev.nightcall.console;

import dev.nightcall.duty.DutyOverride;
import dev.nightcall.duty.PlanInForce;
import dev.nightcall.intake.BadRequestException;
import dev.nightcall.intake.ConflictException;
import dev.nightcall.intake.NoSuchThingException;
import dev.nightcall.oncall.Engineer;
import dev.nightcall.oncall.OnCall;
import dev.nightcall.oncall.OnCallFile;
import dev.nightcall.oncall.Schedule;
import dev.nightcall.oncall.ScheduleOverride;
import dev.nightcall.settings.Spelling;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

/** {@code /api/schedules/NAME/overrides}: somebody takes somebody's duty. */
public final class OverridesApi {

    private static final int ID = 5;
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_REASON = 500;
    private static final Duration LONGEST = Duration.ofDays(366);
    private static final String LOCAL = "\\d{4}-\\d{2}-\\d{2}[T ]\\d{2}:\\d{2}(:\\d{2})?";

    private final OnCallFile file;
    private final PlanInForce plan;
    private final Actors actors;
    private final Clock clock;

    /** Those that are not over. */
    public record Listing(List<View> overrides) {
    }

    /**
     * @param id        null when it is the file's
     * @param source    {@code file} or {@code api}
     * @param problem   why it is not in force, or not all the time; null when it is
     * @param warning   what is worth a look in one that has just begun; null when there is nothing, and in lists
     */
    public record View(String id, String source, Instant from, Instant to, String engineer, String insteadOf, String by,
                       String reason, Instant createdAt, String problem, String warning) {
    }

    public OverridesApi(OnCallFile file, PlanInForce plan, Actors actors, Clock clock) {
        this.file = file;
        this.plan = plan;
        this.actors = actors;
        this.clock = clock;
    }

    /** By their beginning. @throws NoSuchThingException when there is no such schedule, and no override of it is left */
    public Listing list(ApiRequest request) {
        String name = request.id();
        Instant now = clock.instant();
        List<View> views = new ArrayList<>();
        file.get().schedule(name).ifPresent(schedule -> schedule.overrides().stream()
                .filter(override -> override.to().isAfter(now)).map(OverridesApi::view).forEach(views::add));
        plan.of(name, now).stream().map(this::view).forEach(views::add);
        if (views.isEmpty()) {
            schedule(name);
        }
        views.sort(Comparator.comparing(View::from));
        return new Listing(views);
    }

    /** Puts one in force; the same one said again is the same one. @throws ConflictException when another is in its way */
    public View add(ApiRequest request) {
        DutyOverride override = read(request);
        plan.add(override).ifPresent(obstacle -> {
            throw new ConflictException(obstacle);
        });
        return view(override, warning(override));
    }

    /** Ends one by the API. @throws NoSuchThingException when there is none, or it is the file's */
    public void remove(ApiRequest request) {
        if (!plan.remove(request.id(), request.part(ID))) {
            throw new NoSuchThingException("override " + request.part(ID) + " of schedule " + request.id() + " by the API");
        }
    }

    private DutyOverride read(ApiRequest request) {
        Schedule schedule = schedule(request.id());
        ApiBody body = ApiBody.of(request, "from", "to", "engineer", "insteadOf", "by", "reason");
        Instant from = time(body, "from", schedule);
        Instant to = time(body, "to", schedule);
        if (!to.isAfter(from)) {
            throw new BadRequestException("/to", "must be after from");
        }
        if (Duration.between(from, to).compareTo(LONGEST) > 0) {
            throw new BadRequestException("/to", "must be at most a year after from");
        }
        Instant now = clock.instant();
        if (!to.isAfter(now)) {
            throw new BadRequestException("/to", "must be in the future");
        }
        String engineer = engineer(body, "engineer").id();
        String insteadOf = body.has("insteadOf") ? onDuty(body, schedule).id() : null;
        String by = actors.by(request, body);
        String reason = body.text("reason", 1, LONGEST_REASON);
        String all = Stream.of(schedule.name(), from, to, engineer, insteadOf, by, reason).map(Objects::toString)
                .reduce("", (one, other) -> one + "\n" + other);
        String id = UUID.nameUUIDFromBytes(all.getBytes(StandardCharsets.UTF_8)).toString();
        return new DutyOverride(schedule.name(), id, from, to, engineer, insteadOf, by, reason, now);
    }

    /** By the file: once it is in force, nobody is on duty whom it replaces. */
    private String warning(DutyOverride override) {
        boolean nobody = override.insteadOf() != null
                && schedule(override.schedule()).shifts(override.from(), override.to()).stream()
                .noneMatch(shift -> shift.engineer().id().equals(override.insteadOf()));
        return nobody ? override.insteadOf() + " is not on duty then, so nobody's duty changes hands" : null;
    }

    private Schedule schedule(String name) {
        OnCall known = file.get();
        return known.schedule(name).orElseThrow(() -> new NoSuchThingException("schedule " + name
                + Spelling.hint(name, known.schedules().stream().map(Schedule::name).toList())));
    }

    private Engineer engineer(ApiBody body, String field) {
        String id = body.text(field, 1, LONGEST_NAME);
        OnCall known = file.get();
        return known.engineer(id).orElseThrow(() -> new BadRequestException("/" + field, "must be an engineer's id; " + id
                + " is none" + Spelling.hint(id, known.engineers().stream().map(Engineer::id).toList())));
    }

    private Engineer onDuty(ApiBody body, Schedule schedule) {
        Engineer engineer = engineer(body, "insteadOf");
        if (!schedule.hasTurnsOf(engineer)) {
            throw new BadRequestException("/insteadOf", "must be on a layer of the schedule; " + engineer.id() + " is on none"
                    + Spelling.hint(engineer.id(), file.get().engineers().stream().filter(schedule::hasTurnsOf)
                            .map(Engineer::id).toList()));
        }
        return engineer;
    }

    private static Instant time(ApiBody body, String field, Schedule schedule) {
        String text = body.text(field, 1, LONGEST_NAME);
        try {
            Instant time = text.matches(LOCAL) ? schedule.instant(LocalDateTime.parse(text.replace(' ', 'T')))
                    : OffsetDateTime.parse(text).toInstant();
            int year = time.atZone(schedule.timezone()).getYear();
            if (year < 2000 || year > 2100) {
                throw new BadRequestException("/" + field, "must be between 2000 and 2100");
            }
            return time.truncatedTo(ChronoUnit.SECONDS);
        } catch (DateTimeException e) {
            throw new BadRequestException("/" + field, "must be a local time of the schedule, as in 2026-11-22T06:00, or one "
                    + "with an offset, as in 2026-11-22T06:00:00+09:00");
        }
    }

    private static View view(ScheduleOverride override) {
        return new View(null, "file", override.from(), override.to(), override.engineer().id(),
                override.insteadOf() == null ? null : override.insteadOf().id(), override.by(), override.reason(), null,
                null, null);
    }

    private View view(DutyOverride override) {
        return view(override, null);
    }

    private View view(DutyOverride override, String warning) {
        return new View(override.id(), "api", override.from(), override.to(), override.engineer(), override.insteadOf(),
                override.by(), override.reason(), override.createdAt(), plan.problem(override).orElse(null), warning);
    }
}
