package dev.nightcall.oncall;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.Year;
import java.util.Set;
import java.util.TreeSet;

import static java.time.temporal.TemporalAdjusters.dayOfWeekInMonth;

/**
 * Japan's holidays as its law has them (国民の祝日に関する法律, in force since 2022). Jollyday's tables, up to 2.19,
 * have neither the equinoxes nor the substitute holidays, and the emperor's birthday in December.
 *
 * <p>Article 3(2): a holiday on a Sunday makes the next day that is none a holiday, too (振替休日). Article 3(3): so is a day
 * between two holidays (国民の休日). The equinoxes are announced by the Cabinet Office in February of the year before; until
 * then they are worked out here with the formula of the Japan Coast Guard's almanac, good from 1980 to 2099.
 */
final class JapaneseHolidays {

    private JapaneseHolidays() {
    }

    static Set<LocalDate> of(Year year) {
        Set<LocalDate> named = named(year.getValue());
        Set<LocalDate> all = new TreeSet<>(named);
        for (LocalDate day : named) {
            if (day.getDayOfWeek() == DayOfWeek.SUNDAY) {
                LocalDate substitute = day.plusDays(1);
                while (named.contains(substitute)) {
                    substitute = substitute.plusDays(1);
                }
                all.add(substitute);
            }
            if (named.contains(day.plusDays(2))) {
                all.add(day.plusDays(1));
            }
        }
        return all;
    }

    private static Set<LocalDate> named(int year) {
        return new TreeSet<>(Set.of(
                LocalDate.of(year, 1, 1), monday(2, year, Month.JANUARY), LocalDate.of(year, 2, 11), LocalDate.of(year, 2, 23),
                LocalDate.of(year, 3, equinox(20.8431, year)), LocalDate.of(year, 4, 29), LocalDate.of(year, 5, 3),
                LocalDate.of(year, 5, 4), LocalDate.of(year, 5, 5), monday(3, year, Month.JULY), LocalDate.of(year, 8, 11),
                monday(3, year, Month.SEPTEMBER), LocalDate.of(year, 9, equinox(23.2488, year)),
                monday(2, year, Month.OCTOBER), LocalDate.of(year, 11, 3), LocalDate.of(year, 11, 23)));
    }

    private static LocalDate monday(int which, int year, Month month) {
        return LocalDate.of(year, month, 1).with(dayOfWeekInMonth(which, DayOfWeek.MONDAY));
    }

    private static int equinox(double in1980, int year) {
        int years = year - 1980;
        return (int) (in1980 + 0.242194 * years) - Math.floorDiv(years, 4);
    }
}
