package dev.nightcall.oncall.ics;

import net.fortuna.ical4j.model.TimeZoneRegistry;
import net.fortuna.ical4j.model.TimeZoneRegistryImpl;

import java.time.ZoneId;
import java.time.zone.ZoneRules;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The zones that a TZID may mean: an IANA zone by its name; else what a VTIMEZONE of that name says; else the zone that
 * ical4j knows by a name of Windows; else an IANA zone after somebody's prefix, as {@code /example.org/Europe/London}.
 *
 * <p>ical4j's own zones are not used: it keeps those of every text for good, and takes the second Sunday of March for the
 * one after the second of March.
 */
final class Zones {

    private static final Pattern SUFFIX = Pattern.compile("(?<=/)[^/]+/[^/]+(/[^/]+)?$");
    private static final int MAX = 200;

    /** Filled by a class of ical4j when it is first used. */
    private static final Map<String, String> WINDOWS = windows();

    private final Map<String, Component> written = new HashMap<>();
    private final Map<String, Optional<ZoneRules>> known = new HashMap<>();

    Zones(List<Component> timezones) {
        if (timezones.size() > MAX) {
            throw new IcsException("has more than " + MAX + " time zones");
        }
        timezones.forEach(timezone -> written.put(timezone.value("TZID"), timezone));
    }

    /** @return empty when nobody knows it */
    Optional<ZoneRules> rules(String tzid) {
        return known.computeIfAbsent(tzid.strip(), this::find);
    }

    private Optional<ZoneRules> find(String tzid) {
        Optional<ZoneRules> iana = iana(tzid);
        if (iana.isPresent()) {
            return iana;
        }
        if (written.containsKey(tzid)) {
            return TimezoneRules.of(written.get(tzid));
        }
        Optional<ZoneRules> windows = iana(WINDOWS.getOrDefault(tzid, ""));
        Matcher suffix = SUFFIX.matcher(tzid);
        return windows.isPresent() || !suffix.find() ? windows
                : iana(suffix.group()).or(() -> iana(suffix.group().substring(suffix.group().indexOf('/') + 1)));
    }

    private static Optional<ZoneRules> iana(String id) {
        return ZoneId.getAvailableZoneIds().contains(id) ? Optional.of(ZoneId.of(id).getRules()) : Optional.empty();
    }

    private static Map<String, String> windows() {
        new TimeZoneRegistryImpl();
        return Map.copyOf(TimeZoneRegistry.ZONE_ALIASES);
    }
}
