package dev.nightcall.incident;

import dev.nightcall.aws.Reads;
import dev.nightcall.aws.Transactions;
import dev.nightcall.oncall.OnCall;
import dev.nightcall.suppression.Holding;
import dev.nightcall.tables.AlertTable;
import dev.nightcall.tables.Aliases;
import dev.nightcall.tables.Counted;
import dev.nightcall.timeline.Timeline;

import java.time.Clock;
import java.util.function.Supplier;

/** The stages on the way of an alert from its queue, in the order in which they are walked. */
public record Stages(Looking looking, SuppressionFilter suppressionFilter, Grouping grouping) {

    /** @param ids of new incidents */
    public static Stages of(Incidents incidents, AlertTable alerts, Counted counted, Timeline timeline, Filing filing,
                            Related related, Closing closing, Holding holding, Suppressing suppressing, Supplier<Reads> reads,
                            Transactions transactions, Supplier<OnCall> onCall, Supplier<String> ids, Clock clock) {
        Looking looking = new Looking(reads, transactions, new Aliases(alerts), counted, holding, alerts, incidents, related,
                onCall, clock);
        SuppressionFilter filter = new SuppressionFilter(holding, clock);
        Following following = new Following(looking, incidents, alerts, new Changing(incidents, alerts, onCall, clock), related,
                suppressing, closing, new Noting(alerts, timeline, onCall), new Informing(incidents, alerts, clock));
        Recording recording = new Recording(incidents, alerts, filing, timeline, onCall);
        return new Stages(looking, filter, new Grouping(looking, filter, recording, following, related, transactions, onCall, ids,
                clock));
    }
}
