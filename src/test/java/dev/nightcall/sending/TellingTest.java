package dev.nightcall.sending;

import dev.nightcall.alert.Json;
import dev.nightcall.oncall.Occasion;
import dev.nightcall.queue.Messages;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;

import static org.assertj.core.api.Assertions.assertThat;

class TellingTest {

    private static final Instant NOW = Instant.parse("2026-03-01T03:10:00Z");

    private final Messages messages = new Messages(Json.mapper());

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = "sato")
    void comesOutOfTheQueueAsItWentIn(String tooLate) {
        Telling telling = new Telling("incident", Occasion.ACKNOWLEDGED, 3, "direct:notify-chat", NOW, "suzuki",
                NOW.plusSeconds(60), tooLate, null);

        assertThat(messages.read(messages.write(telling), Telling.class)).isEqualTo(telling);
        assertThat(telling.wasTooLate()).isEqualTo(tooLate != null);
    }
}
