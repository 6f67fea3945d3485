package dev.nightcall.local.bench;

import dev.nightcall.oncall.OnCall;
import dev.nightcall.oncall.OnCallException;
import dev.nightcall.oncall.Recipients;

import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import static dev.nightcall.local.bench.YearParameter.*;

/**
 * Who is called in the year, by a plan as it would stand in {@code oncall.yaml}. Each step calls the one of a team whose turn it
 * is by then; which of them that is changes each week. It is a matter of arithmetic: a plan of hundreds of schedules would be
 * asked a million times.
 */
final class YearPlan {

    private static final long WEEK = Duration.ofDays(7).toMillis();
    private static final long SECOND = 1000;

    private final OnCall onCall;
    private final int team;
    private final int teams;

    YearPlan(YearSettings settings) {
        team = Math.max(1, Math.min(settings.count(TEAM), settings.count(ENGINEERS)));
        teams = settings.count(ENGINEERS) / team;
        int steps = Math.max(1, Math.min(team, settings.count(STEPS)));
        onCall = OnCall.parse("the plan of the year", """
                timezone: UTC
                engineers:
                %s
                policies:
                  default:
                    groupWait: %s
                    ackTimeout: %s
                    rounds: %d
                    pause: %s
                    steps:
                %s
                """.formatted(lines(steps, "  turn%1$d: {name: turn %1$d, phones: [{number: \"+81900000%1$04d\"}]}"),
                written(settings.millis(GROUP_WAIT)), written(settings.millis(ACK_TIMEOUT)), settings.count(ROUNDS),
                written(settings.millis(PAUSE)),
                lines(steps, "      - {recipients: [\"call:turn%d\"], wait: " + written(settings.millis(STEP_WAIT)) + "}")));
    }

    private static String lines(int many, String line) {
        return IntStream.range(0, many).mapToObj(line::formatted).collect(Collectors.joining("\n"));
    }

    private static String written(long millis) {
        return millis % SECOND == 0 ? millis / SECOND + "s" : millis + "ms";
    }

    /** @throws IllegalArgumentException when Nightcall would not take such a plan */
    static void check(YearSettings settings) {
        try {
            new YearPlan(settings);
        } catch (OnCallException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    OnCall onCall() {
        return onCall;
    }

    /** @param now milliseconds since the year began */
    int engineer(int system, String call, long now) {
        int turn = Integer.parseInt(Recipients.named(call).substring("turn".length()));
        return system % teams * team + (int) ((now / WEEK + turn) % team);
    }
}
