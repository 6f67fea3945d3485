package dev.nightcall.oncall.ics;

import net.fortuna.ical4j.model.Recur;
import net.fortuna.ical4j.transform.recurrence.Frequency;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A recurrence rule (RFC 5545, 3.3.10), worked out by ical4j for as long a time as is asked for. How often it counts is
 * looked at only once: then it ends with its last time, and nobody has to begin at the first one again.
 */
final class Recurrence {

    private static final int MAX_LENGTH = 500;
    private static final int MAX_INTERVAL = 1000;
    private static final int MAX_COUNT = 10_000;
    private static final int MAX_PER_DAY = 24;
    private static final int YEARS = 200;

    private final Recur<LocalDateTime> rule;
    private final LocalDateTime first;
    private final LocalDateTime last;

    /**
     * @param start of the first event
     * @throws IllegalArgumentException when the rule is none, or makes more than an engineer's calendar can have; the
     *                                  message completes "its rule …"
     */
    Recurrence(String written, Moment start) {
        if (written.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("is longer than " + MAX_LENGTH + " characters");
        }
        List<String> parts = new ArrayList<>();
        String until = null;
        String count = null;
        for (String part : written.strip().toUpperCase(Locale.ROOT).split(";")) {
            if (part.startsWith("UNTIL=")) {
                until = part.substring("UNTIL=".length());
            } else if (part.startsWith("COUNT=")) {
                count = part.substring("COUNT=".length());
            } else if (!part.isBlank()) {
                parts.add(part);
            }
        }
        first = start.local();
        rule = rule(String.join(";", parts));
        requireFewADay();
        last = until != null ? until(until, start) : count != null ? last(Integer.parseInt(count)) : LocalDateTime.MAX;
    }

    /** The first one included, as calendar programs do even when it does not match the rule. */
    Stream<LocalDateTime> between(LocalDateTime from, LocalDateTime to) {
        LocalDateTime end = to.isBefore(last) ? to : last;
        Stream<LocalDateTime> one = first.isBefore(from) || first.isAfter(to) ? Stream.empty() : Stream.of(first);
        if (end.isBefore(first) || end.isBefore(from)) {
            return one;
        }
        return Stream.concat(one, rule.getDatesAsStream(first, from.isBefore(first) ? first : from, end, -1)).distinct();
    }

    /** Whether nothing of it begins after this. */
    boolean isOver(LocalDateTime at) {
        return last.isBefore(at);
    }

    private static Recur<LocalDateTime> rule(String written) {
        try {
            return new Recur<>(written, true);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("cannot be understood", e);
        }
    }

    private void requireFewADay() {
        Frequency frequency = rule.getFrequency();
        long perDay = (frequency == Frequency.HOURLY ? MAX_PER_DAY : Math.max(1, rule.getHourList().size()))
                * Math.max(1L, rule.getMinuteList().size()) * Math.max(1L, rule.getSecondList().size());
        if (frequency == Frequency.SECONDLY || frequency == Frequency.MINUTELY || perDay > MAX_PER_DAY) {
            throw new IllegalArgumentException("makes more than " + MAX_PER_DAY + " events a day");
        }
        if (rule.getInterval() > MAX_INTERVAL || rule.getInterval() == 0 || rule.getInterval() < -1) {
            throw new IllegalArgumentException("has an interval that is not between 1 and " + MAX_INTERVAL);
        }
    }

    /** A day is included until its end. */
    private static LocalDateTime until(String written, Moment start) {
        Moment until = Moment.parse(written, start.rules());
        LocalDateTime local = LocalDateTime.ofInstant(until.instant(), start.rules().getOffset(until.instant()));
        return until.date() ? LocalDate.from(until.local()).atTime(LocalTime.MAX) : local;
    }

    private LocalDateTime last(int count) {
        if (count < 1 || count > MAX_COUNT) {
            throw new IllegalArgumentException("counts to " + count + ", which is not between 1 and " + MAX_COUNT);
        }
        Stream<LocalDateTime> all = Stream.concat(Stream.of(first),
                rule.getDatesAsStream(first, first, first.plusYears(YEARS), -1)).distinct();
        return all.limit(count).reduce(first, (one, next) -> next);
    }
}
