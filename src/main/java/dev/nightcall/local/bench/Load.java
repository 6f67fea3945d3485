package dev.nightcall.local.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * So many at the same time, each beginning anew when it is done.
 *
 * @param millis how long each took
 */
record Load(double seconds, Percentiles millis) {

    private interface More {

        boolean than(int done);
    }

    /** For some time. */
    static Load during(Duration time, int atOnce, Callable<Void> one) throws Exception {
        long end = System.nanoTime() + time.toNanos();
        return run(atOnce, done -> System.nanoTime() < end, one);
    }

    /** A number of times. */
    static Load times(int times, int atOnce, Callable<Void> one) throws Exception {
        return run(atOnce, done -> done < times, one);
    }

    private static Load run(int atOnce, More more, Callable<Void> one) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(atOnce);
        try {
            AtomicInteger begun = new AtomicInteger();
            long start = System.nanoTime();
            List<Future<List<Double>>> parts = new ArrayList<>();
            for (int i = 0; i < atOnce; i++) {
                parts.add(threads.submit(() -> {
                    List<Double> millis = new ArrayList<>();
                    while (more.than(begun.getAndIncrement())) {
                        long began = System.nanoTime();
                        one.call();
                        millis.add((System.nanoTime() - began) / 1e6);
                    }
                    return millis;
                }));
            }
            List<Double> all = new ArrayList<>();
            for (Future<List<Double>> part : parts) {
                all.addAll(part.get());
            }
            return new Load(Until.seconds(start), new Percentiles(all));
        } finally {
            threads.shutdownNow();
        }
    }

    double perSecond() {
        return millis.count() / seconds;
    }
}
