package dev.nightcall.local.connect;

import java.util.Map;
import java.util.TreeMap;

/** How often each operation got each answer. */
final class RequestCounts {

    private final Map<String, Map<String, Integer>> counts = new TreeMap<>();

    /** @param answer as {@code 200} or {@code 429 TooManyRequestsException} */
    void count(String operation, String answer) {
        counts.computeIfAbsent(operation, name -> new TreeMap<>()).merge(answer, 1, Integer::sum);
    }

    Map<String, Map<String, Integer>> all() {
        return counts;
    }
}
