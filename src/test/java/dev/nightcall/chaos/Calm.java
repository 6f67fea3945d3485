package dev.nightcall.chaos;

import dev.nightcall.core.Call;
import dev.nightcall.core.Status;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Whether everything has settled: nothing is being handled, nobody is being called, and every incident is taken or over. */
final class Calm {

    private final Cloud cloud;
    private final Telephones telephones;

    Calm(Cloud cloud, Telephones telephones) {
        this.cloud = cloud;
        this.telephones = telephones;
    }

    boolean isNow() {
        return disturbances().isEmpty();
    }

    /** What has not settled. */
    List<String> disturbances() {
        List<String> found = new ArrayList<>();
        Stream.of("alerts", "recoveries", "calls", "later", "notices").filter(queue -> cloud.messages(queue) > 0)
                .forEach(queue -> found.add("messages in " + queue + ": " + cloud.messages(queue)));
        cloud.incidents(Status.OPEN).forEach(incident -> found.add("nobody has incident " + incident.id() + " of "
                + incident.group() + " at position " + incident.position()));
        cloud.calls().stream().filter(call -> !call.isSettled()).map(Call::id).forEach(id -> found.add("unsettled call " + id));
        cloud.lines().stream().filter(line -> line.call() != null)
                .forEach(line -> found.add("line of " + line.engineer() + " in call " + line.call()));
        if (!telephones.areQuiet()) {
            found.add("somebody is on the telephone");
        }
        return found;
    }
}
