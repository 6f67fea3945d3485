package dev.nightcall.call;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Locale;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Which voice speaks to whom. */
class VoicesTest {

    private static final Voices VOICES = new Voices(Map.of("en", "Joanna", "en-GB", "Amy:Generative", "ja", "Takumi:Neural:None",
            "ja-JP", "Kazuha", "fr", "Lea"));

    @ParameterizedTest
    @CsvSource({
        "en-US, Joanna, Neural",
        "en-GB, Amy, Generative",
        "ja-JP, Kazuha, Neural",
        "ja, Takumi, Neural",
        // Its texts are English, and a French voice would read them as French.
        "fr-FR, Joanna, Neural",
        "und, Joanna, Neural",
    })
    void speaksTheLanguageOfTheTexts(String wanted, String voice, String engine) {
        assertThat(VOICES.of(VOICES.spoken(Locale.forLanguageTag(wanted)))).isEqualTo(new Voice(voice, engine, "None"));
    }

    @Test
    void saysWhyALanguageIsNotSpoken() {
        assertThat(VOICES.problem(Locale.JAPAN)).isEmpty();
        assertThat(VOICES.problem(Locale.UK)).isEmpty();
        assertThat(VOICES.problem(Locale.FRANCE).orElseThrow()).contains("no texts in fr-FR", "English");
        assertThat(new Voices(Map.of("en", "Joanna")).problem(Locale.JAPAN).orElseThrow())
                .contains("nightcall.connect.voices has no voice for ja-JP");
        assertThat(new Voices(Map.of("en", "Joanna")).spoken(Locale.JAPAN)).isEqualTo(Locale.ENGLISH);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "ja | Takumi:Nural | ja: there is no engine \"Nural\": it is one of Neural, Standard, Generative",
        "ja | Takumi:Neural:Sad | there is no style \"Sad\"",
        "ja | Takumi:Neural:None:1 | is no voice",
        "ja | :Neural | is no voice",
        "ja | Ta kumi | is no voice",
        "?? | Takumi | is no language",
    })
    void namesWhatIsUnknown(String language, String voice, String said) {
        assertThatThrownBy(() -> new Voices(Map.of("en", "Joanna", language, voice))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(said);
    }

    @Test
    void englishHasAVoice() {
        assertThatThrownBy(() -> new Voices(Map.of("ja", "Takumi"))).hasMessageContaining("a voice for en");
    }
}
