package dev.nightcall.channel;

import dev.nightcall.SettableClock;
import dev.nightcall.alert.Alert;
import dev.nightcall.alert.Severity;
import dev.nightcall.alert.State;
import dev.nightcall.core.Incident;
import dev.nightcall.core.PhoneOutage;
import dev.nightcall.incident.Notices;
import dev.nightcall.local.Names;
import dev.nightcall.night.Decisions;
import dev.nightcall.oncall.OnCall;
import dev.nightcall.oncall.Occasion;
import dev.nightcall.sending.Later;
import dev.nightcall.sending.Outgoing;
import dev.nightcall.sending.Task;
import dev.nightcall.sending.Telling;
import dev.nightcall.simulator.MemoryDynamoDb;
import dev.nightcall.simulator.MemoryTables;
import dev.nightcall.simulator.Watcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

/** Channels are told of something new in what somebody has: of that, and not of what is worse and was known before. */
class JoinedNoticeTest {

    private static final OnCall PLAN = OnCall.parse("oncall.yaml", """
            timezone: Asia/Tokyo
            language: en-US
            engineers:
              sato: {name: Sato, phones: [{number: "+819000000001"}]}
              away:
                name: Tanaka
                phones: [{number: "+819000000002"}]
                unavailable: [{from: 2026-11-20, to: 2026-12-05, reason: ill}]
            policies:
              default: {channels: ["direct:notify-log"], steps: [{recipients: ["call:sato"]}]}
              quiet: {whileTaken: tell, channels: ["direct:notify-log"], steps: [{recipients: ["call:sato"]}]}
            rules:
              - {match: {system: quiet}, policy: quiet}
            """);

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-22T18:10:00Z"));
    private final Decisions decisions = new Decisions(Names.standard().tables(),
            new MemoryDynamoDb(MemoryTables.of(Names.standard()), Watcher.NONE), PLAN, clock);
    private Optional<PhoneOutage> outage = Optional.empty();
    private final Composer composer = new Composer(decisions.alerts, () -> PLAN, () -> outage);
    private Instant due;

    @ParameterizedTest
    @CsvSource({"sato, 'Sato had. Sato is asked first.'", "away, 'Tanaka had. Tanaka cannot be phoned, so others are.'",
            "monitoring, 'monitoring had. monitoring cannot be phoned, so others are.'"})
    void whatIsNewIsNamedAndWhoIsAsked(String holder, String end) {
        Notice notice = notice(looks(taken("shop", holder)));

        assertThat(notice.text()).isEqualTo("Something new: shop a cpu (error) and 7 more, in what " + end);
        assertThat(notice).returns("shop a cpu (error)", Notice::about).returns("error", Notice::severity)
                .returns(9, Notice::firing);
        assertThat(notice.alerts()).hasSize(5).noneMatch(line -> line.service().equals("known"));
        assertThat(notice.lines()).contains("- and 3 more alerts").noneMatch(line -> line.contains("started over"));
    }

    /** Whoever told them may have died before it was sent. */
    @Test
    void itIsNamedByEveryRepeatWhereNobodyIsPhoned() {
        Incident taken = taken("quiet", "sato");

        Notice first = notice(looks(taken));
        Notice repeated = notice(looks(taken));

        assertThat(first.text()).isEqualTo("Something new: quiet a cpu (error) and 7 more, in what Sato has. "
                + "Nobody is phoned about it.");
        assertThat(repeated).isEqualTo(first);
    }

    /** As when it is held then, which is told where it is: what a next step is due at is not known. */
    @Test
    void whoIsNextIsNamedAsFarAsTheTelephonesWork() {
        says("shop", "cpu", Severity.ERROR);
        Incident open = decisions.incidents.ofGroup("shop").orElseThrow();
        clock.advance(Duration.ofSeconds(10));
        decisions.escalation.reach(new Later(Task.ESCALATE, open.id(), 1, clock.instant()));
        decisions.incidents.change(List.of(decisions.incidents.ask(open.id(), 1, "sato")));
        Telling opened = Notices.opened(decisions.incidents.find(open.id()).orElseThrow()).stream()
                .filter(Telling.class::isInstance).map(Telling.class::cast).findFirst().orElseThrow();
        Instant next = clock.instant().plus(open.policy().steps().get(0).waitTime());
        PhoneOutage on = new PhoneOutage(clock.instant(), null, "403 ExpiredTokenException", null, null, 1, clock.instant());

        assertThat(compose(opened)).returns(next, Notice::nextAt);
        outage = Optional.of(on);
        assertThat(compose(opened)).returns(null, Notice::nextAt).returns(null, Notice::next);
        outage = Optional.of(on.over(clock.instant().plusSeconds(30)));
        assertThat(compose(opened)).returns(next.plusSeconds(30), Notice::nextAt);
    }

    private Notice compose(Telling telling) {
        return composer.compose(telling, decisions.incidents.find(telling.incident()).orElseThrow());
    }

    private Notice notice(List<Outgoing> outgoing) {
        List<Telling> tellings = outgoing.stream().filter(Telling.class::isInstance).map(Telling.class::cast)
                .filter(telling -> telling.occasion() == Occasion.JOINED).toList();
        assertThat(tellings).hasSize(1);
        return compose(tellings.get(0));
    }

    private List<Outgoing> looks(Incident taken) {
        return decisions.informing.look(new Later(Task.TELL_HOLDER, taken.id(), 0, due));
    }

    /** Of something critical, and then eight that are less have joined. */
    private Incident taken(String system, String holder) {
        says(system, "known", Severity.CRITICAL);
        Incident open = decisions.incidents.ofGroup(system).orElseThrow();
        clock.advance(Duration.ofSeconds(10));
        decisions.escalation.reach(new Later(Task.ESCALATE, open.id(), 1, clock.instant()));
        decisions.acknowledging.take(open.id(), holder, clock.instant());
        clock.advance(Duration.ofSeconds(10));
        says(system, "cpu", Severity.ERROR);
        for (int n = 1; n < 8; n++) {
            says(system, "disk" + n, Severity.WARNING);
        }
        clock.advance(Duration.ofMinutes(10));
        due = clock.instant();
        return decisions.incidents.find(open.id()).orElseThrow();
    }

    private void says(String system, String service, Severity severity) {
        Instant now = clock.instant();
        decisions.grouping.take(new Alert(system + service, system, "a", service, "", severity, State.FIRING, "", now,
                now, Map.of()));
    }
}
