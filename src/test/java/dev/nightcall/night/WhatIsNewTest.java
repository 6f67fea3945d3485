package dev.nightcall.night;

import dev.nightcall.alert.Alert;
import dev.nightcall.alert.Severity;
import dev.nightcall.alert.State;
import dev.nightcall.aws.Item;
import dev.nightcall.aws.Table;
import dev.nightcall.core.Incident;
import dev.nightcall.core.Shown;
import dev.nightcall.core.SomethingNew;
import dev.nightcall.local.Names;
import dev.nightcall.sending.AcknowledgedAtMonitor;
import dev.nightcall.sending.Later;
import dev.nightcall.sending.Outgoing;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

/** What is new to whoever has an incident, by whatever way it was taken, and how often it is looked. */
class WhatIsNewTest extends HeldIncident {

    /** In a call that was made before something new came, while the holder is asked about that. */
    @Test
    void whoTakesItFromTheHolderIsToldOfWhatIsNew() {
        Incident open = open();
        Shown before = new Shown(clock.instant(), Set.of(), Severity.WARNING);
        Incident taken = taken(open);
        Later look = looks(second.grouping.take(alert(taken.group(), "worse", Severity.CRITICAL))).get(0);
        clock.advance(Duration.ofSeconds(10));
        second.informing.look(look);
        clock.advance(Duration.ofSeconds(10));

        List<Outgoing> sent = takes(second, second.incidents.find(taken.id()).orElseThrow(), before);

        assertThat(looks(sent)).hasSize(1);
    }

    /** Whoever files it sleeps before it is written, and the call is made meanwhile. */
    @Test
    void whatWasFiledSlowlyIsNotTakenForSeen() {
        Incident open = open();
        ofFirst.beforeTransaction(() -> clock.advance(Duration.ofSeconds(10)));
        Shown shown = new Shown(clock.instant().plusSeconds(6), Set.of(), Severity.WARNING);
        first.grouping.take(alert(open.group(), "worse", Severity.CRITICAL));

        assertThat(looks(takes(second, second.incidents.find(open.id()).orElseThrow(), shown))).hasSize(1);
    }

    /** What an older version has taken says nothing of what was shown. */
    @Test
    void theHolderOfAnOlderVersionIsAskedToo() {
        Incident taken = taken(open());
        new Table(ofFirst.client(), Names.standard().tables().incidents()).update(Item.of("id", taken.id()))
                .remove("shownAt").remove("shownToo").remove("shownWorst").execute();
        Later look = looks(second.grouping.take(alert(taken.group(), "worse", Severity.CRITICAL))).get(0);
        clock.advance(Duration.ofSeconds(10));
        second.informing.look(look);

        Incident asked = second.incidents.find(taken.id()).orElseThrow();
        assertThat(asked.asksHolder()).isTrue();
        assertThat(SomethingNew.in(asked, second.alerts.of(asked.id()).toList()).rows()).hasSize(1);
    }

    @Test
    void aStormIntoWhatSomebodyHasAsksForOneLook() {
        Incident taken = taken(open());
        List<Later> looks = new ArrayList<>();
        for (int n = 0; n < 20; n++) {
            looks.addAll(looks(first.grouping.take(alert(taken.group(), "service" + n, Severity.WARNING))));
        }
        assertThat(looks).hasSize(1);
    }

    /** How bad its worst was is not kept then: it was not read out. */
    @Test
    void aStormIntoWhatWasTakenTogetherWithManyOthersAsksForTwoLooks() {
        Incident open = open();
        takes(second, open, new Shown(clock.instant(), Set.of(), null));
        List<Later> looks = new ArrayList<>(looks(first.grouping.take(alert(open.group(), "first", Severity.WARNING))));
        clock.advance(Duration.ofSeconds(10));
        looks.addAll(looks(second.informing.look(looks.get(0))));
        for (int n = 0; n < 20; n++) {
            looks.addAll(looks(first.grouping.take(alert(open.group(), "service" + n, Severity.WARNING))));
        }
        assertThat(looks).hasSize(2);
        assertThat(looks(first.grouping.take(alert(open.group(), "worse", Severity.CRITICAL)))).hasSize(1);
    }

    /** What is due for whoever has it stays due, and the look is asked for once more. */
    @Test
    void whoRenewsItWithoutSayingWhatTheyHaveSeenIsToldAllTheSame() {
        Incident taken = taken(open());
        Later look = looks(second.grouping.take(alert(taken.group(), "worse", Severity.CRITICAL))).get(0);
        clock.advance(Duration.ofSeconds(2));

        List<Outgoing> sent = second.acknowledging.take(taken.id(), "sato", clock.instant());

        Incident renewed = second.incidents.find(taken.id()).orElseThrow();
        assertThat(renewed.acknowledgedUntil()).isAfter(taken.acknowledgedUntil());
        assertThat(renewed.news().due()).isEqualTo(look.due());
        assertThat(renewed.news().shown().at()).isEqualTo(taken.news().shown().at());
        assertThat(looks(sent)).containsExactly(look);
    }

    /** It joined after it was looked whether everything is taken there. */
    @Test
    void whatIsNotTakenAtTheMonitorIsNotTaken() {
        Incident open = open();
        clock.advance(Duration.ofSeconds(5));
        Alert own = alert(open.group(), "disk", Severity.WARNING);
        AcknowledgedAtMonitor taken = (AcknowledgedAtMonitor) second.grouping.take(new Alert("ack", own.system(), "a", "disk", "",
                own.severity(), State.ACKNOWLEDGED, "", own.occurredAt(), own.receivedAt(), Map.of())).get(0);
        second.grouping.take(alert(open.group(), "worse", Severity.CRITICAL));

        assertThat(second.acknowledging.take(taken)).isEmpty();
        assertThat(second.incidents.find(open.id()).orElseThrow().isOpen()).isTrue();
    }
}
