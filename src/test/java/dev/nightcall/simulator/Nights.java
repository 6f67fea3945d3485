package dev.nightcall.simulator;

import java.util.Optional;
import java.util.stream.LongStream;

/** Nights in a process of their own: prints the first that is broken, and what is. */
final class Nights {

    private Nights() {
    }

    /** @param arguments a kind of nights, and how many seeds from 1 on */
    public static void main(String[] arguments) {
        NightKind kind = NightKind.valueOf(arguments[0]);
        System.out.println(LongStream.rangeClosed(1, Long.parseLong(arguments[1])).mapToObj(kind::broken)
                .flatMap(Optional::stream).findFirst().orElse("nothing is broken"));
    }
}
