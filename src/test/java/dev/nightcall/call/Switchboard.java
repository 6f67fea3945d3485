package dev.nightcall.call;

import dev.nightcall.SettableClock;
import dev.nightcall.alert.Alert;
import dev.nightcall.alert.Json;
import dev.nightcall.alert.Severity;
import dev.nightcall.alert.State;
import dev.nightcall.aws.Table;
import dev.nightcall.aws.Departure;
import dev.nightcall.core.Bucket;
import dev.nightcall.core.CallTimes;
import dev.nightcall.core.Gathering;
import dev.nightcall.core.Incident;
import dev.nightcall.core.Lines;
import dev.nightcall.core.Quota;
import dev.nightcall.core.Request;
import dev.nightcall.escalation.Reached;
import dev.nightcall.incident.Incidents;
import dev.nightcall.night.Cloud;
import dev.nightcall.night.Decisions;
import dev.nightcall.night.Night;
import dev.nightcall.oncall.OnCall;
import dev.nightcall.outage.DialState;
import dev.nightcall.outage.DialStates;
import dev.nightcall.queue.Messages;
import dev.nightcall.sending.Dial;
import dev.nightcall.sending.DialSent;
import dev.nightcall.sending.Later;
import dev.nightcall.sending.Outgoing;
import dev.nightcall.sending.Task;
import dev.nightcall.tables.AlertTable;
import dev.nightcall.tables.Calls;
import dev.nightcall.tables.LineTable;
import dev.nightcall.tables.QuotaTable;
import dev.nightcall.telephone.Telephone;
import dev.nightcall.telephone.connect.AmazonConnect;
import dev.nightcall.timeline.Timeline;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.connect.ConnectClient;
import software.amazon.awssdk.services.connect.model.ConnectException;
import software.amazon.awssdk.services.connect.model.StartOutboundVoiceContactRequest;
import software.amazon.awssdk.services.connect.model.StartOutboundVoiceContactResponse;
import software.amazon.awssdk.services.connect.model.StopContactRequest;
import software.amazon.awssdk.services.connect.model.StopContactResponse;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * The classes that decide about calls, on the tables of a night that has not begun: no route sends what they return. Whoever
 * waits in a thread moves the clock.
 */
final class Switchboard implements AutoCloseable {

    static final Instant NOW = Instant.parse("2026-11-22T18:10:00Z");
    static final Gathering GATHERING = new Gathering(Duration.ofMillis(200), Duration.ofMinutes(30), Duration.ofSeconds(3),
            Duration.ofSeconds(20));
    static final DialState.Limits LIMITS = new DialState.Limits(Duration.ofSeconds(60), Duration.ofSeconds(5),
            Duration.ofSeconds(60), Duration.ofSeconds(20));
    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final CallTimes TIMES = new CallTimes(Duration.ofSeconds(1), Duration.ofSeconds(2),
            Duration.ofSeconds(3), Duration.ofSeconds(25), Duration.ofMinutes(10), Duration.ofSeconds(90));
    private static final OnCall PLAN = OnCall.parse("oncall.yaml", """
            timezone: Asia/Tokyo
            engineers:
              sato: {name: 佐藤, phones: [{number: "+819000000001"}]}
              suzuki: {name: 鈴木, phones: [{number: "+819000000002"}]}
              tanaka: {name: 田中, phones: [{number: "+819000000003"}]}
            policies:
              default: {rounds: 3, steps: [{recipients: ["call:sato"]}]}
            """);

    final SettableClock clock = new SettableClock(NOW);
    final Night night;
    final Incidents incidents;
    final LineTable lines;
    final Calls calls;
    final QuotaTable quota;
    final DialStates dials;
    final Remaining remaining;
    final CallRequests requests;
    final WaitingOrder order;
    final Claiming claiming;
    final Dialling dialling;
    final List<String> dialled = new CopyOnWriteArrayList<>();
    /** The calls that Connect was asked to dial, whether it has or not. */
    final List<String> asked = new CopyOnWriteArrayList<>();
    private final Queue<RuntimeException> failures = new ConcurrentLinkedQueue<>();
    final List<String> stopped = new CopyOnWriteArrayList<>();
    private final AtomicReference<Runnable> beforeRequest = new AtomicReference<>(() -> { });
    private final AtomicReference<Runnable> afterRequest = new AtomicReference<>(() -> { });
    private final AtomicReference<Runnable> afterLooking = new AtomicReference<>(() -> { });
    private final Decisions decisions;

