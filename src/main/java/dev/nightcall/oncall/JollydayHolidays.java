package dev.nightcall.oncall;

import de.focus_shift.jollyday.core.CalendarHierarchy;
import de.focus_shift.jollyday.core.Holiday;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.HolidayType;
import de.focus_shift.jollyday.core.ManagerParameters;

import java.time.LocalDate;
import java.time.Year;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Public holidays out of Jollyday's tables; those on which only banks are closed are none. */
final class JollydayHolidays {


    private JollydayHolidays() {
    }

    /** Codes of countries, in capitals. */
    static Collection<String> countries() {
        return HolidayManager.getSupportedCalendarCodes().stream().filter(code -> code.length() == 2)
                .map(code -> code.toUpperCase(Locale.ROOT)).sorted().toList();
    }

    /** Codes of a country's regions, as {@code DE-BY}. */
    static Collection<String> regions(String country) {
        return children(manager(country).getCalendarHierarchy()).keySet().stream()
                .map(child -> (country + "-" + child).toUpperCase(Locale.ROOT)).sorted().toList();
    }

    static Optional<Function<Year, Set<LocalDate>>> find(String code) {
        List<String> parts = new ArrayList<>(List.of(code.toLowerCase(Locale.ROOT).split("-")));
        String country = parts.remove(0);
        if (!countries().contains(country.toUpperCase(Locale.ROOT))) {
            return Optional.empty();
        }
        HolidayManager manager = manager(country);
        CalendarHierarchy at = manager.getCalendarHierarchy();
        for (String part : parts) {
            at = children(at).get(part);
            if (at == null) {
                return Optional.empty();
            }
        }
        String[] region = parts.toArray(new String[0]);
        return Optional.of(year -> manager.getHolidays(year, HolidayType.PUBLIC_HOLIDAY, region).stream()
                .map(Holiday::getDate).collect(Collectors.toSet()));
    }

    private static HolidayManager manager(String country) {
        return HolidayManager.getInstance(ManagerParameters.create(country.toLowerCase(Locale.ROOT)));
    }

    private static Map<String, CalendarHierarchy> children(CalendarHierarchy hierarchy) {
        return hierarchy.getChildren() == null ? Map.of() : new TreeMap<>(hierarchy.getChildren());
    }
}
