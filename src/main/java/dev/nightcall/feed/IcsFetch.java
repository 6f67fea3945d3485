package dev.nightcall.feed;

import dev.nightcall.oncall.Feed;
import dev.nightcall.oncall.FeedSource.IcsUrl;
import dev.nightcall.oncall.ics.Ics;
import dev.nightcall.oncall.ics.IcsException;

import java.time.Clock;

/** Reads one iCalendar on the web again and again. Not by two threads at a time. */
final class IcsFetch implements Runnable {

    private final IcsUrl source;
    private final Feed<Ics> feed;
    private final WebFetch web;
    private final Clock clock;
    private WebFetch.Version version = WebFetch.Version.NONE;

    IcsFetch(IcsUrl source, Feed<Ics> feed, WebFetch web, Clock clock) {
        this.source = source;
        this.feed = feed;
        this.web = web;
        this.clock = clock;
    }

    /** @throws FeedException when it cannot be read */
    @Override
    public void run() {
        WebFetch.Answer answer = web.get(source.uri(), version);
        if (answer.octets() == null || feed.content().filter(ics -> ics.isOf(answer.octets())).isPresent()) {
            feed.content().ifPresent(ics -> ics.lookAhead(clock.instant()));
            feed.unchanged();
        } else {
            feed.read(read(answer.octets()), clock.instant());
        }
        // Only now: what could not be understood must come whole again.
        version = answer.version();
    }

    private Ics read(byte[] octets) {
        try {
            return Ics.read(octets, source.zone(), source.free(), clock.instant());
        } catch (IcsException e) {
            throw new FeedException(e.getMessage(), e);
        }
    }
}
