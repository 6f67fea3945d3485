package dev.nightcall.incident;

import dev.nightcall.alert.Alert;
import dev.nightcall.ledger.Ledger;
import dev.nightcall.queue.TryAgain;
import dev.nightcall.sending.Outgoing;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Alerts on their way, one or several together: each that is taken leaves those that are looked at.
 *
 * @param said   as they came, by what is known they are about
 * @param looked what was seen of those that are not taken yet
 * @param taken  by the alerts as they came
 */
public record InHand(Map<Alert, Alert> said, List<Looked> looked, Map<Alert, Taken> taken) {

    /** Whether nothing is left to be taken. */
    public boolean isDone() {
        return looked.isEmpty();
    }

    /** @throws TryAgain when something of it, or of its incident, keeps changing */
    void requireTaken(Alert alert) {
        if (!taken.containsKey(alert)) {
            throw new TryAgain("what is known of " + alert.key() + " keeps changing", Duration.ofSeconds(2), null);
        }
    }

    boolean isAlone() {
        return said.size() == 1;
    }

    /** The same with another look at what is left. */
    InHand looked(List<Looked> now) {
        return new InHand(said, now, taken);
    }

    /** The same when more are taken. @param more by what is known they are about */
    InHand with(Map<Alert, Taken> more) {
        Map<Alert, Taken> all = new LinkedHashMap<>(taken);
        more.forEach((alert, one) -> all.put(said.get(alert), one));
        return new InHand(said, looked.stream().filter(one -> !more.containsKey(one.alert())).toList(), all);
    }

    /** What is to be sent. */
    public List<Outgoing> outgoing() {
        return taken.values().stream().flatMap(one -> one.outgoing().stream()).toList();
    }

    /** For the ledger: what became of them. */
    public List<Ledger.Handled> handled() {
        return taken.entrySet().stream().map(one -> new Ledger.Handled(one.getKey(), one.getValue().decision().word(),
                one.getValue().incident())).toList();
    }
}
