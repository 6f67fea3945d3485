package dev.nightcall;

import dev.nightcall.aws.Clients;
import dev.nightcall.aws.Reads;
import dev.nightcall.aws.Table;
import dev.nightcall.call.AfterDialling;
import dev.nightcall.call.CallComponent;
import dev.nightcall.call.CallLook;
import dev.nightcall.call.CallRequests;
import dev.nightcall.call.CallRoutes;
import dev.nightcall.call.CallWatch;
import dev.nightcall.call.Claiming;
import dev.nightcall.call.DialAnswers;
import dev.nightcall.call.Dialling;
import dev.nightcall.call.LineLook;
import dev.nightcall.call.NothingLeft;
import dev.nightcall.call.Remaining;
import dev.nightcall.call.RequestQuota;
import dev.nightcall.call.Speech;
import dev.nightcall.call.WaitingOrder;
import dev.nightcall.escalation.CallEnd;
import dev.nightcall.metrics.Meters;
import dev.nightcall.outage.DialStates;
import dev.nightcall.queue.Delay;
import dev.nightcall.queue.Messages;
import dev.nightcall.queue.Queues;
import dev.nightcall.settling.Settlement;
import dev.nightcall.tables.Calls;
import dev.nightcall.tables.LineTable;
import dev.nightcall.tables.QuotaTable;
import dev.nightcall.telephone.Telephone;
import org.apache.camel.main.Main;

import java.time.Clock;
import java.util.UUID;
import java.util.function.Function;

/** The classes that phone: lines and calls as they are written down, who is dialled, and what becomes of a call. */
final class Calling {

    private final CallSettings settings;
    private final Clients clients;
    private final Table fleet;
    private final Heart heart;
    private final DialStates dials;
    private final Clock clock;
    private final QuotaTable quota;
    private final LineTable lines;
    private final Calls calls;
    private final WaitingOrder order;
    private final Remaining remaining;

    /** @param tables by the names that they have in the settings */
    Calling(CallSettings settings, Clients clients, Function<String, Table> tables, Heart heart, DialStates dials,
              Clock clock) {
        this.settings = settings;
        this.clients = clients;
        this.heart = heart;
        this.dials = dials;
        this.clock = clock;
        fleet = tables.apply("fleet");
        quota = new QuotaTable(fleet, settings.quota());
        lines = new LineTable(tables.apply("lines"), heart.transactions(), quota);
        calls = new Calls(tables.apply("calls"));
        order = new WaitingOrder(lines, settings.lines(clock));
        remaining = new Remaining(lines, heart.incidents(), heart.informing(), heart.timeline());
    }

    LineTable lines() {
        return lines;
    }

    Calls calls() {
        return calls;
    }

    WaitingOrder order() {
        return order;
    }

    /** From the recipient {@code call:NAME} to the ringing phone. */
    void addTo(Main main, Queues queues, Messages messages, Delay delay) {
        CallRequests requests = new CallRequests(heart.incidents(), lines, calls, remaining, heart.timeline(),
                heart.transactions(), heart.plan(), settings.lines(clock), clock);
        Claiming claiming = new Claiming(new LineLook.Sources(lines, calls, remaining, quota, dials,
                this::reads), settings.lines(clock), heart.timeline(), heart.transactions(),
                () -> UUID.randomUUID().toString(), clock, settings.claims());
        Telephone telephone = settings.telephone(clients.connect());
        Speech speech = new Speech(heart.plan(), heart.alerts(), settings.voices(), clock);
        AfterDialling after = new AfterDialling(calls, lines, telephone, requests(RequestQuota.STOPS),
                new DialAnswers(dials, quota, calls, clock), heart.timeline(), heart.transactions(), clock, settings.times());
        Dialling dialling = new Dialling(calls, lines, remaining, telephone, after, speech, heart.plan(), heart.transactions(),
                clock, settings.times());
        NothingLeft nothingLeft = new NothingLeft(remaining, telephone, speech, requests(RequestQuota.UPDATES));
        CallLook look = new CallLook(calls, lines.pages(), heart.incidents(), this::reads, clock);
        CallWatch watch = new CallWatch(look, remaining, nothingLeft, telephone, requests(RequestQuota.LOOKS),
                requests(RequestQuota.STOPS), clock, settings.times());
        main.bind("call", new CallComponent(requests));
        main.configure().addRoutesBuilder(new CallRoutes(queues, messages, delay, requests, claiming, dialling,
                watch, settings.ofRoutes()));
    }

    /** What the end of a call changes, by whomever it is told. */
    Settlement settlement(Meters meters) {
        CallEnd end = new CallEnd(heart.incidents(), heart.acknowledging(), heart.escalation(), lines, this::reads);
        return new Settlement(calls, lines, heart.incidents(), end, heart.suppressing(), heart.timeline(), clock, meters);
    }

    private Reads reads() {
        return new Reads(clients.dynamoDb());
    }

    private RequestQuota requests(String name) {
        return settings.requests(name, fleet, clock);
    }
}
