package dev.nightcall;

import dev.nightcall.aws.Table;
import dev.nightcall.channel.OutageNotices;
import dev.nightcall.channel.OutageRoutes;
import dev.nightcall.core.Proof;
import dev.nightcall.health.Dependency;
import dev.nightcall.metrics.Meters;
import dev.nightcall.oncall.OnCall;
import dev.nightcall.outage.DialState;
import dev.nightcall.outage.DialStates;
import dev.nightcall.settings.Settings;
import org.apache.camel.main.Main;

import java.time.Clock;
import java.util.Set;
import java.util.function.Supplier;

/** Whether anybody can be phoned: the state that the fleet shares, who is told of it, and what readiness says. */
final class Dials {

    private final DialStates states;

    /** @param fleet the table of what all Nightcalls share */
    Dials(Settings settings, Table fleet, Clock clock) {
        states = new DialStates(fleet, new DialState.Limits(settings.duration("nightcall.call.outage.busy"),
                settings.duration("nightcall.call.outage.pause"),
                settings.duration("nightcall.call.outage.longest-pause"),
                settings.duration("nightcall.clock.tolerance")), clock);
    }

    DialStates states() {
        return states;
    }

    /** @param connect what Connect shows without being asked to dial */
    void addTo(Main main, Supplier<Set<Proof>> connect, Supplier<OnCall> plan, Meters meters) {
        main.configure().addRoutesBuilder(new OutageRoutes(new OutageNotices(states, connect, plan, meters)));
    }

    /** What the dials have shown, as it was looked at last. */
    Dependency check() {
        return new Dependency("dialling", () -> states.whyOut().ifPresent(why -> {
            throw new IllegalStateException(why);
        }));
    }
}
