package dev.nightcall.night;

import dev.nightcall.alert.Alert;
import dev.nightcall.alert.Severity;
import dev.nightcall.alert.State;
import dev.nightcall.escalation.Acknowledging;
import dev.nightcall.escalation.Escalation;
import dev.nightcall.incident.Incidents;
import dev.nightcall.incident.Related;
import dev.nightcall.incident.Suppressing;
import dev.nightcall.oncall.OnCall;
import dev.nightcall.suppression.Holding;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** The classes that decide, at places in which a test may do something else: while an incident is taken over or escalates. */
@ExtendWith(Cloud.Extension.class)
abstract class Overtaking {

    static final Instant NOW = Instant.parse("2026-11-22T18:10:00Z");
    static final OnCall PLAN = OnCall.parse("oncall.yaml", """
            timezone: Asia/Tokyo
            engineers:
              sato: {name: 佐藤, phones: [{number: "+819000000001"}]}
              boss: {name: Boss, phones: [{number: "+819000000002"}]}
            policies:
              default: {steps: [{recipients: ["call:sato"]}]}
              quiet: {steps: [{recipients: ["direct:notify-log"], wait: 3m}, {recipients: ["direct:notify-log"], wait: 3m}]}
              urgent: {steps: [{recipients: ["call:boss"], wait: 5m}, {recipients: ["call:sato"], wait: 5m}]}
              perhost: {groupBy: [system, host], steps: [{recipients: ["call:boss"]}]}
            rules:
              - {match: {system: "hosts", severity: critical}, policy: perhost}
              - {match: {system: "mixed*", severity: warning}, policy: quiet}
              - {match: {system: "mixed*"}, policy: urgent}
            dependencies:
              - {match: {system: web, host: "web*"}, dependsOn: network}
            """);

    BooleanSupplier isAway = () -> false;

    final Clock clock = new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            if (isAway.getAsBoolean()) {
                throw new IllegalStateException("DynamoDB is away");
            }
            return NOW;
        }
    };

    Night night;
    Holding holding;
    Suppressing suppressing;
    Incidents incidents;
    Decisions decisions;
    Decisions.Taking grouping;
    Related related;
    Acknowledging acknowledging;
    Escalation escalation;
    Runnable atRelated = () -> { };
    int relatedCalls;
    int relatedAt = -1;
    Runnable atEscalation = () -> { };

    @BeforeEach
    void begin(Cloud cloud) throws Exception {
        night = Night.withoutNightcall(cloud, clock);
        decisions = new Decisions(night, PLAN, this::planOfRelated, this::planOfEscalation, clock);
        holding = decisions.holding;
        suppressing = decisions.suppressing;
        incidents = decisions.incidents;
        grouping = decisions.grouping;
        related = decisions.related;
        acknowledging = decisions.acknowledging;
        escalation = decisions.escalation;
    }

    OnCall planOfRelated() {
        relatedCalls++;
        if (relatedCalls == relatedAt) {
            atRelated.run();
        }
        return PLAN;
    }

    OnCall planOfEscalation() {
        Runnable run = atEscalation;
        atEscalation = () -> { };
        run.run();
        return PLAN;
    }

    @AfterEach
    void end() throws Exception {
        night.close();
    }

    static Alert alert(String id, String system, String host, Severity severity, int second) {
        return new Alert(id, system, host, "", "", severity, State.FIRING, "", NOW, NOW.plusSeconds(second), Map.of());
    }

    static Alert resolved(String id, String system, String host, int second) {
        return new Alert(id, system, host, "", "", Severity.ERROR, State.RESOLVED, "", NOW, NOW.plusSeconds(second), Map.of());
    }
}
