package dev.nightcall.call;

import dev.nightcall.aws.Transactions;
import dev.nightcall.aws.Write;
import dev.nightcall.core.Call;
import dev.nightcall.core.Request;
import dev.nightcall.tables.Calls;
import dev.nightcall.tables.LineTable;
import dev.nightcall.timeline.Event;
import dev.nightcall.timeline.Timeline;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What is written when Connect has begun the contact of a call: its id, for how long its line and its room in the quota are
 * taken, and the timelines. All at once where that is possible, otherwise its id first.
 */
final class UnderWay {

    private static final Logger LOG = LoggerFactory.getLogger(UnderWay.class);
    /** DynamoDB, TransactWriteItems: a hundred writes. */
    private static final int MOST_AT_ONCE = 90;

    private final Calls calls;
    private final LineTable lines;
    private final Timeline timeline;
    private final Transactions transactions;
    private final Clock clock;
    private final Duration longestCall;

    /** @param longestCall how long a line stays claimed by a call of which nothing is heard */
    UnderWay(Calls calls, LineTable lines, Timeline timeline, Transactions transactions, Clock clock, Duration longestCall) {
        this.calls = calls;
        this.lines = lines;
        this.timeline = timeline;
        this.transactions = transactions;
        this.clock = clock;
        this.longestCall = longestCall;
    }

    /**
     * Connect has begun a contact.
     *
     * @param asked  the call, as Connect was asked to dial it
     * @param about  what it is about
     * @return the call as it is now; perhaps it was decided meanwhile, and then nothing but the contact is written
     */
    Call begun(Call asked, String contactId, List<Request> about) {
        Instant now = clock.instant();
        if (about.size() <= MOST_AT_ONCE && writeAtOnce(asked, contactId, about, now)) {
            return asked.dialled(contactId, now);
        }
        Call dialled = calls.dialled(asked.id(), contactId, now);
        if (dialled.outcome() == null) {
            note(dialled, about);
        }
        return dialled;
    }

    /** @return false when something was decided meanwhile, or another has the line; perhaps also when all was written */
    private boolean writeAtOnce(Call asked, String contactId, List<Request> about, Instant now) {
        List<Write> writes = new ArrayList<>(List.of(calls.begun(asked, contactId, now)));
        writes.addAll(lines.extending(asked.engineer(), asked.id(), now.plus(longestCall)));
        about.forEach(request -> writes.add(timeline.entry(request.incident(), now, Event.CALLED, asked.id(), position(request),
                who(asked))));
        try {
            return transactions.execute(writes);
        } catch (SdkException e) {
            // That the contact is known matters most: it is written by itself.
            LOG.debug("call {} is written down part by part: {}", asked.id(), e.toString());
            return false;
        }
    }

    /** The same of a call whose contact is noted: whoever has begun it may have died. */
    void note(Call call, List<Request> about) {
        lines.extend(call.engineer(), call.id(), clock.instant().plus(longestCall));
        timeline.addToEach(about.stream().collect(Collectors.toMap(Request::incident, UnderWay::position)), call.startedAt(),
                Event.CALLED, call.id(), who(call));
    }

    private static String position(Request request) {
        return "position " + request.position();
    }

    private static String who(Call call) {
        return call.engineer() + " " + PhoneNumber.masked(call.number());
    }
}