    Switchboard(Cloud cloud, int concurrentCalls, Bucket bucket) throws Exception {
        night = Night.withoutNightcall(cloud, clock);
        decisions = new Decisions(night, PLAN, () -> PLAN, () -> PLAN, clock);
        incidents = decisions.incidents;
        Timeline timeline = new Timeline(night.table(night.names().tables().timeline()));
        Table fleet = night.table(night.names().tables().fleet());
        Quota rule = new Quota(bucket, concurrentCalls);
        Supplier<Lines> rules = () -> new Lines(GATHERING, rule, clock.instant());
        quota = new QuotaTable(fleet, rule);
        dials = new DialStates(fleet, LIMITS, clock);
        lines = new LineTable(night.table(night.names().tables().lines()), night.tables().transactions(), quota);
        calls = new Calls(night.table(night.names().tables().calls()));
        remaining = new Remaining(lines, incidents, decisions.informing, timeline);
        requests = new CallRequests(incidents, lines, calls, remaining, timeline, night.tables().transactions(), () -> PLAN,
                rules, clock);
        order = new WaitingOrder(lines, rules);
        claiming = new Claiming(new LineLook.Sources(lines, calls, remaining, quota, dials, night.tables()::reads), rules, timeline,
                night.tables().transactions(), () -> UUID.randomUUID().toString(), clock, new Claiming.Times(LEASE, clock::advance));
        AlertTable alerts = new AlertTable(night.table(night.names().tables().alerts()), new Messages(Json.mapper()));
        RequestQuota stops = new RequestQuota(fleet, RequestQuota.STOPS, Bucket.ofRequests(1, 2), clock, clock::advance);
        Telephone telephone = new AmazonConnect(new Connect(), "instance", "flow", "+810000000000");
        AfterDialling after = new AfterDialling(calls, lines, telephone, stops, new DialAnswers(dials, quota, calls, clock),
                timeline, night.tables().transactions(), clock, TIMES);
        dialling = new Dialling(calls, lines, remaining, telephone, after,
                new Speech(() -> PLAN, alerts, new Voices(Map.of("en", "Joanna")), clock), () -> {
                    once(afterLooking);
                    return PLAN;
                }, night.tables().transactions(), clock, TIMES);
    }

    /** An incident of this system that has come to its first step. */
    Request opens(String system, Severity severity) {
        decisions.grouping.take(new Alert(UUID.randomUUID().toString(), system, "host", "", "", severity, State.FIRING, "",
                clock.instant(), clock.instant(), Map.of()));
        return reaches(incident(system), 1);
    }

    Request opens(String system) {
        return opens(system, Severity.ERROR);
    }

    Request reaches(Incident incident, long position) {
        decisions.escalation.reach(new Later(Task.ESCALATE, incident.id(), position, clock.instant())).orElseThrow();
        return new Request(incident.id(), position);
    }

    Incident incident(String system) {
        return incidents.ofGroup(system).orElseThrow();
    }

    void taken(Request request) {
        decisions.acknowledging.take(request.incident(), "somebody", clock.instant());
    }

    /** It is asked for a line. @return what is to be sent */
    List<Outgoing> ask(String engineer, Request request) {
        Incident incident = incidents.find(request.incident()).orElseThrow();
        return requests.ask(engineer, new Reached(incident, request.position(), List.of("call:" + engineer))).outgoing();
    }

    /** It is asked for a line, and what is to be sent is. */
    void asks(String engineer, Request request) {
        ask(engineer, request).stream().filter(message -> message instanceof DialSent)
                .forEach(message -> requests.dialSent((DialSent) message));
    }

    Optional<Claim> claims(String engineer, String message) {
        return claiming.claim(engineer, message);
    }

    /** Claims and dials, when what is gathered has come. @return what the engineer is called about */
    List<Request> calls(String engineer) {
        clock.advance(GATHERING.usual());
        String call = claims(engineer, UUID.randomUUID().toString()).orElseThrow().callId();
        dialling.dial(call);
        return lines.requests(calls.find(call).orElseThrow());
    }

    /** Of calls without a contact: nothing that Connect would have to be asked for. */
    CallWatch watch() {
        CallLook look = new CallLook(calls, lines.pages(), incidents, night.tables()::reads, clock);
        return new CallWatch(look, remaining, null, null, null, null, clock, TIMES);
    }

    void ends(String engineer) {
        lines.free(engineer, lines.of(engineer).call());
    }

    static List<Outgoing> dials(List<Outgoing> outgoing) {
        return outgoing.stream().filter(Dial.class::isInstance).toList();
    }

    @Override
    public void close() throws Exception {
        night.close();
    }

    /** Happens once, when Connect was asked according to the table, but before the request is made. */
    void beforeRequest(Runnable other) {
        beforeRequest.set(other);
    }

    /** Happens once, when Connect has dialled, but before its answer is handled. */
    void afterRequest(Runnable other) {
        afterRequest.set(other);
    }

    /** Happens once, when it was looked at what needs a call, but before Connect is asked. */
    void afterLooking(Runnable other) {
        afterLooking.set(other);
    }

    /** The next request to dial is answered with an error; the next one after it as usual. */
    void fails(int status, String code, String message) {
        failures.add(ConnectException.builder().statusCode(status).message(message)
                .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).errorMessage(message).build()).build());
    }

    private static void once(AtomicReference<Runnable> what) {
        what.getAndSet(() -> { }).run();
    }

    /** Connect begins whatever it is asked for. */
    private final class Connect implements ConnectClient {

        @Override
        public StartOutboundVoiceContactResponse startOutboundVoiceContact(StartOutboundVoiceContactRequest request) {
            once(beforeRequest);
            request.overrideConfiguration().orElseThrow().executionAttributes().getAttribute(Departure.ATTRIBUTE).run();
            asked.add(request.clientToken());
            RuntimeException failure = failures.poll();
            if (failure != null) {
                throw failure;
            }
            dialled.add(request.clientToken());
            once(afterRequest);
            return StartOutboundVoiceContactResponse.builder().contactId("contact-" + request.clientToken()).build();
        }

        @Override
        public StopContactResponse stopContact(StopContactRequest request) {
            stopped.add(request.contactId());
            return StopContactResponse.builder().build();
        }

        @Override
        public String serviceName() {
            return "connect";
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
