package dev.nightcall.oncall;

import dev.nightcall.alert.Alert;
import dev.nightcall.alert.Severity;

import java.util.Map;
import java.util.Set;

/**
 * Which alerts a policy is for. A text that ends in a star matches what begins like it.
 *
 * @param system     {@code null} when any will do; so are host and service
 * @param severities empty when any will do
 * @param labels     all of them have to match
 */
record Rule(String system, String host, String service, Set<Severity> severities, Map<String, String> labels,
            String policy) {

    boolean matches(Alert alert) {
        return matches(system, alert.system())
                && matches(host, alert.host())
                && matches(service, alert.service())
                && (severities.isEmpty() || severities.contains(alert.severity()))
                && labels.entrySet().stream().allMatch(
                        label -> matches(label.getValue(), alert.labels().get(label.getKey())));
    }

    private static boolean matches(String wanted, String found) {
        if (wanted == null || found == null) {
            return wanted == null;
        }
        return wanted.endsWith("*")
                ? found.startsWith(wanted.substring(0, wanted.length() - 1))
                : found.equals(wanted);
    }
}
