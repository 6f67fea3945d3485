package dev.nightcall.oncall;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.Optional;
import java.util.function.Predicate;

/** Dates as written for holidays: {@code 2026-12-29}, {@code 12-29} of every year, {@code 12-29/01-03} from and to. */
final class Dates {

    private Dates() {
    }

    /** @return empty when there is no such date, or a period ends before it begins */
    static Optional<Predicate<LocalDate>> parse(String text) {
        int slash = text.indexOf('/');
        String from = slash < 0 ? text : text.substring(0, slash);
        String to = text.substring(slash + 1);
        try {
            return from.length() == "12-29".length() ? Optional.of(yearly(monthDay(from), monthDay(to)))
                    : once(LocalDate.parse(from), LocalDate.parse(to));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<Predicate<LocalDate>> once(LocalDate from, LocalDate to) {
        return to.isBefore(from) ? Optional.empty() : Optional.of(day -> !day.isBefore(from) && !day.isAfter(to));
    }

    private static Predicate<LocalDate> yearly(MonthDay from, MonthDay to) {
        Predicate<LocalDate> begun = day -> !MonthDay.from(day).isBefore(from);
        Predicate<LocalDate> notOver = day -> !MonthDay.from(day).isAfter(to);
        return to.isBefore(from) ? begun.or(notOver) : begun.and(notOver);
    }

    private static MonthDay monthDay(String text) {
        return MonthDay.parse("--" + text);
    }
}
