package dev.nightcall.chaos;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Who is stopped as by SIGSTOP, where and for how long: a process that sleeps believes what was true when it fell asleep. */
final class Stops {

    private static final Duration SHORTEST = Duration.ofSeconds(5);
    private static final int ONE_LIFE_OF = 6;
    /** Around the dial, where a belief costs most. */
    private static final List<String> DIAL = List.of("after dynamodb:TransactWriteItems(calls+lines)",
            "before connect:StartOutboundVoiceContact", "after connect:StartOutboundVoiceContact");

    private final Duration longest;
    private final Random random;
    private int free;

    /** @param point at which it stops itself; empty when it is stopped wherever it is */
    record Stop(String point, Duration time) {

        boolean isAnywhere() {
            return point.isEmpty();
        }
    }

    /** @param atOnce how many are stopped at the same time at most: somebody has to go on */
    Stops(int atOnce, Duration longest, Random random) {
        this.free = atOnce;
        this.longest = longest.compareTo(SHORTEST) < 0 ? SHORTEST : longest;
        this.random = random;
    }

    /** Whether the life that begins is to be stopped; until it is {@link #over}, one less can be. */
    synchronized Optional<Stop> next() {
        boolean stops = random.nextInt(ONE_LIFE_OF) == 0;
        double chance = random.nextDouble();
        if (!stops || free == 0) {
            return Optional.empty();
        }
        free--;
        // Short ones are the usual ones.
        Duration time = SHORTEST.plusMillis((long) (longest.minus(SHORTEST).toMillis() * chance * chance));
        return Optional.of(new Stop(point(), time));
    }

    synchronized void over() {
        free++;
    }

    private String point() {
        return switch (random.nextInt(4)) {
            case 0 -> "";
            case 1 -> KillPoints.ALL.get(random.nextInt(KillPoints.ALL.size()));
            default -> DIAL.get(random.nextInt(DIAL.size()));
        };
    }
}
