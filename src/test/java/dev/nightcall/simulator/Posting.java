package dev.nightcall.simulator;

import dev.nightcall.call.Telephony;
import dev.nightcall.night.Decisions;
import dev.nightcall.queue.Delay;
import dev.nightcall.sending.AcknowledgedAtMonitor;
import dev.nightcall.sending.AuditDone;
import dev.nightcall.sending.CallSettled;
import dev.nightcall.sending.Dial;
import dev.nightcall.sending.DialSent;
import dev.nightcall.sending.Later;
import dev.nightcall.sending.MaintenanceAnnounced;
import dev.nightcall.sending.MaintenanceTaken;
import dev.nightcall.sending.Outgoing;
import dev.nightcall.sending.OutageTold;
import dev.nightcall.sending.Raised;
import dev.nightcall.sending.Settle;
import dev.nightcall.sending.Telling;
import dev.nightcall.sending.Withdrawal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Where what is sent goes: into a queue, or to the class that handles it. What that hands back is to be sent next. */
final class Posting implements Outgoing.Cases<List<Outgoing>> {

    /** {@code nightcall.later.hop}. */
    private static final Duration HOP = Duration.ofSeconds(900);

    private final World world;
    private final Decisions decisions;
    private final Telephony telephony;
    private final Delay delay;

    /** @param clock of the process that sends */
    Posting(World world, Decisions decisions, Telephony telephony, Clock clock) {
        this.world = world;
        this.decisions = decisions;
        this.telephony = telephony;
        this.delay = new Delay(clock, HOP);
    }

    boolean isDue(Later message) {
        return delay.isDue(message.due());
    }

    @Override
    public List<Outgoing> raised(Raised raised) {
        world.alerts.send(raised.alert(), now());
        return List.of();
    }

    @Override
    public List<Outgoing> later(Later later) {
        world.later.send(later, now().plusSeconds(delay.seconds(later.due())));
        return List.of();
    }

    @Override
    public List<Outgoing> telling(Telling telling) {
        world.told(telling);
        return List.of();
    }

    @Override
    public List<Outgoing> acknowledgedAtMonitor(AcknowledgedAtMonitor taken) {
        world.clouds.takesWhatIsThere(taken.incident());
        return telephony.acknowledging.take(taken.incident(), taken.by(), taken.at());
    }

    @Override
    public List<Outgoing> dial(Dial dial) {
        world.calls.send(dial, now().plusSeconds(dial.due() == null ? 0 : delay.seconds(dial.due())));
        return List.of();
    }

    @Override
    public List<Outgoing> dialSent(DialSent sent) {
        telephony.dialSent(sent);
        return List.of();
    }

    @Override
    public List<Outgoing> withdrawal(Withdrawal withdrawal) {
        return telephony.withdraw(withdrawal);
    }

    @Override
    public List<Outgoing> settle(Settle settle) {
        return telephony.settle(settle);
    }

    @Override
    public List<Outgoing> callSettled(CallSettled settled) {
        telephony.settled(settled);
        return List.of();
    }

    @Override
    public List<Outgoing> maintenanceAnnounced(MaintenanceAnnounced announced) {
        throw nobody(announced);
    }

    @Override
    public List<Outgoing> maintenanceTaken(MaintenanceTaken taken) {
        throw nobody(taken);
    }

    @Override
    public List<Outgoing> outageTold(OutageTold told) {
        throw nobody(told);
    }

    @Override
    public List<Outgoing> auditDone(AuditDone done) {
        throw nobody(done);
    }

    private static IllegalStateException nobody(Outgoing one) {
        return new IllegalStateException("nobody simulates " + one);
    }

    private Instant now() {
        return world.clouds.clock.instant();
    }
}
