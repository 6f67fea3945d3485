package dev.nightcall.memory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class MemoryTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Memory memory = new Memory(1_000_000);

    @Test
    void whatIsTakenIsGivenBackWhenItIsOver() {
        try (Share share = memory.open()) {
            share.take(1);
            share.take(400_000);
            assertThat(memory.taken()).isBetween(400_001L, 500_000L);
        }

        assertThat(memory.taken()).isZero();
    }

    @Test
    void whatIsFullForNowMayBeTriedAgain() {
        try (Share one = memory.open(); Share other = memory.open()) {
            one.take(600_000);

            assertThat(catchThrowableOfType(MemoryFullException.class, () -> other.take(600_000)).isForGood()).isFalse();
            other.take(300_000);
        }
        assertThat(memory.taken()).isZero();
    }

    @Test
    void noMessageTakesAllOfIt() {
        try (Share share = memory.open()) {
            assertThat(catchThrowableOfType(MemoryFullException.class, () -> share.take(800_000)).isForGood()).isTrue();
        }
    }

    @Test
    void whatWasThrownAwayCountsNoMore() {
        try (Share share = memory.open()) {
            long before = share.used();
            share.take(700_000);
            share.backTo(before);
            share.take(700_000);
        }
    }

    /** Eight megabytes of these would be hundreds of megabytes of tree. */
    @ParameterizedTest
    @ValueSource(strings = {"{},", "[],", "1,", "true,", "null,", "\"\",", "1.5,", "{\"a\":1},", "[[]],"})
    void aTreeIsNotBuiltForWhichThereIsNoRoom(String piece) {
        String text = "[" + piece.repeat(20_000) + "0]";
        try (Share share = memory.open()) {
            assertThatThrownBy(() -> tree(text, share)).isInstanceOf(MemoryFullException.class);
        }
        assertThat(memory.taken()).isZero();
    }

    @Test
    void aTreeForWhichThereIsRoomIsTheSameAsAnyOther() throws IOException {
        String text = "{\"a\":[1,2.5,12345678901234567890,true,null,\"x\",{}],\"b\":{\"c\":[]}}";
        try (Share share = memory.open()) {
            assertThat(tree(text, share)).isEqualTo(JSON.readTree(text));
            assertThat(memory.taken()).isPositive();
        }
    }

    private static JsonNode tree(String text, Share share) throws IOException {
        return JSON.reader().with(new WeighedNodes(share)).readTree(text);
    }
}
