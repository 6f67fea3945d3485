package dev.nightcall.night;

import dev.nightcall.SettableClock;
import dev.nightcall.alert.Alert;
import dev.nightcall.alert.AlertKey;
import dev.nightcall.alert.Decision;
import dev.nightcall.alert.Severity;
import dev.nightcall.alert.State;
import dev.nightcall.aws.Item;
import dev.nightcall.aws.Table;
import dev.nightcall.core.Incident;
import dev.nightcall.core.Suppression;
import dev.nightcall.local.Names;
import dev.nightcall.oncall.OnCall;
import dev.nightcall.simulator.MemoryDynamoDb;
import dev.nightcall.simulator.MemoryTables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** An alert whose names are written in another form is the same alert, also where an older version filed it as it was written. */
class NamesInOneFormTest {

    private static final OnCall PLAN = OnCall.parse("oncall.yaml", """
            timezone: Asia/Tokyo
            engineers:
              sato: {name: 佐藤, phones: [{number: "+819000000001"}]}
            policies:
              default: {steps: [{recipients: ["call:sato"]}]}
              perhost: {groupBy: [system, host], steps: [{recipients: ["call:sato"]}]}
              special: {groupBy: [service], steps: [{recipients: ["call:sato"]}]}
              persite: {groupBy: [labels.site], steps: [{recipients: ["call:sato"]}]}
            rules:
              - {match: {system: hosts}, policy: perhost}
              - {match: {system: ＳＹＳ, host: "Web*"}, policy: special}
              - {match: {labels: {site: [ﾋﾞﾙ-1, ﾋﾞﾙ-2]}}, policy: persite}
            dependencies:
              - {match: {system: client}, dependsOn: server, equal: [labels.rack]}
            """);

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-22T18:10:00Z"));
    private final MemoryDynamoDb store = new MemoryDynamoDb(MemoryTables.of(Names.standard()));
    private final Decisions decisions = new Decisions(Names.standard().tables(), store, PLAN, clock);
    private final Table rows = new Table(store, Names.standard().tables().alerts());
    private int number;

