package dev.nightcall.console;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.nightcall.alert.Severity;
import dev.nightcall.call.WaitingOrder;
import dev.nightcall.core.Line;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A line for which incidents wait, as the API shows it.
 *
 * @param severity  of the worst of them
 * @param since     when the first of them began to wait
 * @param place     in the order in which lines are dialled, from 1; null while the engineer is in a call
 * @param call      the call that has to end before; null if there is none
 * @param incidents how many they are
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record WaitingView(String engineer, Severity severity, Instant since, Integer place, String call, long incidents) {

    static List<WaitingView> all(WaitingOrder order) {
        List<WaitingView> views = new ArrayList<>();
        for (Line line : order.waiting()) {
            views.add(new WaitingView(line.engineer(), line.severity(), line.began(), line.isFree() ? views.size() + 1 : null,
                    line.call(), order.incidents(line)));
        }
        return views;
    }
}
