package dev.nightcall.webhook;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a request to Opsgenie's API asks for, by method and path. https://docs.opsgenie.com/docs/alert-api
 *
 * @param kind       what is to be done
 * @param identifier of the alert, of the request or of the heartbeat; empty when an alert is created
 * @param action     as the path says it, {@code create} and {@code delete} besides
 */
record OpsgenieCall(Kind kind, String identifier, String action) {

    enum Kind { CREATE, ACT, STATUS, PING }

    private static final String CREATE = "create";
    private static final String DELETE = "delete";
    private static final String ALERTS = "alerts";
    /** Before what is told apart here: {@code /opsgenie/v2}. */
    private static final int PREFIX = 2;
    private static final Set<String> CHANGING = Set.of("POST", "PUT", "PATCH");
    /** What else would be a slip of the pen, and a close with one must not be taken for a note. */
    private static final Set<String> ACTIONS = Set.of("close", "acknowledge", "unacknowledge", "snooze", "escalate", "assign",
            "responders", "teams", "tags", "details", "notes", "actions", "message", "description", "priority", "attachments");

    /** Empty when there is no such thing, or none that Nightcall can do. */
    static Optional<OpsgenieCall> of(String method, List<String> segments) {
        List<String> path = segments.subList(Math.min(PREFIX, segments.size()), segments.size());
        boolean changes = CHANGING.contains(method);
        if (path.size() == 3 && path.get(0).equals("heartbeats") && path.get(2).equals("ping")) {
            return Optional.of(new OpsgenieCall(Kind.PING, path.get(1), "ping"));
        }
        if (path.isEmpty() || !path.get(0).equals(ALERTS)) {
            return Optional.empty();
        }
        return switch (path.size()) {
            case 1 -> only(changes, Kind.CREATE, "", CREATE);
            case 2 -> only(method.equals("DELETE"), Kind.ACT, path.get(1), DELETE);
            default -> path.get(1).equals("requests") ? only(method.equals("GET"), Kind.STATUS, path.get(2), "")
                    // A tag or a detail that is deleted: the alert is not.
                    : only((changes || method.equals("DELETE")) && ACTIONS.contains(path.get(2)), Kind.ACT, path.get(1),
                            method.equals("DELETE") ? "delete-" + path.get(2) : path.get(2));
        };
    }

    private static Optional<OpsgenieCall> only(boolean so, Kind kind, String identifier, String action) {
        return so ? Optional.of(new OpsgenieCall(kind, identifier, action)) : Optional.empty();
    }
}
