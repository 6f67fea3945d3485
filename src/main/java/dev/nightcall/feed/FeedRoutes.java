package dev.nightcall.feed;

import org.apache.camel.builder.RouteBuilder;

import java.time.Duration;

/** What the plan has elsewhere is fetched again and again. The route only starts that: it waits for nobody. */
public final class FeedRoutes extends RouteBuilder {

    private static final Duration LONGEST_PERIOD = Duration.ofSeconds(5);

    private final FetchedFeeds feeds;
    private final Duration refresh;

    public FeedRoutes(FetchedFeeds feeds, Duration refresh) {
        this.feeds = feeds;
        this.refresh = refresh;
    }

    @Override
    public void configure() {
        long period = Math.min(refresh.toMillis(), LONGEST_PERIOD.toMillis());
        from("timer:fetch-feeds?period=" + period).routeId("fetch-feeds")
            .bean(feeds, "refresh").id("fetch");
    }
}
