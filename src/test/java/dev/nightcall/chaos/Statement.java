package dev.nightcall.chaos;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a monitor says about one thing.
 *
 * @param number of this statement, in its summary, by which it is found again
 * @param alias  empty when the monitor has no name of its own for it
 * @param brief  whether an end is told by the alias alone
 */
record Statement(int number, String system, String host, String service, String alias, String severity, boolean firing,
                 boolean brief) {

    /** Stands before the number in the summary; a full stop stands behind. */
    static final String MARK = "chaos-statement-";

    /** Which alert it is, in words of its own. */
    String identity() {
        return alias.isEmpty() ? system + "/" + host + "/" + service : system + "#" + alias;
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("system", system);
        if (!brief || firing || alias.isEmpty()) {
            json.put("host", host);
            json.put("service", service);
        }
        if (!alias.isEmpty()) {
            json.put("alias", alias);
        }
        json.put("severity", severity);
        json.put("state", firing ? "firing" : "resolved");
        json.put("summary", MARK + number + ".");
        return json;
    }
}
