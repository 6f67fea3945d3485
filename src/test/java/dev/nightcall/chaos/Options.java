package dev.nightcall.chaos;

import java.time.Duration;
import java.util.Random;

/**
 * What is asked of a run.
 *
 * @param minutes     for how long things go wrong
 * @param seed        repeats a run's decisions
 * @param strictQuota whether a refusal by Connect's throttle breaks a promise, or is only reported
 * @param kills       whether Nightcalls are killed, or only stopped and led astray
 * @param replicas    how many Nightcalls there are
 */
record Options(double minutes, long seed, boolean strictQuota, boolean kills, int replicas) {

    /** All Nightcalls share one quota. */
    private static final boolean STRICT_QUOTA = true;

    private static final int LONG_RUN = 10;
    private static final int FOR_A_WRONG_CLOCK = 3;

    static final String USAGE = "[--minutes 10] [--seed 42] [--quota report|strict] [--kills on|off] [--replicas 3]";

    /** @throws IllegalArgumentException when it is none of {@link #USAGE} */
    static Options of(String... args) {
        double minutes = 10;
        long seed = new Random().nextInt(1_000_000);
        boolean strict = STRICT_QUOTA;
        boolean kills = true;
        int replicas = 3;
        for (int i = 0; i < args.length; i++) {
            String[] option = args[i].contains("=") ? args[i].split("=", 2)
                    : new String[] {args[i], i + 1 < args.length ? args[++i] : ""};
            switch (option[0]) {
                case "--minutes" -> minutes = Double.parseDouble(option[1]);
                case "--seed" -> seed = Long.parseLong(option[1]);
                case "--quota" -> strict = option[1].equals("strict");
                case "--kills" -> kills = !option[1].equals("off");
                case "--replicas" -> replicas = Integer.parseInt(option[1]);
                default -> throw new IllegalArgumentException(option[0] + " is none of " + USAGE);
            }
        }
        return new Options(minutes, seed, strict, kills, replicas);
    }

    /** Whether there is time for one Nightcall more, whose clock is so wrong that it must take no work. */
    boolean hasWrongClock() {
        return minutes >= FOR_A_WRONG_CLOCK;
    }

    /** How long a process is stopped at most: no longer than a short run has time for. */
    Duration longestStop() {
        return part(6, Duration.ofSeconds(5), Duration.ofSeconds(100));
    }

    /** For how long nobody answers at the end. */
    Duration unanswered() {
        return part(4, Duration.ofSeconds(40), Duration.ofSeconds(150));
    }

    /** Whether it is long enough to be killed at nearly every point. */
    boolean isToHitMostPoints() {
        return kills && minutes >= LONG_RUN;
    }

    private Duration part(int divisor, Duration least, Duration most) {
        Duration part = Duration.ofMillis((long) (minutes * 60_000 / divisor));
        return part.compareTo(least) < 0 ? least : part.compareTo(most) > 0 ? most : part;
    }
}
