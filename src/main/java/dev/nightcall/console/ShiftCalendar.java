package dev.nightcall.console;

import dev.nightcall.oncall.Schedule;
import dev.nightcall.oncall.ScheduleOverride;
import dev.nightcall.oncall.Shift;
import net.fortuna.ical4j.data.CalendarOutputter;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.component.VEvent;
import net.fortuna.ical4j.model.property.Description;
import net.fortuna.ical4j.model.property.DtEnd;
import net.fortuna.ical4j.model.property.DtStamp;
import net.fortuna.ical4j.model.property.DtStart;
import net.fortuna.ical4j.model.property.ProdId;
import net.fortuna.ical4j.model.property.Summary;
import net.fortuna.ical4j.model.property.Uid;
import net.fortuna.ical4j.model.property.XProperty;
import net.fortuna.ical4j.model.property.immutable.ImmutableTransp;
import net.fortuna.ical4j.model.property.immutable.ImmutableVersion;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;

/** Shifts as a calendar program reads them (RFC 5545). Telephone numbers are not in it. */
final class ShiftCalendar {

    private final Calendar calendar = new Calendar();
    private final Instant now;

    /** @param name as calendar programs show it */
    ShiftCalendar(String name, Instant now) {
        this.now = now;
        calendar.add(new ProdId("-//Nightcall//Shifts//EN"));
        calendar.add(ImmutableVersion.VERSION_2_0);
        // Not in the RFC, but what programs look at.
        calendar.add(new XProperty("X-WR-CALNAME", name));
    }

    /** A shift keeps its UID as long as it begins at the same time, so that it does not come twice. */
    void add(Schedule schedule, Shift shift) {
        VEvent event = new VEvent(false);
        event.add(new Uid(schedule.name() + "-" + shift.engineer().id() + "-" + shift.from().getEpochSecond() + "@nightcall"));
        event.add(new DtStamp(now));
        event.add(new DtStart<>(shift.from()));
        event.add(new DtEnd<>(shift.to()));
        event.add(new Summary(shift.engineer().name() + " (" + schedule.name() + ")"));
        event.add(new Description(shift.override() == null ? shift.layer() : why(shift.override())));
        // On duty is not busy.
        event.add(ImmutableTransp.TRANSPARENT);
        calendar.add(event);
    }

    private static String why(ScheduleOverride override) {
        return (override.insteadOf() == null ? "" : "instead of " + override.insteadOf().name() + ": ")
                + override.reason() + " (" + override.by() + ")";
    }

    /** The whole of it. */
    String text() {
        try {
            StringWriter text = new StringWriter();
            new CalendarOutputter(false).output(calendar, text);
            return text.toString();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot happen in memory", e);
        }
    }
}
