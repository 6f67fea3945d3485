package dev.nightcall.core;

import dev.nightcall.alert.Alert;
import dev.nightcall.alert.Severity;
import dev.nightcall.alert.State;
import dev.nightcall.core.SomethingNew.Item;
import dev.nightcall.oncall.OnCall;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

/** What is known to somebody who takes an incident and does not say as of when they have seen it. */
class KnownTest {

    private static final Instant OPENED = Instant.parse("2026-11-22T18:10:00Z");
    private static final OnCall PLAN = OnCall.parse("oncall.yaml", """
            timezone: Asia/Tokyo
            engineers:
              sato: {name: 佐藤, phones: [{number: "+819000000001"}]}
            policies:
              default: {steps: [{recipients: ["call:sato"]}]}
            """);
    private static final AlertRow FIRST = row("disk", Severity.WARNING, 0);
    private static final Incident OPEN = Incident.opened("i", "sys", PLAN.policyFor(FIRST.alert(), OPENED), Severity.WARNING,
            FIRST.alert().id(), OPENED);

    @Test
    void whatOpenedItIsAndWhatJoinedIsNot() {
        Incident taken = taken(OPEN, "sato", 1_200);
        AlertRow worse = row("raid", Severity.CRITICAL, 60);
        AlertRow same = row("cpu", Severity.WARNING, 60);

        assertThat(SomethingNew.in(taken, List.of(FIRST)).rows()).isEmpty();
        assertThat(SomethingNew.in(taken, List.of(FIRST, worse)).due()).as("at once").contains(at(65));
        assertThat(SomethingNew.in(taken, List.of(FIRST, same)).due()).as("ten minutes after they took it")
                .contains(at(1_200).plus(Duration.ofMinutes(10)));
    }

    @Test
    void whoIsCalledAboutItKnowsWhatWasThereThen() {
        Incident called = OPEN.moved(OPEN.at(1), at(120)).asking("sato");
        AlertRow told = row("raid", Severity.CRITICAL, 60);
        AlertRow later = row("raid", Severity.CRITICAL, 180);

        assertThat(SomethingNew.in(taken(called, "sato", 200), List.of(FIRST, told)).rows()).isEmpty();
        assertThat(SomethingNew.in(taken(called, "sato", 200), List.of(FIRST, later)).rows()).extracting(Item::row)
                .containsExactly(later);
        assertThat(SomethingNew.in(taken(called, "suzuki", 200), List.of(FIRST, told)).rows()).as("another one")
                .extracting(Item::row).containsExactly(told);
    }

    /** The call that is under way was made before it started over for what is worse. */
    @Test
    void whatStartedItOverIsNotKnownFromTheCallBefore() {
        Incident called = OPEN.moved(OPEN.at(1), at(5)).asking("sato");
        Incident again = new Incident(called.id(), called.group(), called.status(), 1, called.policy(), 1, Severity.CRITICAL, "raid", 0,
                null, OPENED, called.openedBy(), at(60), 1, called.asked(), Set.of(), Set.of(), 0, null, null, null, null, News.NONE,
                null, null);
        AlertRow worse = row("raid", Severity.CRITICAL, 60);

        assertThat(SomethingNew.in(taken(again, "sato", 65), List.of(FIRST, worse)).rows()).extracting(Item::row)
                .containsExactly(worse);
    }

    @Test
    void whoHasItAndRenewsOrRelievesKnowsNoMoreThanWasShown() {
        Incident taken = taken(OPEN, "sato", 100);

        assertThat(taken.knownTo("sato", at(900))).isEqualTo(taken.news().shown());
        assertThat(taken.knownTo("suzuki", at(900))).isEqualTo(taken.news().shown());
    }

    @Test
    void whatWasShownToWhoeverHadItLastIsKnown() {
        Shown shown = new Shown(at(300), Set.of(), Severity.CRITICAL);
        Incident again = OPEN.taken("suzuki", at(3_900), shown).startedOver(5, at(3_900));

        assertThat(again.knownTo("sato", at(4_000))).isEqualTo(new Shown(at(300), Set.of(), Severity.CRITICAL, at(4_000)));
    }

    private static Incident taken(Incident incident, String by, int second) {
        return incident.taken(by, at(second).plus(Duration.ofHours(1)), incident.knownTo(by, at(second)));
    }

    private static AlertRow row(String service, Severity severity, int second) {
        Alert alert = new Alert(service + second, "sys", "host", service, "", severity, State.FIRING, "", at(second), at(second),
                Map.of());
        return new AlertRow(alert, at(second), at(second), 1, false, false, false,
                Spell.of(Optional.empty(), alert, Duration.ofMinutes(10), at(second)));
    }

    private static Instant at(int second) {
        return OPENED.plusSeconds(second);
    }
}
