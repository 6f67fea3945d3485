package dev.nightcall.console;

import dev.nightcall.intake.NoSuchThingException;
import dev.nightcall.oncall.Engineer;
import dev.nightcall.oncall.OnCall;
import dev.nightcall.oncall.Schedule;
import dev.nightcall.oncall.Shift;

import java.time.Clock;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.function.Supplier;

/** {@code /api/schedules/NAME.ics} and {@code /api/engineers/ID.ics}: who is on duty when, for calendar programs. */
public final class ShiftsApi {

    private static final String SUFFIX = ".ics";
    private static final int MONTHS_BEFORE = 1;
    private static final int MONTHS_AHEAD = 13;

    private final Supplier<OnCall> onCall;
    private final Clock clock;

    public ShiftsApi(Supplier<OnCall> onCall, Clock clock) {
        this.onCall = onCall;
        this.clock = clock;
    }

    /** Everybody's shifts in a schedule. @throws NoSuchThingException when there is no such schedule */
    public String ofSchedule(ApiRequest request) {
        String name = name(request);
        Schedule schedule = onCall.get().schedule(name).orElseThrow(() -> new NoSuchThingException("schedule " + name));
        ShiftCalendar calendar = new ShiftCalendar(name, now());
        shifts(schedule).forEach(shift -> calendar.add(schedule, shift));
        return calendar.text();
    }

    /** Somebody's shifts in all schedules. @throws NoSuchThingException when there is no such engineer */
    public String ofEngineer(ApiRequest request) {
        String id = name(request);
        OnCall plan = onCall.get();
        Engineer engineer = plan.engineer(id).orElseThrow(() -> new NoSuchThingException("engineer " + id));
        ShiftCalendar calendar = new ShiftCalendar(engineer.name(), now());
        for (Schedule schedule : plan.schedules()) {
            shifts(schedule).stream().filter(shift -> shift.engineer().equals(engineer))
                    .forEach(shift -> calendar.add(schedule, shift));
        }
        return calendar.text();
    }

    /** Whole months, so that what is cut at their ends stays the same for a month. */
    private List<Shift> shifts(Schedule schedule) {
        ZonedDateTime month = now().atZone(schedule.timezone()).with(TemporalAdjusters.firstDayOfMonth())
                .truncatedTo(ChronoUnit.DAYS);
        return schedule.shifts(month.minusMonths(MONTHS_BEFORE).toInstant(), month.plusMonths(MONTHS_AHEAD).toInstant());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    private static String name(ApiRequest request) {
        String file = request.id();
        if (!file.endsWith(SUFFIX)) {
            throw new NoSuchThingException(file + "; calendars end in " + SUFFIX);
        }
        return file.substring(0, file.length() - SUFFIX.length());
    }
}
