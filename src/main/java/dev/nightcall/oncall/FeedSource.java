package dev.nightcall.oncall;

import dev.nightcall.oncall.ics.Ics;

import java.net.URI;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;

/**
 * Where a part of the plan comes from that {@code oncall.yaml} only names. Sources that are equal are read once.
 *
 * @param <T> what it is after reading
 */
public sealed interface FeedSource<T> {

    /**
     * An iCalendar on the web.
     *
     * @param uri  http or https; secret, for whoever knows it may subscribe
     * @param zone in which its days and its times without a zone are meant
     * @param free whether events that leave one free count as well
     */
    record IcsUrl(URI uri, ZoneId zone, boolean free) implements FeedSource<Ics> {

        /** Of which whoever knows it cannot make the whole: the host only. */
        @Override
        public String toString() {
            return uri.getScheme() + "://" + uri.getHost() + "/…";
        }
    }

    /** An iCalendar in a file; the rest is as with {@link IcsUrl}. */
    record IcsFile(Path file, ZoneId zone, boolean free) implements FeedSource<Ics> {

        @Override
        public String toString() {
            return file.toString();
        }
    }

    /** Change Calendars of AWS Systems Manager. @param names or ARNs; one of them closed closes them all */
    record ChangeCalendars(List<String> names) implements FeedSource<ChangeStates> {

        public ChangeCalendars {
            names = List.copyOf(names);
        }

        @Override
        public String toString() {
            return String.join(", ", names);
        }
    }
}
