package dev.nightcall.oncall.ics;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The events and time zones of a text, line by line. ical4j's own parser calls itself for every component within another,
 * and so ends with a StackOverflowError where somebody wants it to.
 */
final class Components {

    private static final int MAX_DEPTH = 8;
    private static final Set<String> KEPT = Set.of("VEVENT", "VTIMEZONE", "STANDARD", "DAYLIGHT");

    private final int maxEvents;
    private final List<Component> events = new ArrayList<>();
    private final List<Component> timezones = new ArrayList<>();
    private final Deque<Component> open = new ArrayDeque<>();
    private boolean closed;

    /** @throws IcsException when this is no iCalendar, not all of one, or too much */
    Components(String text, int maxEvents) {
        this.maxEvents = maxEvents;
        String beginning = text.substring(0, Math.min(text.length(), 200)).stripLeading();
        if (!beginning.toUpperCase(Locale.ROOT).startsWith("BEGIN:VCALENDAR")) {
            throw new IcsException(beginning.isEmpty() ? "is empty"
                    : beginning.startsWith("<") ? "is no iCalendar but HTML or XML"
                    : "is no iCalendar; it must begin with BEGIN:VCALENDAR");
        }
        unfold(text);
        if (!open.isEmpty() || !closed) {
            throw new IcsException("is not complete: END:VCALENDAR is missing");
        }
    }

    List<Component> events() {
        return events;
    }

    List<Component> timezones() {
        return timezones;
    }

    /** A line that begins with a space or a tab goes on with the one before. */
    private void unfold(String text) {
        StringBuilder line = new StringBuilder();
        int number = 0;
        int begun = 1;
        for (int at = 0; at < text.length(); ) {
            int end = text.indexOf('\n', at);
            end = end < 0 ? text.length() : end;
            int last = end > at && text.charAt(end - 1) == '\r' ? end - 1 : end;
            number++;
            boolean folded = at < last && (text.charAt(at) == ' ' || text.charAt(at) == '\t');
            if (!folded) {
                take(begun, line.toString());
                line.setLength(0);
                begun = number;
            }
            line.append(text, folded ? at + 1 : at, last);
            at = end + 1;
        }
        take(begun, line.toString());
    }

    private void take(int number, String text) {
        if (text.isBlank()) {
            return;
        }
        ContentLine line = ContentLine.parse(number, text);
        if (line == null) {
            throw new IcsException("has no property on line " + number);
        }
        switch (line.name()) {
            case "BEGIN" -> begin(line);
            case "END" -> end(line);
            default -> {
                if (open.isEmpty()) {
                    throw new IcsException("has a property outside of VCALENDAR on line " + number);
                }
                if (KEPT.contains(open.peek().name())) {
                    open.peek().add(line);
                }
            }
        }
    }

    private void begin(ContentLine line) {
        if (open.size() >= MAX_DEPTH) {
            throw new IcsException("has components within components on line " + line.number());
        }
        open.push(new Component(line.value().strip().toUpperCase(Locale.ROOT)));
    }

    private void end(ContentLine line) {
        if (open.isEmpty() || !open.peek().name().equalsIgnoreCase(line.value().strip())) {
            throw new IcsException("has an END that ends nothing on line " + line.number());
        }
        Component component = open.pop();
        switch (component.name()) {
            case "VCALENDAR" -> closed = true;
            case "VEVENT" -> events.add(component);
            case "VTIMEZONE" -> timezones.add(component);
            case "STANDARD", "DAYLIGHT" -> {
                if (!open.isEmpty()) {
                    open.peek().add(component);
                }
            }
            default -> { }
        }
        if (events.size() > maxEvents) {
            throw new IcsException("has more than " + maxEvents + " events");
        }
    }
}
