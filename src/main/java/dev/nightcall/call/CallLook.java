package dev.nightcall.call;

import dev.nightcall.aws.Reads;
import dev.nightcall.core.Agenda;
import dev.nightcall.core.Call;
import dev.nightcall.core.Incident;
import dev.nightcall.core.Waiting;
import dev.nightcall.incident.Incidents;
import dev.nightcall.tables.Calls;
import dev.nightcall.tables.WaitingPages;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Reads what is needed for a look at a call: the call and, in the same request, its incidents, if this process knows which they
 * are, as it has dialled the call or looked at it before.
 */
public final class CallLook {

    private final Calls calls;
    private final WaitingPages pages;
    private final Incidents incidents;
    private final Supplier<Reads> reads;
    private final Clock clock;

    public CallLook(Calls calls, WaitingPages pages, Incidents incidents, Supplier<Reads> reads, Clock clock) {
        this.calls = calls;
        this.pages = pages;
        this.incidents = incidents;
        this.reads = reads;
        this.clock = clock;
    }

    /**
     * A call as it was read.
     *
     * @param any whether anything of it still needs it; empty when that was not read
     * @param at   a moment before
     */
    record Found(Call call, Optional<Boolean> any, Instant at) {
    }

    Optional<Found> at(String callId) {
        Optional<WaitingPages.Known> known = pages.known(callId);
        Reads together = reads.get();
        Supplier<Optional<Call>> call = calls.find(callId, together);
        List<Supplier<Optional<Incident>>> about = known.stream().flatMap(one -> one.rows().stream())
                .map(Waiting::request).map(request -> incidents.find(request.incident(), together)).toList();
        Instant now = clock.instant();
        together.run();
        List<Incident> incidentsNow = about.stream().map(Supplier::get).flatMap(Optional::stream).toList();
        return call.get().map(found -> new Found(found, known.filter(one -> one.isOf(found)).map(one ->
                !Agenda.of(found.engineer(), one.rows(), incidentsNow, Set.of()).isEmpty()), now));
    }
}