    @ParameterizedTest
    @ValueSource(strings = {"db-01", "DB-01", "ＤＢ-01"})
    void aRecoveryInAnotherFormEndsIt(String host) {
        take(State.FIRING, "ｼｽﾃﾑ", "Db-01", "ディスク");
        assertThat(take(State.RESOLVED, "システム", host, "ディスク")).isEqualTo(Decision.RECOVERED);
        assertThat(decisions.incidents.ofGroup("システム")).get().matches(Incident::isResolved);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ボード-1", "ホ\u3099ート\u3099-1", "ﾎﾞｰﾄﾞ-1"})
    void aRecoveryThatNamesTheProblemInAnotherFormEndsIt(String alias) {
        take(State.FIRING, "sys", "db-01", "disk", "ボード-1", Map.of());
        assertThat(take(State.RESOLVED, "sys", "", "", alias, Map.of())).isEqualTo(Decision.RECOVERED);
        Incident incident = decisions.incidents.ofGroup("sys").orElseThrow();
        assertThat(incident).matches(Incident::isResolved);
        assertThat(decisions.alerts.of(incident.id())).singleElement()
                .satisfies(row -> assertThat(row.alert().host()).isEqualTo("db-01"));
    }

    @Test
    void theCaseOfANameOfAProblemTellsTwoApart() {
        take(State.FIRING, "sys", "db-01", "disk", "p1", Map.of());
        assertThat(take(State.RESOLVED, "sys", "", "", "P1", Map.of())).isEqualTo(Decision.IGNORED);
    }

    @Test
    void whatAnOlderVersionFiledByTheMonitorsOwnNameIsEnded() {
        take(State.FIRING, "sys", "db-01", "disk", "ﾎﾞｰﾄﾞ", Map.of());
        Incident incident = decisions.incidents.ofGroup("sys").orElseThrow();
        asWritten(incident.id(), "sys#ボード", "sys#ﾎﾞｰﾄﾞ");
        Item alias = rows.get(Item.of("holder", "alias/sys#ボード").with("key", "sys#ボード")).orElseThrow();
        rows.put(alias.with("holder", "alias/sys#ﾎﾞｰﾄﾞ").with("key", "sys#ﾎﾞｰﾄﾞ")).execute();
        rows.delete(Item.of("holder", "alias/sys#ボード").with("key", "sys#ボード"));

        assertThat(take(State.RESOLVED, "sys", "", "", "ﾎﾞｰﾄﾞ", Map.of())).isEqualTo(Decision.RECOVERED);
        assertThat(decisions.alerts.of(incident.id())).singleElement()
                .satisfies(row -> assertThat(row.alert().host()).isEqualTo("db-01"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ビル-1", "ヒ\u3099ル-1", "ﾋﾞﾙ-1", "ビル－１"})
    void aRuleAndAGroupFindTheValueOfALabel(String site) {
        take(State.FIRING, "sys", "a", "x", "", Map.of("site", "ビル-1"));
        assertThat(take(State.FIRING, "other", "b", "y", "", Map.of("site", site))).isEqualTo(Decision.JOINED);
        assertThat(decisions.incidents.ofGroup("labels.site=ビル-1")).get().matches(Incident::isOpen);
    }

    @Test
    void aConsequenceFindsItsCauseByTheValueOfALabel() {
        take(State.FIRING, "server", "s", "power", "", Map.of("rack", "ラック"));
        assertThat(take(State.FIRING, "client", "c", "ping", "", Map.of("rack", "ﾗｯｸ"))).isEqualTo(Decision.JOINED);
    }

    @Test
    void whatPeopleReadIsAsItWasWritten() {
        take(State.FIRING, "sys", "DB-01", "disk");
        Incident incident = decisions.incidents.ofGroup("sys").orElseThrow();
        assertThat(decisions.timeline.of(incident.id(), 9)).first().satisfies(entry ->
                assertThat(entry.detail()).isEqualTo("sys/DB-01/disk"));
        assertThat(decisions.alerts.of(incident.id())).singleElement().satisfies(row ->
                assertThat(row.alert().host()).isEqualTo("DB-01"));
    }

    @Test
    void thePlanFindsIt() {
        take(State.FIRING, "SYS", "WEB1", "http");
        assertThat(decisions.incidents.ofGroup("service=http")).get().matches(Incident::isOpen);
        take(State.FIRING, "hosts", "A", "x");
        take(State.FIRING, "hosts", "a", "y");
        assertThat(decisions.alerts.of(decisions.incidents.ofGroup("system=hosts host=a").orElseThrow().id())).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sys/DB-01/*", "sys/db-01/*", "sys/ｄｂ-01/ＤＩＳＫ"})
    void aSuppressionHoldsItInWhateverForm(String key) {
        suppress(AlertKey.parse(key));
        assertThat(take(State.FIRING, "sys", "Db-01", "DISK")).isEqualTo(Decision.HELD);
    }

    @Test
    void theCaseOfASystemAndOfAServiceTellsTwoApart() {
        take(State.FIRING, "sys", "a", "disk");
        assertThat(take(State.RESOLVED, "sys", "a", "DISK")).isEqualTo(Decision.IGNORED);
        assertThat(take(State.RESOLVED, "SYS", "a", "disk")).isEqualTo(Decision.IGNORED);
    }

    @Test
    void whatAnOlderVersionFiledAsWrittenIsEnded() {
        take(State.FIRING, "sys", "DB-01", "disk");
        Incident incident = decisions.incidents.ofGroup("sys").orElseThrow();
        asWritten(incident.id(), "sys/db-01/disk", "sys/DB-01/disk");

        assertThat(take(State.FIRING, "sys", "DB-01", "disk")).isEqualTo(Decision.JOINED);
        assertThat(decisions.alerts.of(incident.id())).singleElement().satisfies(row -> assertThat(row.count()).isEqualTo(2));
        assertThat(take(State.RESOLVED, "sys", "DB-01", "disk")).isEqualTo(Decision.RECOVERED);
        assertThat(decisions.incidents.ofGroup("sys")).get().matches(Incident::isResolved);
    }

    @Test
    void aSuppressionThatAnOlderVersionBeganHoldsAndEnds() {
        suppress(AlertKey.stored("sys/DB-01/*"));
        assertThat(take(State.FIRING, "sys", "DB-01", "disk")).isEqualTo(Decision.HELD);
        Suppression kept = decisions.suppressions.all().get(0);
        assertThat(kept.key()).hasToString("sys/DB-01/*");
        assertThat(decisions.suppressions.delete(kept)).isTrue();
    }

    private void suppress(AlertKey key) {
        decisions.holding.begin(new Suppression(key, clock.instant().plusSeconds(600), Severity.CRITICAL, "sato", "", false));
    }

    private void asWritten(String holder, String identity, String written) {
        Item item = rows.get(Item.of("holder", holder).with("key", identity)).orElseThrow();
        rows.put(item.with("key", written)).execute();
        rows.delete(Item.of("holder", holder).with("key", identity));
    }

    private Decision take(State state, String system, String host, String service) {
        return take(state, system, host, service, "", Map.of());
    }

    private Decision take(State state, String system, String host, String service, String alias, Map<String, String> labels) {
        Alert alert = new Alert("a" + ++number, system, host, service, alias, Severity.ERROR, state, "", null,
                clock.instant().plusNanos(number), labels);
        return decisions.together.take(List.of(alert)).get(alert).decision();
    }
}
