package dev.nightcall.core;

import dev.nightcall.alert.Alert;
import dev.nightcall.alert.Severity;
import dev.nightcall.alert.State;
import dev.nightcall.oncall.OnCall;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

/** What an alert changes in the incident in which it was filed. */
class ChangeTest {

    private static final Instant NOW = Instant.parse("2026-11-22T18:10:00Z");
    private static final OnCall PLAN = OnCall.parse("oncall.yaml", """
            timezone: Asia/Tokyo
            engineers: {sato: {name: 佐藤, phones: [{number: "+819000000001"}]}}
            policies:
              default: {groupWait: 5s, steps: [{recipients: ["call:sato"]}]}
              urgent: {groupWait: 5s, steps: [{recipients: ["call:sato"]}]}
            rules: [{match: {severity: critical}, policy: urgent}]
            """);
    private static final Alert SAME = alert("same", Severity.ERROR);
    private static final Alert WORSE = alert("worse", Severity.CRITICAL);
    private static final Incident OPENED = Incident.opened("i", "sys", PLAN.policyFor(SAME, NOW), Severity.ERROR, "first",
            NOW.minusSeconds(900));

    @ParameterizedTest
    @CsvSource({
        "open,      same,  Nothing",
        "open,      worse, LooksAtRow",
        "called,    same,  Notes",
        "called,    worse, Notes",
        "noted,     same,  Nothing",
        "noted,     worse, LooksAtRow",
        "longNoted, same,  Notes",
        "taken,     same,  LooksAtRow",
        "taken,     worse, LooksAtRow",
        "told,      same,  Nothing",
        "told,      worse, LooksAtRow",
        "suppressed, same, LooksAtRow",
        "over,      worse, Nothing",
    })
    void beforeItsRowIsSeen(String incident, String alert, String change) {
        assertThat(Change.of(Filed.of(alert(alert), Optional.empty()), incident(incident), PLAN, NOW).getClass().getSimpleName())
                .isEqualTo(change);
    }

    @ParameterizedTest
    @CsvSource({
        "open,       worse, Worsens",
        "noted,      worse, Worsens",
        "taken,      same,  Tells",
        "taken,      worse, Tells",
        "told,       worse, Tells",
        "suppressed, same,  Reopens",
        "suppressed, worse, Reopens",
    })
    void whenItIsTheLatestOfIt(String incident, String alert, String change) {
        assertThat(change(alert(alert), incident(incident)).getClass().getSimpleName()).isEqualTo(change);
    }

    @ParameterizedTest
    @CsvSource({"open", "noted", "suppressed"})
    void whatOthersHaveOvertakenChangesNothing(String incident) {
        Filed overtaken = Filed.of(WORSE, Optional.empty()).seen(Optional.of(row(alert("worse2", Severity.CRITICAL))));

        assertThat(Change.of(overtaken, incident(incident), PLAN, NOW)).isEqualTo(new Change.Nothing());
        assertThat(Change.of(Filed.of(WORSE, Optional.empty()).seen(Optional.empty()), incident(incident), PLAN, NOW))
                .isEqualTo(new Change.Nothing());
    }

    @Test
    void whatASuppressionHasTakenDoesNotOpenItAgain() {
        AlertRow held = new AlertRow(SAME, NOW, NOW, 1, true, false, false, Spell.begun(NOW));

        assertThat(Change.of(Filed.of(SAME, Optional.empty()).seen(Optional.of(held)), incident("suppressed"), PLAN, NOW))
                .isEqualTo(new Change.Nothing());
    }

    /** Worse at once, and what is no worse with all else of ten minutes. */
    @Test
    void whoHasItIsTold() {
        assertThat(change(WORSE, incident("taken"))).isEqualTo(new Change.Tells(NOW.plusSeconds(5)));
        assertThat(change(SAME, incident("taken"))).isEqualTo(new Change.Tells(NOW.minusSeconds(60).plus(Duration.ofMinutes(10))));
    }

