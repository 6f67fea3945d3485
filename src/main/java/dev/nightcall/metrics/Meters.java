package dev.nightcall.metrics;

import dev.nightcall.alert.Decision;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/** What Nightcall counts and measures, in its own words. Counters of this process, gauges of what all of them share. */
public final class Meters {

    private static final String BEHIND = "How far reading is behind the newest contact record";

    private final MeterRegistry registry;
    private final Clock clock;
    private final Map<String, AtomicReference<Double>> gauges = new ConcurrentHashMap<>();

    public Meters(MeterRegistry registry, Clock clock) {
        this.registry = registry;
        this.clock = clock;
        // From 0 on, so that a rate sees the first one.
        for (Decision decision : Decision.values()) {
            alerts(decision);
        }
        List.of("alerts", "recoveries", "later", "calls", "notices", "contact-records").forEach(this::deadLetters);
        ledgerMissed(0);
        wrongKeys();
    }

    /** A request showed a key that nobody has been given. */
    public void wrongKey() {
        wrongKeys().increment();
    }

    private Counter wrongKeys() {
        return Counter.builder("nightcall.http.wrong.keys").description("HTTP requests with a key that nobody has been given")
                .register(registry);
    }

    /** Something was decided about an alert. */
    public void alert(Decision decision) {
        alerts(decision).increment();
    }

    /** SQS has taken alerts. */
    public void accepted(int count) {
        alerts(Decision.ACCEPTED).increment(count);
    }

    /** How many alerts wait for SQS or are on their way to it. */
    public void intakeWaiting(double count) {
        gauge("nightcall.intake.waiting", "Alerts that wait for SQS to take them", Tags.empty(), count);
    }

    /** Alerts that were accepted are not in the ledger. */
    public void ledgerMissed(int count) {
        Counter.builder("nightcall.ledger.missed").description("Accepted alerts that could not be noted in the ledger")
                .register(registry).increment(count);
    }

    /** The auditor has moved things that were overdue. */
    public void auditMoved(String what, int count) {
        Counter.builder("nightcall.audit.moved").description("What the auditor found overdue, and moved").tag("what", what)
                .register(registry).increment(count);
    }

    /** How much the auditor cannot account for; {@link Double#NaN} while another Nightcall audits. */
    public void unaccounted(double count) {
        gauge("nightcall.audit.unaccounted", "Alerts and calls that are unaccounted for", Tags.empty(), count);
    }

    /**
     * A message was read.
     *
     * @param kind    alert, not-an-alert or unknown
     * @param pattern of which source; empty when none knew it
     */
    public void read(String kind, String pattern) {
        Counter.builder("nightcall.readings").description("Messages of monitors, by what they were and which source knew them")
                .tag("kind", kind).tag("source", pattern).register(registry).increment();
    }

    /**
     * A message of Amazon SNS was refused.
     *
     * @param reason topic, certificate or signature
     */
    public void snsRefused(String reason) {
        Counter.builder("nightcall.sns.refused").description("Messages of Amazon SNS that were not to be trusted, by reason")
                .tag("reason", reason).register(registry).increment();
    }

    /** Whether the file of the plan, as it is now, is not in force. */
    public void planRefused(boolean refused) {
        gauge("nightcall.plan.refused", "1 while oncall.yaml, as it is now, cannot be used", Tags.empty(), refused ? 1 : 0);
    }

    /** How many files of routes could not be read. */
    public void routesLeftOut(int files) {
        gauge("nightcall.routes.left.out", "Errors for which files of routes are left out", Tags.empty(), files);
    }

    /** How many different plans the fleet has in force; one, but for a while when a new one is rolled out. */
    public void plansInForce(int plans) {
        gauge("nightcall.plans.in.force", "Different plans in force in the fleet", Tags.empty(), plans);
    }

    /** How many incidents have a status; {@link Double#NaN} when nobody knows. */
    public void incidents(String status, double count) {
        gauge("nightcall.incidents", "Incidents that are not resolved, by status", Tags.of("status", status), count);
    }

    /**
     * A call's outcome was told for the first time.
     *
     * @param dialledAfter from when the first of its incidents began to wait to when Connect dialled; null when it was not
     */
    public void call(String outcome, Duration dialledAfter) {
        Counter.builder("nightcall.calls").description("Calls, by outcome").tag("outcome", outcome)
                .register(registry).increment();
        if (dialledAfter != null) {
            Timer.builder("nightcall.dial.wait").description("From when the first incident waited for a line to dialling")
                    .register(registry).record(dialledAfter);
        }
    }

    /**
     * A message stays in its queue and comes again.
     *
     * @param why turn (it waits for something ordinary), outage or error
     */
    public void postponed(String queue, String why) {
        Counter.builder("nightcall.messages.postponed").description("Messages that stay in their queue for a while, by reason")
                .tag("queue", queue).tag("why", why).register(registry).increment();
    }

    /** How far this clock is ahead of AWS's, behind when it is negative; zero as long as it may be right. */
    public void clockSkew(Duration skew) {
        gauge("nightcall.clock.skew.seconds", "How far this clock is ahead of AWS's", Tags.empty(), skew.toMillis() / 1000.0);
    }

    /** For how many lines something waits; {@link Double#NaN} when nobody knows. */
    public void linesWaiting(double count) {
        gauge("nightcall.lines.waiting", "Engineers' lines for which incidents wait", Tags.empty(), count);
    }

