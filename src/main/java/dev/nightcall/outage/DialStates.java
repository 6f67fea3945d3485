package dev.nightcall.outage;

import dev.nightcall.aws.Item;
import dev.nightcall.aws.Reads;
import dev.nightcall.aws.Table;
import dev.nightcall.aws.Write;
import dev.nightcall.core.PhoneOutage;
import dev.nightcall.core.Proof;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** The state of the fleet's dials: one item of the table {@code nightcall-fleet}, which is written only when it changes. */
public final class DialStates {

    private static final Duration ASK_AGAIN = Duration.ofSeconds(30);

    private final Table table;
    private final DialState.Limits limits;
    private final Clock clock;
    private final Instant started;
    private volatile DialState seen;
    private volatile Instant askedNext = Instant.MIN;

    public DialStates(Table table, DialState.Limits limits, Clock clock) {
        this.table = table;
        this.limits = limits;
        this.clock = clock;
        this.started = clock.instant();
    }

    public DialState now() {
        return read(item());
    }

    /**
     * The latest outage, if there was one, as this process has seen it last: it is looked at every few seconds. Nobody could try
     * while nobody ran, so that after a start there is time for it again. The night and the audit both ask here, or the audit
     * would call overdue what the night still holds.
     */
    public Optional<PhoneOutage> outageSeen() {
        DialState last = seen == null ? now() : seen;
        return Optional.ofNullable(last.outage()).map(outage -> outage.triedFrom(started));
    }

    /** Whether a call may be dialled, as it was read. */
    public final class Pass {

        private final Item item;
        private final DialState state;
        private final Instant now = clock.instant();

        private Pass(Item item) {
            this.item = item;
            this.state = read(item);
        }

        /** Why not; empty when it may, or may try. */
        public Optional<PhoneOutage> held() {
            return state.isHeld() && !state.isToBeTried(now) ? Optional.of(state.outage()) : Optional.empty();
        }

        /** What is to be written with the claim of a line: of several only one tries. */
        public List<Write> writes() {
            return state.isHeld() ? List.of(write(item, state.trying(now, limits))) : List.of();
        }
    }

    /** Read with other things. */
    public Supplier<Pass> pass(Reads reads) {
        Supplier<Optional<Item>> item = reads.get(table, key());
        return () -> new Pass(item.get().orElse(Item.empty()));
    }

    /**
     * Connect has just begun a contact.
     *
     * @param at when: that says nothing of an outage that has begun since, unless only another clock says so
     */
    public DialState dialled(Instant at) {
        return begunBy(at, limits.clocks());
    }

    /** @param at when Connect had begun a contact, however long ago: that says nothing of an outage that has begun since */
    public DialState hadDialled(Instant at) {
        return begunBy(at, Duration.ZERO);
    }

    private DialState begunBy(Instant at, Duration tolerance) {
        return change(state -> state.isHeld() && state.outage().since().isAfter(at.plus(tolerance)) ? state
                : state.dialled(clock.instant()));
    }

    public DialState answered() {
        return change(DialState::answered);
    }

    public DialState refused(String reason, String setting, Proof proof) {
        return change(state -> state.refused(reason, setting, proof, clock.instant(), limits));
    }

    public DialState refusedPerhaps(String reason, String number) {
        return change(state -> state.refusedPerhaps(reason, number, clock.instant(), limits));
    }

    public DialState lost(String reason) {
        return change(state -> state.lost(reason, clock.instant(), limits));
    }

    public DialState busy(String reason, Proof proof, boolean inFlight) {
        return change(state -> state.busy(reason, proof, inFlight, clock.instant(), limits));
    }

    /**
     * Looks whether an outage is over that no call is left to try.
     *
     * @param connect asked only then: what Connect shows without being asked to dial
     */
    public void lookWhetherMended(Supplier<Set<Proof>> connect) {
        Instant now = clock.instant();
        if (now.isBefore(askedNext)) {
            return;
        }
        // Calls may wait that nobody could try while nobody ran.
        boolean mayBeTried = outageSeen().filter(outage -> outage.isSeenToLast(now)).isPresent();
        // What this process has seen last is looked at every few seconds; asked is only when that may be it.
        if (!mayBeTried && seen.isUntried(now) && now().isUntried(now)) {
            askedNext = now.plus(ASK_AGAIN);
            Set<Proof> shown = connect.get();
            change(state -> state.shown(shown, clock.instant()));
        }
    }

    /** Why nobody can be phoned, if that is sure, as this process has seen it last. */
    public Optional<String> whyOut() {
        DialState last = seen == null ? now() : seen;
        return Optional.of(last).filter(DialState::isOut).map(state -> state.outage().text(clock.instant()));
    }

    /** The channels have been told of an outage, or of its end, unless it has ended, or another one begun, meanwhile. */
    public void told(PhoneOutage outage) {
        change(state -> state.outage() != null && state.outage().since().equals(outage.since())
                && state.outage().isOn() == outage.isOn() ? state.withAllTold() : state);
    }

    /** @return as it is now */
    private DialState change(UnaryOperator<DialState> change) {
        while (true) {
            Item item = item();
            DialState state = read(item);
            DialState changed = change.apply(state);
            if (changed.equals(state) || write(item, changed).execute().isPresent()) {
                seen = changed;
                return changed;
            }
        }
    }

    private Item item() {
        return table.get(key()).orElse(Item.empty());
    }

    private Write write(Item item, DialState state) {
        PhoneOutage outage = state.outage();
        Write write = table.update(key()).set("version", item.number("version") + 1).set("lost", state.lost())
                .set("busySince", state.busySince()).set("busyAt", state.busyAt()).set("suspect", state.suspect())
                .set("suspectNumber", state.suspectNumber()).set("told", state.told() ? 1 : 0)
                .set("sure", state.sure() ? 1 : 0);
        if (outage != null) {
            write.set("since", outage.since()).set("ended", outage.ended()).set("reason", outage.reason())
                    .set("setting", outage.setting()).set("proof", outage.proof().name())
                    .set("tries", outage.tries()).set("nextTry", outage.nextTry());
        }
        return item.has("version") ? write.whenEquals("version", item.number("version")) : write.whenAbsent("version");
    }

    private DialState read(Item item) {
        seen = item.has("version") ? written(item) : DialState.WELL;
        return seen;
    }

    private static DialState written(Item item) {
        PhoneOutage outage = !item.has("since") ? null : new PhoneOutage(item.time("since"), item.time("ended"),
                item.text("reason"), item.text("setting"), item.has("proof") ? Proof.valueOf(item.text("proof")) : Proof.CONTACT,
                (int) item.number("tries"), item.time("nextTry"));
        return new DialState((int) item.number("lost"), item.time("busySince"), item.time("busyAt"), item.text("suspect"),
                item.text("suspectNumber"), outage, !item.has("sure") || item.number("sure") == 1, item.number("told") == 1);
    }

    private static Item key() {
        return Item.of("set", "dials").with("name", "state");
    }
}