    /** One thing after the other, and none twice, though the time for it may be over by then. */
    @Test
    void endsWhenEverythingIsChanged() {
        Incident taken = incident("taken");
        Change.Tells tells = (Change.Tells) change(WORSE, taken);
        Incident told = due(taken, tells.due(), WORSE.id());

        Change.Worsens worsens = (Change.Worsens) change(WORSE, told);

        assertThat(worsens.incident()).returns(Severity.CRITICAL, Incident::severity).returns("sato", Incident::acknowledgedBy);
        assertThat(change(WORSE, worsens.incident())).isEqualTo(new Change.Nothing());
        assertThat(Change.of(Filed.of(WORSE, Optional.empty()).seen(Optional.of(row(WORSE))), worsens.incident(), PLAN,
                NOW.plusSeconds(60))).as("a repeat, when it is due").isEqualTo(new Change.Nothing());
    }

    @Test
    void anOpenOneStartsOverOnce() {
        Change.Worsens worsens = (Change.Worsens) change(WORSE, incident("noted"));

        assertThat(worsens.incident()).returns("urgent", incident -> incident.policy().name()).returns("worse",
                Incident::startedOverFor);
        assertThat(change(WORSE, worsens.incident())).isEqualTo(new Change.Nothing());
    }

    @Test
    void aSuppressedOneIsOpenedOnce() {
        Change.Reopens reopens = (Change.Reopens) change(WORSE, incident("suppressed"));

        assertThat(reopens.incident()).returns(Status.OPEN, Incident::status).returns("worse", Incident::startedOverFor)
                .returns("urgent", incident -> incident.policy().name());
        assertThat(change(WORSE, reopens.incident())).isEqualTo(new Change.Nothing());
    }

    private static Change change(Alert alert, Incident incident) {
        return Change.of(Filed.of(alert, Optional.empty()).seen(Optional.of(row(alert))), incident, PLAN, NOW);
    }

    private static Incident incident(String name) {
        Incident called = OPENED.moved(OPENED.at(1), NOW.minusSeconds(300));
        Incident taken = called.taken("sato", NOW.plusSeconds(900),
                new Shown(NOW.minusSeconds(60), Set.of(), Severity.ERROR));
        return switch (name) {
            case "open" -> OPENED;
            case "called" -> called;
            case "noted" -> news(called, joined(NOW.minusSeconds(59)));
            case "longNoted" -> news(called, joined(NOW.minusSeconds(60)));
            case "taken" -> taken;
            case "told" -> due(taken, NOW.plusSeconds(300), "other");
            case "suppressed" -> new Incident("i", "sys", Status.SUPPRESSED, 1, called.policy(), 0, Severity.ERROR, null, 0,
                    null, called.openedAt(), "first", NOW, 1, Set.of(), Set.of(), Set.of(), 0, null, null, "sato",
                    NOW.plusSeconds(100), News.NONE, null, null);
            default -> called.resolved(Incident.MONITOR, NOW);
        };
    }

    private static News joined(Instant at) {
        return new News(null, null, null, null, null, at, null, null);
    }

    private static Incident due(Incident taken, Instant due, String alert) {
        return news(taken, new News(taken.news().shown(), due, alert, null, null, null, null, null));
    }

    private static Incident news(Incident one, News news) {
        return new Incident(one.id(), one.group(), one.status(), one.position(), one.policy(), one.base(), one.severity(),
                one.startedOverFor(), one.resting(), one.relatedSince(), one.openedAt(), one.openedBy(), one.movedAt(),
                one.acted(), one.asked(), one.ended(), one.passedOn(), one.reopened(), one.acknowledgedBy(),
                one.acknowledgedUntil(), one.suppressedBy(), one.suppressedUntil(), news, one.resolvedBy(), one.resolvedAt());
    }

    private static Alert alert(String name) {
        return name.equals("worse") ? WORSE : SAME;
    }

    private static AlertRow row(Alert alert) {
        return new AlertRow(alert, NOW, NOW, 1, false, false, false, Spell.begun(NOW));
    }

    private static Alert alert(String id, Severity severity) {
        return new Alert(id, "sys", "host", "", "", severity, State.FIRING, "", NOW, NOW, Map.of());
    }
}
