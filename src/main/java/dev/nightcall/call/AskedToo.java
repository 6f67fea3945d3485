package dev.nightcall.call;

import dev.nightcall.core.Callees;
import dev.nightcall.core.Incident;
import dev.nightcall.oncall.OnCall;
import dev.nightcall.oncall.Recipients;

import java.time.Instant;
import java.util.function.Supplier;

/** Who is asked for an incident at the same time as somebody who is about to be phoned. */
public final class AskedToo {

    private final Supplier<OnCall> onCall;

    public AskedToo(Supplier<OnCall> onCall) {
        this.onCall = onCall;
    }

    /** Whether others have been asked where the incident stands, or will be by the same step. */
    boolean others(String engineer, Incident incident, Instant at) {
        OnCall plan = onCall.get();
        return incident.asked().stream().anyMatch(asked -> !asked.equals(engineer))
                || incident.at(incident.position()).recipients().stream().filter(Recipients::isCall).map(Recipients::named)
                        .flatMap(name -> Callees.of(plan, name, incident.passedOn(), at).engineers().stream())
                        .anyMatch(callee -> !callee.id().equals(engineer));
    }
}
