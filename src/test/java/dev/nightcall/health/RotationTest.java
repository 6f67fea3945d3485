package dev.nightcall.health;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** One after the other while all is well, all of them when something is not. */
class RotationTest {

    private final Set<String> missing = new HashSet<>();
    private final List<Dependency> tables = Stream.of("a", "b", "c").map(this::dependency).toList();
    private final Rotation rotation = new Rotation();

    @BeforeEach
    void begin() {
        rotation.add(dependency("stream"));
        tables.forEach(rotation::addToRound);
    }

    @Test
    void atFirstAllAreLookedAtAndThenOneAfterTheOther() {
        assertThat(turn()).containsExactly("stream", "a", "b", "c");
        assertThat(turn()).containsExactly("stream", "a");
        assertThat(turn()).containsExactly("stream", "b");
        assertThat(turn()).containsExactly("stream", "c");
        assertThat(turn()).containsExactly("stream", "a");
    }

    @Test
    void whereOneIsMissingAllAreLookedAtUntilAllIsWell() {
        turn();
        missing.addAll(List.of("a", "b", "c"));
        assertThat(turn()).containsExactly("stream", "a");
        assertThat(turn()).containsExactly("stream", "a", "b", "c");
        assertThat(tables).noneMatch(Dependency::isWell);
        missing.clear();
        assertThat(turn()).containsExactly("stream", "a", "b", "c");
        assertThat(turn()).containsExactly("stream", "b");
    }

    @Test
    void whatIsLookedAtInEachTurnDoesNotLetTheOthersBeLookedAt() {
        turn();
        missing.add("stream");
        turn();
        assertThat(turn()).hasSize(2);
    }

    private List<String> turn() {
        List<Dependency> turn = rotation.turn();
        turn.forEach(Dependency::look);
        return turn.stream().map(Dependency::getId).toList();
    }

    private Dependency dependency(String name) {
        return new Dependency(name, () -> {
            if (missing.contains(name)) {
                throw new IllegalStateException("not there");
            }
        });
    }
}
