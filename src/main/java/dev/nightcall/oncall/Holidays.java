package dev.nightcall.oncall;

import java.time.LocalDate;
import java.time.Year;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The public holidays of a country or one of its regions, by date. */
interface Holidays {

    boolean contains(LocalDate day);

    Holidays NONE = day -> false;

    /**
     * Japan by its own law, everybody else by Jollyday's tables.
     *
     * @param code ISO 3166-1 and 3166-2, as {@code JP} or {@code DE-BY}
     * @return empty when nothing is known of the country or the region
     */
    static Optional<Holidays> of(String code) {
        return code.equals("JP") ? Optional.of(new YearByYear(JapaneseHolidays::of))
                : JollydayHolidays.find(code).map(YearByYear::new);
    }

    /** Holidays of which every year is worked out once. */
    final class YearByYear implements Holidays {

        private final Map<Integer, Set<LocalDate>> years = new ConcurrentHashMap<>();
        private final Function<Year, Set<LocalDate>> year;

        YearByYear(Function<Year, Set<LocalDate>> year) {
            this.year = year;
        }

        @Override
        public boolean contains(LocalDate day) {
            return years.computeIfAbsent(day.getYear(), number -> Set.copyOf(year.apply(Year.of(number)))).contains(day);
        }
    }

    /** Of several countries. */
    static Holidays any(List<Holidays> all) {
        return day -> all.stream().anyMatch(holidays -> holidays.contains(day));
    }
}
