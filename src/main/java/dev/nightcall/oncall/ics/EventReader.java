package dev.nightcall.oncall.ics;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the events of a calendar. What is wrong with one of them does not count, and the others do. */
final class EventReader {

    private static final int MAX_TITLE = 200;
    private static final int SHOWN = 60;
    private static final int MAX_DATES = 20_000;
    private static final int MAX_RECURRING = 1000;
    private static final int MAX_WARNINGS = 10;
    private static final Duration LONGEST_AGAIN = Duration.ofDays(366);

    private final ZoneRules local;
    private final Zones zones;
    private final boolean free;
    private final List<Event> events = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private int dates;
    private int recurring;
    private int notCounted;
    private int moreWarnings;

    /** @param local of days and of times without a zone. @param free whether events that leave one free count as well */
    EventReader(ZoneRules local, Zones zones, boolean free) {
        this.local = local;
        this.zones = zones;
        this.free = free;
    }

    List<Event> read(List<Component> components) {
        Map<String, List<Event>> byUid = new HashMap<>();
        for (Component component : components) {
            Optional<Event> event = guarded(component);
            if (component.line("RECURRENCE-ID").isEmpty() && event.isPresent()) {
                byUid.computeIfAbsent(component.value("UID"), uid -> new ArrayList<>()).add(event.get());
            }
            if (event.isPresent() && counts(component)) {
                events.add(event.get());
            }
        }
        components.stream().filter(c -> c.line("RECURRENCE-ID").isPresent() && c.line("UID").isPresent())
                .forEach(c -> standsFor(c, byUid.getOrDefault(c.value("UID"), List.of())));
        if (events.isEmpty() && notCounted > 0) {
            warnings.add("all of its events leave one free (TRANSP:TRANSPARENT), so that none counts; "
                    + "countFree: true counts them");
        }
        if (moreWarnings > 0) {
            warnings.add("and " + moreWarnings + " more of its events");
        }
        return events;
    }

    List<String> warnings() {
        return warnings;
    }

    private boolean counts(Component component) {
        if (component.value("STATUS").equalsIgnoreCase("CANCELLED")) {
            return false;
        }
        if (!free && component.value("TRANSP").equalsIgnoreCase("TRANSPARENT")) {
            notCounted++;
            return false;
        }
        return true;
    }

    private Optional<Event> guarded(Component component) {
        try {
            return event(component);
        } catch (DateTimeException e) {
            warn(component, "does not count: one of its times cannot be understood");
        } catch (IcsException e) {
            throw e;
        } catch (RuntimeException e) {
            warn(component, "does not count: it cannot be understood");
        }
        return Optional.empty();
    }

    private Optional<Event> event(Component component) {
        Optional<ContentLine> begin = component.line("DTSTART");
        if (begin.isEmpty()) {
            warn(component, "does not count: it has no DTSTART");
            return Optional.empty();
        }
        Moment start = moment(component, begin.get(), begin.get().value());
        Length length = length(component, start);
        if (length.isNegative()) {
            warn(component, "does not count: it ends before it begins");
            return Optional.empty();
        }
        Recurrence recurrence = null;
        if (component.line("RRULE").isPresent()) {
            try {
                recurrence = recurrence(component, start, length);
            } catch (IllegalArgumentException e) {
                warn(component, "does not count: its RRULE " + e.getMessage());
                return Optional.empty();
            }
        }
        Event event = new Event(title(component), start, length, recurrence, extras(component, length));
        dates(component, "EXDATE").forEach(event::leaveOut);
        return Optional.of(event);
    }

    private Recurrence recurrence(Component component, Moment start, Length length) {
        recurring++;
        if (recurring > MAX_RECURRING) {
            throw new IcsException("has more than " + MAX_RECURRING + " events that recur");
        }
        if (length.isLongerThan(LONGEST_AGAIN)) {
            throw new IllegalArgumentException("repeats what lasts longer than a year");
        }
        try {
            return new Recurrence(component.value("RRULE"), start);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("has something else where a number must be", e);
        }
    }

    private Length length(Component component, Moment start) {
        Optional<ContentLine> end = component.line("DTEND");
        if (end.isPresent()) {
            return Length.between(start, moment(component, end.get(), end.get().value()));
        }
        String duration = component.value("DURATION");
        return !duration.isEmpty() ? Length.parse(duration) : start.date() ? Length.DAY : Length.NONE;
    }

    /** RDATE, which may also be periods: {@code 20261122T090000Z/PT8H}. */
    private List<Event.Extra> extras(Component component, Length length) {
        List<Event.Extra> extras = new ArrayList<>();
        component.lines("RDATE").forEach(line -> {
            for (String value : line.value().split(",")) {
                count();
                int slash = value.indexOf('/');
                Moment start = moment(component, line, slash < 0 ? value : value.substring(0, slash));
                String end = value.substring(slash + 1);
                extras.add(new Event.Extra(start, slash < 0 ? length
                        : end.startsWith("P") ? Length.parse(end) : Length.between(start, moment(component, line, end))));
            }
        });
        return extras;
    }

    private List<Moment> dates(Component component, String property) {
        List<Moment> moments = new ArrayList<>();
        component.lines(property).forEach(line -> {
            for (String value : line.value().split(",")) {
                count();
                moments.add(moment(component, line, value));
            }
        });
        return moments;
    }

    /** A changed, moved or cancelled one instead of the one that the others would have had then. */
    private void standsFor(Component component, List<Event> originals) {
        try {
            dates(component, "RECURRENCE-ID").forEach(moment -> originals.forEach(event -> event.leaveOut(moment)));
            if (component.line("RECURRENCE-ID").filter(line -> line.parameter("RANGE") != null).isPresent()) {
                warn(component, "changes one time only: RANGE=THISANDFUTURE is not followed");
            }
        } catch (DateTimeException e) {
            warn(component, "replaces nothing: its RECURRENCE-ID cannot be understood");
        }
    }

    private Moment moment(Component component, ContentLine line, String value) {
        String tzid = line.parameter("TZID");
        if (tzid == null || value.strip().endsWith("Z")) {
            return Moment.parse(value, local);
        }
        Optional<ZoneRules> rules = zones.rules(tzid);
        if (rules.isEmpty()) {
            warn(component, "is taken for local time: nobody knows the time zone "
                    + new ContentLine(0, "", Map.of(), tzid).text(SHOWN));
        }
        return Moment.parse(value, rules.orElse(local));
    }

    private void count() {
        dates++;
        if (dates > MAX_DATES) {
            throw new IcsException("has more than " + MAX_DATES + " dates in RDATE and EXDATE");
        }
    }

    private static String title(Component component) {
        return component.line("SUMMARY").map(line -> line.text(MAX_TITLE)).orElse("");
    }

    private void warn(Component component, String what) {
        String title = title(component);
        String warning = "event \"" + title.substring(0, Math.min(SHOWN, title.length())) + "\" of " + day(component) + " "
                + what;
        if (warnings.contains(warning)) {
            return;
        }
        if (warnings.size() < MAX_WARNINGS) {
            warnings.add(warning);
        } else {
            moreWarnings++;
        }
    }

    private static String day(Component component) {
        String start = component.value("DTSTART");
        if (!start.matches("\\d{8}.*")) {
            return "an unknown day";
        }
        return start.substring(0, 4) + "-" + start.substring(4, 6) + "-" + start.substring(6, 8);
    }
}
