package dev.nightcall.settings;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class SpellingTest {

    @ParameterizedTest
    @CsvSource({
        "suzki, ' (did you mean suzuki?)'",
        "suzukki, ' (did you mean suzuki?)'",
        "SUZUKI, ' (did you mean suzuki?)'",
        "saot, ' (did you mean sato?)'",
        "yamada, ''",
        "x, ''",
        "'', ''",
    })
    void hints(String word, String hint) {
        assertThat(Spelling.hint(word, List.of("sato", "suzuki", "t"))).isEqualTo(hint);
    }
}
