package dev.nightcall.queue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A message that a decision wants sent, after its state is written. The route sends it.
 *
 * @param endpoint one of our own {@code direct:} endpoints, never made from what somebody wrote
 */
public record Outgoing(String endpoint, Object body) {

    /** The endpoints that send a message to a queue, and those that send a list of them. */
    private static final Map<String, String> GATHERED = Map.of("direct:later", "direct:later",
            "direct:notice", "direct:notice", "direct:alert", "direct:alerts");

    /**
     * What goes to the same queue as one list, so that it is sent in batches. Nothing overtakes what goes to no queue, and
     * queues are served in the order in which they were first named.
     */
    static List<Outgoing> gathered(List<Outgoing> messages) {
        List<Outgoing> gathered = new ArrayList<>();
        Map<String, List<Object>> waiting = new LinkedHashMap<>();
        for (Outgoing message : messages) {
            if (GATHERED.containsKey(message.endpoint())) {
                waiting.computeIfAbsent(message.endpoint(), endpoint -> new ArrayList<>()).add(message.body());
            } else {
                release(waiting, gathered);
                gathered.add(message);
            }
        }
        release(waiting, gathered);
        return gathered;
    }

    private static void release(Map<String, List<Object>> waiting, List<Outgoing> gathered) {
        waiting.forEach((endpoint, bodies) -> gathered.add(bodies.size() == 1 ? new Outgoing(endpoint, bodies.get(0))
                : new Outgoing(GATHERED.get(endpoint), bodies)));
        waiting.clear();
    }

    public static Outgoing later(Later later) {
        return new Outgoing("direct:later", later);
    }
}
