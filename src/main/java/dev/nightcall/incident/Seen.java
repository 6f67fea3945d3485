package dev.nightcall.incident;

import dev.nightcall.alert.Alert;
import dev.nightcall.aws.Write;
import dev.nightcall.suppression.AlertRow;

import java.util.List;
import java.util.Optional;

/**
 * What is known of an alert that fires or has recovered before it is taken.
 *
 * @param remembering the write that remembers its alias, if that is news
 * @param recovering  the writes that tell the suppression that holds it that it has recovered
 * @param held        whether a suppression holds it; of one that has recovered: whether several have to be told
 * @param over        whether its recovery has been handled
 * @param group       where it belongs
 * @param noted       whether that is plain to see, or noted already
 * @param last        the group's current or last incident
 * @param row         what is filed of it there
 * @param cause       the incident of its cause
 * @param related     what is filed of it there
 */
record Seen(Alert alert, Optional<Write> remembering, List<Write> recovering, boolean held, boolean over, String group,
            boolean noted, Optional<Incident> last, Optional<AlertRow> row, Optional<Incident> cause, Optional<AlertRow> related) {

    boolean isIncidentOpen() {
        return last.isPresent() && !last.get().isResolved();
    }

    /** What is filed of it in an incident that is not over. */
    Optional<AlertRow> filed() {
        return isIncidentOpen() ? row : Optional.empty();
    }

    boolean firesHere() {
        return filed().filter(filed -> last.get().firesHere(filed)).isPresent();
    }

    Seen withCause(Optional<Incident> incident, Optional<AlertRow> filed) {
        return new Seen(alert, remembering, recovering, held, over, group, noted, last, row, incident, filed);
    }
}
