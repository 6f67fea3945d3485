package dev.nightcall.oncall;

import dev.nightcall.oncall.ics.Event;
import dev.nightcall.oncall.ics.Ics;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A layer that is kept elsewhere: the titles of an iCalendar's events say who is on duty while they last. */
final class FeedLayer implements ScheduleLayer {

    private static final int MAX_WARNINGS = 10;

    private final String name;
    private final Feed<Ics> feed;
    private final Titles titles;
    private final Calendar when;

    /** Read from one content, never changed. @param warnings about titles of events to come */
    private record Roster(Ics ics, Map<String, List<Engineer>> who, List<String> warnings) {
    }

    private volatile Roster roster;

    /** @param when nobody is on duty at other times; null when there is no restriction */
    FeedLayer(String name, Feed<Ics> feed, Titles titles, Calendar when) {
        this.name = name;
        this.feed = feed;
        this.titles = titles;
        this.when = when;
    }

    @Override
    public String name() {
        return name;
    }

    /** Until the content was read for the first time nobody is on duty. */
    @Override
    public Layer.Turn at(Instant at) {
        Optional<Roster> content = roster();
        if (content.isEmpty()) {
            return new Layer.Turn(List.of(), at.plus(ASKED_AGAIN));
        }
        Ics.Stretch stretch = content.get().ics().at(at);
        Instant until = stretch.to();
        if (when != null) {
            until = Layer.earlier(until, when.nextChange(at));
            if (!when.contains(at)) {
                return new Layer.Turn(List.of(), until);
            }
        }
        Map<String, List<Engineer>> who = content.get().who();
        return new Layer.Turn(stretch.events().stream().flatMap(event -> who.get(event.title()).stream()).distinct().toList(),
                until);
    }

    /** The next content may name anybody. */
    @Override
    public boolean mayName(Engineer engineer) {
        return true;
    }

    /** Titles of events to come that name nobody. */
    List<String> warnings() {
        return roster().map(Roster::warnings).orElse(List.of());
    }

    private Optional<Roster> roster() {
        Optional<Ics> ics = feed.content();
        Roster last = roster;
        if (ics.isPresent() && (last == null || last.ics() != ics.get())) {
            last = read(ics.get(), feed.readAt().orElse(Instant.EPOCH));
            roster = last;
        }
        return ics.isEmpty() ? Optional.empty() : Optional.of(last);
    }

    private Roster read(Ics ics, Instant now) {
        Map<String, List<Engineer>> who = new HashMap<>();
        ics.events().forEach(event -> who.computeIfAbsent(event.title(), title -> titles.meant(title).who()));
        Map<String, Event> unknown = new HashMap<>();
        List<String> warnings = new ArrayList<>();
        for (Event event : ics.from(now)) {
            for (String part : titles.meant(event.title()).unknown()) {
                if (unknown.putIfAbsent(part, event) == null) {
                    warnings.add(warning(event, part));
                }
            }
        }
        int more = warnings.size() - MAX_WARNINGS;
        return new Roster(ics, who, more <= 0 ? List.copyOf(warnings)
                : List.copyOf(append(warnings.subList(0, MAX_WARNINGS), "and " + more + " more titles")));
    }

    private String warning(Event event, String part) {
        String what = "event \"" + event.title() + "\" of " + event.day();
        return titles.isAmbiguous(part) ? what + ": several engineers have this name; say in names who is meant"
                : what + " names nobody" + (part.equalsIgnoreCase(event.title()) ? "" : " by \"" + part + "\"");
    }

    private static List<String> append(List<String> list, String last) {
        List<String> longer = new ArrayList<>(list);
        longer.add(last);
        return longer;
    }
}
