package dev.nightcall.core;

import dev.nightcall.alert.Alert;
import dev.nightcall.alert.Severity;
import dev.nightcall.alert.State;
import dev.nightcall.oncall.Policy;
import dev.nightcall.oncall.Step;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** A worse alert brings its policy: by one rule, whether somebody has the incident or not. */
class WorseningTest {

    private static final Instant NOW = Instant.parse("2026-11-22T18:10:00Z");
    private static final Shown SHOWN = Shown.allUntil(NOW);
    private static final Alert WORSE = alert("worse", Severity.CRITICAL);
    private static final Policy BEFORE = policy("default", step("call:sato", 1), step("call:suzuki", 1));
    private static final Policy CHANGED = policy("default", step("call:suzuki", 3));
    private static final Policy URGENT = policy("urgent", step("call:tanaka", 2));

    @Test
    void anOpenOneGoesOnWithItFromItsFirstStep() {
        Incident worse = at(2).worsened(WORSE, URGENT, NOW);

        assertThat(worse).returns("urgent", incident -> incident.policy().name()).returns(Severity.CRITICAL, Incident::severity)
                .returns("worse", Incident::startedOverFor).returns(NOW, Incident::movedAt).returns(2L, Incident::position);
        assertThat(worse.at(Course.first(worse).number()).recipients()).containsExactly("call:tanaka");
    }

    /** Wherever it stood, and whatever of its old policy is still to come: no position is asked for twice. */
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 6, 7})
    void oneThatSomebodyHasBeginsWithItWhenThatIsOver(long position) {
        Incident taken = at(position).taken("sato", NOW.plusSeconds(600), SHOWN);
        Incident worse = taken.worsened(WORSE, URGENT, NOW);

        assertThat(worse).returns("urgent", incident -> incident.policy().name()).returns(position, Incident::position)
                .returns("sato", Incident::acknowledgedBy).returns(taken.startAfter(), Incident::startAfter);
        assertThat(Course.end(worse)).as("the message that is on its way says the same").isEqualTo(Course.end(taken));
        assertThat(worse.beyond()).isGreaterThanOrEqualTo(taken.beyond());
        Incident over = worse.startedOver(taken.startAfter(), NOW);
        assertThat(over.at(taken.startAfter())).returns(1, Position::round).returns(1, Position::step);
        assertThat(over.at(taken.startAfter()).recipients()).containsExactly("call:tanaka");
        assertThat(worse.worsened(alert("worst", Severity.CRITICAL), BEFORE, NOW)).as("once").isEqualTo(worse);
    }

    /** Its position is counted by the copy that it has. */
    @ParameterizedTest
    @CsvSource({"false", "true"})
    void theSamePolicyStaysAsItWasCopied(boolean taken) {
        Incident before = taken ? at(2).taken("sato", NOW.plusSeconds(600), SHOWN) : at(2);
        Incident worse = before.worsened(WORSE, CHANGED, NOW);

        assertThat(worse.isOpen()).isEqualTo(!taken);
        assertThat(worse).returns(BEFORE, Incident::policy).returns(Severity.CRITICAL, Incident::severity)
                .returns(before.base(), Incident::base).returns(before.movedAt(), Incident::movedAt);
    }

    @Test
    void whatIsNoWorseChangesNothing() {
        assertThat(at(2).isWorsenedBy(alert("same", Severity.WARNING))).isFalse();
        assertThat(at(2).isWorsenedBy(WORSE)).isTrue();
        assertThat(at(2).taken("sato", NOW, SHOWN).isWorsenedBy(WORSE)).isTrue();
        assertThat(at(2).worsened(WORSE, URGENT, NOW).isWorsenedBy(WORSE)).as("once").isFalse();
        assertThat(at(2).resolved(Incident.MONITOR, NOW).isWorsenedBy(WORSE)).isFalse();
    }

    private static Incident at(long position) {
        Incident opened = Incident.opened("i", "sys", BEFORE, Severity.WARNING, "first", NOW.minusSeconds(600));
        return opened.moved(opened.at(position), NOW.minusSeconds(60));
    }

    private static Alert alert(String id, Severity severity) {
        return new Alert(id, "sys", "host", "", "", severity, State.FIRING, "", NOW, NOW, Map.of());
    }

    private static Policy policy(String name, Step... steps) {
        return new Policy(name, Duration.ofSeconds(5), Duration.ofHours(1), 3, Duration.ofMinutes(10), List.of(steps), List.of());
    }

    private static Step step(String recipient, int attempts) {
        return new Step(List.of(recipient), attempts, Duration.ofMinutes(3));
    }
}
