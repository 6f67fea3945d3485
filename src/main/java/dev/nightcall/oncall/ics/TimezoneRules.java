package dev.nightcall.oncall.ics;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What a VTIMEZONE says (RFC 5545, 3.6.5), as the changes of its clocks up to the year 2100. */
final class TimezoneRules {

    private static final LocalDateTime FROM = LocalDateTime.of(1970, 1, 1, 0, 0);
    private static final LocalDateTime TO = LocalDateTime.of(2100, 1, 1, 0, 0);
    private static final int MAX_OBSERVANCES = 200;

    private TimezoneRules() {
    }

    private record Onset(LocalDateTime local, ZoneOffset from, ZoneOffset to) {
    }

    /** @return empty when it cannot be understood */
    static Optional<ZoneRules> of(Component timezone) {
        if (timezone.children().isEmpty() || timezone.children().size() > MAX_OBSERVANCES) {
            return Optional.empty();
        }
        try {
            List<Onset> onsets = new ArrayList<>();
            for (Component observance : timezone.children()) {
                onsets(observance, onsets);
            }
            onsets.sort(Comparator.comparing(onset -> onset.local().toInstant(onset.from())));
            return Optional.of(rules(onsets));
        } catch (RuntimeException e) {
            // Whatever it is: nobody can say what time that is.
            return Optional.empty();
        }
    }

    private static void onsets(Component observance, List<Onset> onsets) {
        ZoneOffset to = offset(observance.value("TZOFFSETTO"));
        ZoneOffset from = offset(observance.value("TZOFFSETFROM"));
        // UTC stands for no zone here: these times are those of the clock that is changed.
        Moment start = Moment.parse(observance.value("DTSTART"), ZoneOffset.UTC.getRules());
        onsets.add(new Onset(start.local(), from, to));
        observance.lines("RDATE").flatMap(line -> List.of(line.value().split(",")).stream())
                .forEach(date -> onsets.add(new Onset(Moment.parse(date, start.rules()).local(), from, to)));
        observance.line("RRULE").ifPresent(rule -> new Recurrence(rule.value(), new Moment(start.local(), from.getRules(), false))
                .between(start.local().isBefore(FROM) ? FROM : start.local(), TO)
                .forEach(local -> onsets.add(new Onset(local, from, to))));
    }

    private static ZoneRules rules(List<Onset> onsets) {
        ZoneOffset base = onsets.get(0).from();
        List<ZoneOffsetTransition> changes = new ArrayList<>();
        ZoneOffset now = base;
        for (Onset onset : onsets) {
            if (!onset.to().equals(now)) {
                changes.add(ZoneOffsetTransition.of(onset.local(), now, onset.to()));
                now = onset.to();
            }
        }
        return ZoneRules.of(base, base, List.of(), changes, List.of());
    }

    /** As {@code +0900} or {@code -043000}. */
    private static ZoneOffset offset(String written) {
        return ZoneOffset.of(written);
    }
}
