package dev.nightcall.core;

import dev.nightcall.alert.Alert;
import dev.nightcall.alert.Severity;
import dev.nightcall.alert.State;
import dev.nightcall.oncall.OnCall;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever is filed, recovers, fires again, is taken and looked at in whatever order: what nobody was shown is told, or over. */
class NewsOfANightTest {

    private static final Instant BEGIN = Instant.parse("2026-11-22T18:10:00Z");
    private static final OnCall PLAN = OnCall.parse("oncall.yaml", """
            timezone: Asia/Tokyo
            engineers:
              sato: {name: Sato, phones: [{number: "+819000000001"}]}
            policies:
              default: {ackTimeout: 24h, steps: [{recipients: ["call:sato"]}]}
              urgent: {ackTimeout: 24h, steps: [{recipients: ["call:sato"]}]}
            rules:
              - {match: {severity: critical}, policy: urgent}
            """);

    /** What may happen; the number picks a thing, how bad it is, and how many seconds pass before. */
    record Happens(What what, int number) {

        enum What { FIRES, RECOVERS, PRESSES, PRESSES_LATE, TAKES_BLINDLY, LOOKS }
    }

    @Property(tries = 1000)
    void whatNobodyWasShownIsToldOrOver(@ForAll("happenings") @Size(min = 1, max = 40) List<Happens> happenings) {
        Played played = new Played();
        happenings.forEach(played::play);
        Set<String> unseen = played.unseen();

        played.waits(Duration.ofMinutes(30));

        assertThat(unseen).as("what fires and was in no call, and is not told").isSubsetOf(played.toldNow);
    }

    /** A shell in memory: rows of one incident, which somebody has or is called about. */
    private static final class Played {

        private final Map<String, AlertRow> rows = new TreeMap<>();
        /** Which spell of each thing was in what somebody was told when they took it. */
        private final Map<String, Instant> told = new TreeMap<>();
        private final Set<String> toldNow = new HashSet<>();
        private Instant now = BEGIN;
        private Incident incident;
        private Shown said;
        private Map<String, Instant> inTheCall = Map.of();
        private int number;

        void play(Happens one) {
            now = now.plusSeconds(4 + one.number() % 90);
            String thing = "thing" + one.number() % 4;
            Severity severity = Severity.values()[one.number() / 4 % Severity.values().length];
            switch (one.what()) {
                case FIRES -> fires(thing, severity);
                case RECOVERS -> recovers(thing);
                case PRESSES -> {
                    dials();
                    presses();
                }
                case PRESSES_LATE -> presses();
                case TAKES_BLINDLY -> takes();
                case LOOKS -> dials();
            }
        }

        private void fires(String thing, Severity severity) {
            Alert alert = alert(thing, severity, State.FIRING);
            Optional<AlertRow> before = Optional.ofNullable(rows.get(thing));
            Place place = new Place("sys", Optional.ofNullable(incident), before);
            Verdict verdict = new Taking(PLAN, now, () -> "i" + number).decide(new Seen(alert, false, Optional.empty(), List.of(),
                    place, place, Optional.empty()));
            if (verdict instanceof Verdict.Opens opens) {
                rows.clear();
                told.clear();
                said = null;
                incident = opens.incident();
                told.put(thing, now);
                file(alert, Optional.empty());
                incident = incident.moved(incident.at(1), now);
            } else if (verdict instanceof Verdict.Reopens reopens) {
                incident = reopens.incident();
                file(alert, before);
                if (incident.isOpen()) {
                    told.put(thing, now);
                }
            } else if (verdict instanceof Verdict.Joins) {
                file(alert, before);
                incident = incident.isWorsenedBy(alert) ? incident.worsened(alert, PLAN.policyFor(alert, now), now) : incident;
            }
        }

        private void file(Alert alert, Optional<AlertRow> before) {
            rows.put(alert.service(), new AlertRow(alert, now, now, 1, false, false, false,
                    Spell.of(before, alert, incident.policy().reopenWithin(), now)));
        }

        private void recovers(String thing) {
            AlertRow row = rows.get(thing);
            if (row != null && row.isFiring() && !incident.isResolved()) {
                file(alert(thing, row.alert().severity(), State.RESOLVED), Optional.of(row));
                boolean over = rows.values().stream().noneMatch(AlertRow::isFiring);
                incident = over ? incident.resolved(Incident.MONITOR, now) : incident;
            }
        }

        private void dials() {
            if (incident != null) {
                said = Shown.of(List.copyOf(rows.values()), now);
                Map<String, Instant> heard = new TreeMap<>();
                rows.forEach((thing, row) -> heard.put(thing, row.spell().last()));
                inTheCall = heard;
            }
        }

        /** A key, in the call that was made last. */
        private void presses() {
            if (said != null && incident.isOpen()) {
                incident = incident.taken("sato", now.plus(Duration.ofDays(1)), said);
                told.clear();
                told.putAll(inTheCall);
            }
        }

        private void takes() {
            if (incident != null && Course.take(incident, "tanaka", "", now) instanceof Take.Taken taken) {
                incident = incident.taken("tanaka", taken.until(), incident.knownTo("tanaka", now));
            }
        }

        /** What fires, phones by itself, and was never in what a holder was told; nothing where people are called anyway. */
        private Set<String> unseen() {
            Set<String> unseen = new HashSet<>();
            if (incident != null && incident.status() == Status.ACKNOWLEDGED) {
                rows.forEach((thing, row) -> {
                    if (row.isFiring() && (told.get(thing) == null || row.spell().first().isAfter(told.get(thing)))) {
                        unseen.add(thing);
                    }
                });
            }
            return unseen;
        }

        private void waits(Duration time) {
            now = now.plus(time);
            if (incident != null && incident.status() == Status.ACKNOWLEDGED) {
                SomethingNew news = SomethingNew.in(incident, List.copyOf(rows.values()));
                news.due().filter(due -> !due.isAfter(now)).ifPresent(due -> news.rows()
                        .forEach(item -> toldNow.add(item.row().alert().service())));
            }
        }

        private Alert alert(String thing, Severity severity, State state) {
            return new Alert("a" + number++, "sys", "host", thing, "", severity, state, "", now, now, Map.of());
        }
    }

    @Provide
    Arbitrary<List<Happens>> happenings() {
        return Combinators.combine(Arbitraries.of(Happens.What.class), Arbitraries.integers().between(0, 400)).as(Happens::new)
                .list();
    }
}