    /** 1 while nobody can be phoned, otherwise 0; {@link Double#NaN} when nobody knows. */
    public void phonesOut(double out) {
        gauge("nightcall.phones.out", "1 while nobody can be phoned", Tags.empty(), out);
    }

    /** How many messages are in a queue, those that are delayed or being handled included. */
    public void queued(String queue, double messages) {
        gauge("nightcall.queue.messages", "Messages in an SQS queue", Tags.of("queue", queue), messages);
    }

    /** A message came out of a queue. */
    public void received(String queue, Instant sentAt) {
        Timer.builder("nightcall.queue.age").description("How old a message is when it is received; delays included")
                .tag("queue", queue).register(registry).record(since(sentAt));
    }

    /** A contact record was read. */
    public void recordRead(Instant contactEndedAt) {
        Timer.builder("nightcall.contact.record.lag").description("From the end of a contact to reading its record")
                .register(registry).record(since(contactEndedAt));
    }

    /** How far reading a shard is behind its newest record. */
    public void recordsBehind(String shard, Duration behind) {
        gauge("nightcall.contact.record.behind.seconds", BEHIND, Tags.of("shard", shard),
                behind.toMillis() / 1000.0);
    }

    /** Somebody else reads the shard now. */
    public void recordsBehindUnknown(String shard) {
        gauge("nightcall.contact.record.behind.seconds", BEHIND, Tags.of("shard", shard), Double.NaN);
    }

    /** What became of a datagram on the port for traps. */
    public void trap(String outcome) {
        traps(outcome).increment();
    }

    /** From 0 on, so that a rate sees the first one. */
    public void trapOutcomes(Collection<String> outcomes) {
        outcomes.forEach(this::traps);
    }

    /** How many traps are in this process: waiting, being handled, or to be tried again. */
    public void trapsWaiting(double count) {
        gauge("nightcall.traps.waiting", "Traps that were received and are not yet in the queue", Tags.empty(), count);
    }

    /** How many datagrams the kernel has dropped since the port was opened, because they came faster than they were read. */
    public void trapsLost(double count) {
        gauge("nightcall.traps.lost", "Datagrams on the port for traps that the kernel dropped", Tags.empty(), count);
    }

    /** A channel was told of something, or could not be. @param recipient without what is secret in it */
    public void notice(String recipient, boolean told) {
        Counter.builder("nightcall.notices").description("Notices to channels, by what became of them")
                .tag("recipient", recipient).tag("result", told ? "told" : "not-told").register(registry).increment();
    }

    /** A message was given up. */
    public void deadLetter(String origin) {
        deadLetters(origin).increment();
    }

    /** A mail that came by SMTP is on its way. */
    public void mailAccepted() {
        mails("accepted").increment();
    }

    /** A mail that came by SMTP could not be handed on; its sender was told to try again. */
    public void mailFailed() {
        mails("failed").increment();
    }

    /** A sender was refused something at the SMTP door. */
    public void mailRefused(String reason) {
        refusals(reason).increment();
    }

    /** The SMTP door opens: from 0 on, so that a rate sees the first one. @param reasons why it may refuse something */
    public void smtpRefusals(List<String> reasons) {
        List.of("accepted", "failed").forEach(this::mails);
        reasons.forEach(this::refusals);
    }

    private Counter mails(String result) {
        return Counter.builder("nightcall.smtp.mails").description("Mails that came by SMTP to their end")
                .tag("result", result).register(registry);
    }

    private Counter refusals(String reason) {
        return Counter.builder("nightcall.smtp.refused").description("What was refused at the SMTP door, by reason")
                .tag("reason", reason).register(registry);
    }

    /** A mail in a mailbox was handled, has failed and is tried again, or was set aside. */
    public void mail(String mailbox, String outcome) {
        Counter.builder("nightcall.mailbox.mails").description("Mails read from a mailbox, by what became of them")
                .tag("mailbox", mailbox).tag("outcome", outcome).register(registry).increment();
    }

    /** Whether the last poll of a mailbox went through: 1 or 0; {@link Double#NaN} while another Nightcall reads it. */
    public void mailbox(String mailbox, double up) {
        gauge("nightcall.mailbox.up", "Whether a mailbox can be read", Tags.of("mailbox", mailbox), up);
    }

    private Counter alerts(Decision decision) {
        return Counter.builder("nightcall.alerts").description("What was decided about alerts")
                .tag("decision", decision.word()).register(registry);
    }

    private Counter traps(String outcome) {
        return Counter.builder("nightcall.traps").description("Datagrams on the port for traps, by what became of them")
                .tag("outcome", outcome).register(registry);
    }

    private Counter deadLetters(String origin) {
        return Counter.builder("nightcall.dead.letters").description("Messages that could not be handled")
                .tag("origin", origin).register(registry);
    }

    private void gauge(String name, String description, Tags tags, double value) {
        gauges.computeIfAbsent(name + tags, created -> {
            AtomicReference<Double> held = new AtomicReference<>();
            Gauge.builder(name, held, AtomicReference::get).description(description).tags(tags).register(registry);
            return held;
        }).set(value);
    }

    private Duration since(Instant at) {
        Duration since = Duration.between(at, clock.instant());
        return since.isNegative() ? Duration.ZERO : since;
    }
}
