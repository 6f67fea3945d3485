package dev.nightcall.chaos;

import java.util.Random;

/**
 * What is asked of a run.
 *
 * @param minutes     for how long things go wrong
 * @param seed        repeats a run's decisions
 * @param strictQuota whether a refusal by Connect's throttle breaks a promise, or is only reported
 */
record Options(double minutes, long seed, boolean strictQuota) {

    /** All Nightcalls share one quota. */
    private static final boolean STRICT_QUOTA = true;

    static final String USAGE = "[--minutes 10] [--seed 42] [--quota report|strict]";

    /** @throws IllegalArgumentException when it is none of {@link #USAGE} */
    static Options of(String... args) {
        double minutes = 10;
        long seed = new Random().nextInt(1_000_000);
        boolean strict = STRICT_QUOTA;
        for (int i = 0; i < args.length; i++) {
            String[] option = args[i].contains("=") ? args[i].split("=", 2)
                    : new String[] {args[i], i + 1 < args.length ? args[++i] : ""};
            switch (option[0]) {
                case "--minutes" -> minutes = Double.parseDouble(option[1]);
                case "--seed" -> seed = Long.parseLong(option[1]);
                case "--quota" -> strict = option[1].equals("strict");
                default -> throw new IllegalArgumentException(option[0] + " is none of " + USAGE);
            }
        }
        return new Options(minutes, seed, strict);
    }
}
