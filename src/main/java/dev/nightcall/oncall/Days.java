package dev.nightcall.oncall;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Days by their names: {@code mon}, {@code mon-fri}, {@code weekdays}, {@code weekend}, {@code business}, {@code holidays},
 * {@code all}.
 *
 * @param holidays which days are holidays
 * @param working  which days are business days whatever else they are
 */
record Days(Predicate<LocalDate> holidays, Predicate<LocalDate> working) {

    private static final List<String> NAMES = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
    private static final Set<DayOfWeek> WEEKDAYS = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);

    /** Days that have any of these names. @param words as the schema allows them */
    Predicate<LocalDate> of(List<String> words) {
        return words.stream().map(this::of).reduce(day -> false, Predicate::or);
    }

    private Predicate<LocalDate> of(String word) {
        return switch (word) {
            case "all" -> day -> true;
            case "weekdays" -> on(WEEKDAYS);
            case "weekend" -> on(EnumSet.complementOf(EnumSet.copyOf(WEEKDAYS)));
            case "holidays" -> this::isHoliday;
            case "business" -> working.or(on(WEEKDAYS).and(day -> !isHoliday(day)));
            default -> on(range(word));
        };
    }

    private boolean isHoliday(LocalDate day) {
        return holidays.test(day) && !working.test(day);
    }

    private static Predicate<LocalDate> on(Set<DayOfWeek> days) {
        return day -> days.contains(day.getDayOfWeek());
    }

    /** {@code fri-mon} goes over the weekend. */
    private static Set<DayOfWeek> range(String word) {
        int dash = word.indexOf('-');
        DayOfWeek last = DayOfWeek.of(NAMES.indexOf(word.substring(dash + 1)) + 1);
        Set<DayOfWeek> days = EnumSet.of(last);
        for (DayOfWeek day = dash < 0 ? last : DayOfWeek.of(NAMES.indexOf(word.substring(0, dash)) + 1); day != last;
                day = day.plus(1)) {
            days.add(day);
        }
        return days;
    }
}
