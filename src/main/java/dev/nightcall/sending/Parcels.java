package dev.nightcall.sending;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is sent in one go: a message, or a list of those that go to the same queue and so share its requests. */
final class Parcels {

    private Parcels() {
    }

    /**
     * Nothing overtakes what goes to no queue, and queues are served in the order in which they were first named.
     *
     * @param messages of type {@link Outgoing}, in the order in which they are to be sent
     */
    static List<Object> of(List<?> messages) {
        List<Object> parcels = new ArrayList<>();
        Map<Destination, List<Outgoing>> gathered = new LinkedHashMap<>();
        for (Object one : messages) {
            Outgoing message = (Outgoing) one;
            Destination destination = Destination.of(message);
            if (destination.gathers()) {
                gathered.computeIfAbsent(destination, to -> new ArrayList<>()).add(message);
            } else {
                parcels.addAll(gathered.values());
                gathered.clear();
                parcels.add(message);
            }
        }
        parcels.addAll(gathered.values());
        return parcels;
    }

    /** Where a parcel goes. */
    static String endpoint(Object parcel) {
        return Destination.of((Outgoing) (parcel instanceof List<?> list ? list.get(0) : parcel)).endpoint();
    }
}
