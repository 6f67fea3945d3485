package dev.nightcall.oncall;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

class HolidaysTest {

    /** As the Cabinet Office publishes them (国民の祝日について); with * the substitute and the sandwiched ones. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "2025, 01-01 01-13 02-11 02-23 02-24* 03-20 04-29 05-03 05-04 05-05 05-06* 07-21 08-11 09-15 09-23 10-13 11-03 11-23 "
            + "11-24*",
        "2026, 01-01 01-12 02-11 02-23 03-20 04-29 05-03 05-04 05-05 05-06* 07-20 08-11 09-21 09-22* 09-23 10-12 11-03 11-23",
        "2027, 01-01 01-11 02-11 02-23 03-21 03-22* 04-29 05-03 05-04 05-05 07-19 08-11 09-20 09-23 10-11 11-03 11-23",
    })
    void japan(int year, String days) {
        assertThat(of("JP", year)).containsExactlyElementsOf(days(year, days));
    }

    /** Equinoxes that fall on other days: 2024, 2028 and 2032 have their own, 2032 has a sandwiched day as well. */
    @Test
    void japanInOtherYears() {
        assertThat(of("JP", 2024)).contains(LocalDate.parse("2024-03-20"), LocalDate.parse("2024-09-22"),
                LocalDate.parse("2024-09-23"), LocalDate.parse("2024-08-12"), LocalDate.parse("2024-11-04")).hasSize(21);
        assertThat(of("JP", 2028)).contains(LocalDate.parse("2028-03-20"), LocalDate.parse("2028-09-22"));
        assertThat(of("JP", 2032)).contains(LocalDate.parse("2032-09-20"), LocalDate.parse("2032-09-21"),
                LocalDate.parse("2032-09-22"));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "US, 2026, 01-01 01-19 02-16 05-25 06-19 07-03 09-07 11-11 11-26 12-25",
        "GB-ENG, 2026, 01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
        "DE, 2026, 01-01 04-03 04-06 05-01 05-14 05-25 10-03 12-25 12-26",
        "DE-BE, 2026, 01-01 03-08 04-03 04-06 05-01 05-14 05-25 10-03 12-25 12-26",
    })
    void elsewhere(String code, int year, String days) {
        assertThat(of(code, year)).containsExactlyElementsOf(days(year, days));
    }

    @Test
    void ofNobodyKnows() {
        assertThat(Stream.of("XX", "JP-13", "DE-XX", "NYSE", "").filter(code -> Holidays.of(code).isPresent())).isEmpty();
    }

    private static List<LocalDate> of(String code, int year) {
        Holidays holidays = Holidays.of(code).orElseThrow();
        return LocalDate.of(year, 1, 1).datesUntil(LocalDate.of(year + 1, 1, 1)).filter(holidays::contains).toList();
    }

    private static List<LocalDate> days(int year, String days) {
        return Arrays.stream(days.replace("*", "").split(" ")).map(day -> LocalDate.parse(year + "-" + day)).toList();
    }
}
