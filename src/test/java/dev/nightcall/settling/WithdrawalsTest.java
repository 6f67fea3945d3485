package dev.nightcall.settling;

import dev.nightcall.alert.Alert;
import dev.nightcall.alert.Severity;
import dev.nightcall.alert.State;
import dev.nightcall.core.Incident;
import dev.nightcall.core.Line;
import dev.nightcall.core.Outcome;
import dev.nightcall.oncall.OnCall;
import dev.nightcall.sending.CallSettled;
import dev.nightcall.sending.Outgoing;
import dev.nightcall.sending.Withdrawal;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** Who may still be called about what is over or taken is looked at; where nobody can be, nothing is asked for that. */
class WithdrawalsTest {

    private static final Instant NOW = Instant.parse("2026-11-22T18:10:00Z");
    private static final OnCall PLAN = OnCall.parse("oncall.yaml", """
            timezone: UTC
            engineers: {sato: {name: Sato, phones: [{number: "+819000000001"}]}}
            policies: {default: {steps: [{recipients: ["call:sato"]}]}}
            """);
    private static final Line FREE = Line.untouched("sato");
    private static final Outgoing OTHER = new CallSettled("call", Outcome.ACKNOWLEDGED);

    @Test
    void whereOthersWereAskedTooTheyAreLookedFor() {
        assertThat(Withdrawals.together(List.of(new Withdrawal(List.of("b")), OTHER, new Withdrawal(List.of("a"))), FREE,
                List.of(asked("a", "sato", "suzuki"), asked("b", "suzuki"))))
                .containsExactly(OTHER, new Withdrawal(List.of("a", "b")));
    }

    @Test
    void whereNobodyElseWasAskedNobodyIs() {
        assertThat(Withdrawals.together(List.of(new Withdrawal(List.of("a")), OTHER), FREE, List.of(asked("a", "sato"))))
                .containsExactly(OTHER);
        assertThat(Withdrawals.together(List.of(new Withdrawal(List.of("a", "b"))), FREE,
                List.of(asked("a"), asked("b", "suzuki")))).containsExactly(new Withdrawal(List.of("b")));
    }

    /** Whoever was asked at a step before, or before it began anew, may still be called. */
    @Test
    void thoseWhoWereAskedBeforeAreLookedFor() {
        Incident opened = asked("a");
        Incident further = opened.moved(opened.at(2), NOW).asking("sato");

        assertThat(Withdrawals.together(List.of(new Withdrawal(List.of("a"))), FREE, List.of(further))).hasSize(1);
        assertThat(opened.asking("sato").hasAskedOnly("sato")).isTrue();
        assertThat(reopened(opened).asking("sato").hasAskedOnly("sato")).isFalse();
    }

    private static Incident reopened(Incident opened) {
        return opened.resolved(Incident.MONITOR, NOW).reopenedFor(new Alert("later", "sys", "host", "", "", Severity.ERROR,
                State.FIRING, "", NOW, NOW, Map.of()), PLAN.policies().iterator().next(), NOW);
    }

    /** A digit that was told late: the same telephone may ring again about the same. */
    @Test
    void theSameEngineerMayBeInAnotherCallByThen() {
        Line rings = FREE.claimed("another call", "message", NOW);

        assertThat(Withdrawals.together(List.of(new Withdrawal(List.of("a"))), rings, List.of(asked("a", "sato"))))
                .containsExactly(new Withdrawal(List.of("a")));
    }

    private static Incident asked(String id, String... engineers) {
        Incident incident = Incident.opened(id, id, PLAN.policies().iterator().next(), Severity.ERROR, "alert", NOW);
        for (String engineer : engineers) {
            incident = incident.asking(engineer);
        }
        return incident;
    }
}
