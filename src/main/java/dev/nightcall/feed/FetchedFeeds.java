package dev.nightcall.feed;

import dev.nightcall.oncall.ChangeStates;
import dev.nightcall.oncall.Feed;
import dev.nightcall.oncall.FeedSource;
import dev.nightcall.oncall.FeedSource.ChangeCalendars;
import dev.nightcall.oncall.FeedSource.IcsUrl;
import dev.nightcall.oncall.Feeds;
import dev.nightcall.oncall.ics.Ics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.ssm.SsmClient;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Fetches the feeds of the plan in force, each for itself: one that hangs keeps no other one waiting. */
public final class FetchedFeeds implements Feeds, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FetchedFeeds.class);
    private static final int THREADS = 8;
    /** What cannot be read is tried again sooner. */
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(30);

    private final Limits limits;
    private final WebFetch web;
    private final Supplier<SsmClient> ssm;
    private final Clock clock;
    private final ExecutorService threads;
    private Map<FeedSource<?>, Fetching> fetched = Map.of();

    /**
     * Settings.
     *
     * @param refresh   after what time each is fetched again
     * @param timeout   of one fetching
     * @param maxSize   of what is fetched, in bytes
     * @param shortTime for which a new plan waits for what it has elsewhere
     */
    public record Limits(Duration refresh, Duration timeout, int maxSize, Duration shortTime) {
    }

    /** @param ssm asked for only when a plan has a Change Calendar */
    public FetchedFeeds(Limits limits, Supplier<SsmClient> ssm, Clock clock) {
        this.limits = limits;
        this.web = new WebFetch(limits.timeout(), limits.maxSize());
        this.ssm = ssm;
        this.clock = clock;
        ThreadPoolExecutor pool = new ThreadPoolExecutor(THREADS, THREADS, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(),
                FetchedFeeds::thread);
        pool.allowCoreThreadTimeOut(true);
        this.threads = pool;
    }

    /** A feed and when it is fetched. */
    private static final class Fetching {
        private final Feed<?> feed;
        private final Runnable fetch;
        private Instant due = Instant.MIN;
        private CompletableFuture<Void> running = CompletableFuture.completedFuture(null);

        Fetching(Feed<?> feed, Runnable fetch) {
            this.feed = feed;
            this.fetch = fetch;
        }
    }

    @Override
    @SuppressWarnings("unchecked")
    public synchronized <T> Feed<T> feed(FeedSource<T> source) {
        Fetching known = fetched.get(source);
        return known == null ? new Feed<>(source) : (Feed<T>) known.feed;
    }

    @Override
    public void use(Collection<Feed<?>> feeds) {
        List<CompletableFuture<Void>> first = new ArrayList<>();
        synchronized (this) {
            Map<FeedSource<?>, Fetching> next = new LinkedHashMap<>();
            feeds.forEach(feed -> next.put(feed.source(), fetching(feed)));
            fetched = next;
            next.values().stream().filter(fetching -> fetching.due.equals(Instant.MIN)).map(this::start).forEach(first::add);
        }
        await(first, limits.shortTime());
    }

    /** Starts to fetch what is due, and returns. */
    public synchronized void refresh() {
        Instant now = clock.instant();
        fetched.values().stream().filter(fetching -> !fetching.due.isAfter(now)).forEach(this::start);
    }

    /** Fetches all, once and now, and returns when that is over. What failed is among the plan's warnings. */
    public void fetchNow() {
        List<CompletableFuture<Void>> all;
        synchronized (this) {
            all = fetched.values().stream().map(this::start).toList();
        }
        await(all, limits.timeout().multipliedBy(1L + all.size()));
    }

    @Override
    public Instant now() {
        return clock.instant();
    }

    @Override
    public int maxSize() {
        return limits.maxSize();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private Fetching fetching(Feed<?> feed) {
        Fetching known = fetched.get(feed.source());
        return known != null && known.feed == feed ? known : new Fetching(feed, fetch(feed));
    }

    @SuppressWarnings("unchecked")
    private Runnable fetch(Feed<?> feed) {
        if (feed.source() instanceof IcsUrl source) {
            return new IcsFetch(source, (Feed<Ics>) feed, web, clock);
        }
        if (feed.source() instanceof ChangeCalendars source) {
            return new ChangeCalendarFetch(source, (Feed<ChangeStates>) feed, ssm, limits.timeout(), clock);
        }
        // Files are read with the plan.
        return () -> { };
    }

    /** Not while it is under way. */
    private CompletableFuture<Void> start(Fetching fetching) {
        if (fetching.running.isDone()) {
            try {
                fetching.running = CompletableFuture.runAsync(() -> run(fetching), threads);
            } catch (RejectedExecutionException e) {
                LOG.debug("no more feeds are fetched: Nightcall stops");
            }
        }
        return fetching.running;
    }

    private void run(Fetching fetching) {
        Duration pause = limits.refresh();
        try {
            fetching.fetch.run();
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            pause = pause.compareTo(AFTER_FAILURE) < 0 ? pause : AFTER_FAILURE;
            fetching.feed.failed(e instanceof FeedException ? e.getMessage()
                    : "cannot be read (" + e.getClass().getSimpleName() + ")");
            LOG.debug("{} was not read", fetching.feed.source(), e);
        }
        synchronized (this) {
            fetching.due = clock.instant().plus(pause);
        }
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "feeds");
        thread.setDaemon(true);
        return thread;
    }

    private static void await(List<CompletableFuture<Void>> tasks, Duration atMost) {
        CompletableFuture.allOf(tasks.toArray(CompletableFuture[]::new)).completeOnTimeout(null, atMost.toMillis(),
                TimeUnit.MILLISECONDS).exceptionally(e -> null).join();
    }
}
