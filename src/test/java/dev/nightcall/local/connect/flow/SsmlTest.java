package dev.nightcall.local.connect.flow;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SsmlTest {

    private final Ssml ssml = new Ssml();

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "<speak>hello</speak> | hello",
            "<speak> a  b\tc </speak> | a b c",
            "<speak>a<break time=\"1s\"/>b</speak> | a b",
            "<speak><p>a</p><p>b</p></speak> | a b",
            "<speak><sub alias=\"central unit\">C<break/>PU</sub>!</speak> | central unit!",
            "<speak><amazon:effect name=\"whispered\">psst</amazon:effect></speak> | psst",
            "<speak><lang xml:lang=\"ja-JP\">監視</lang></speak> | 監視",
            "<speak>1 &lt; 2 &amp; 3</speak> | 1 < 2 & 3"})
    void heard(String text, String heard) throws InvalidSsmlException {
        assertThat(ssml.heard(text)).isEqualTo(heard);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hello", "<speak>", "<speak>a</speak><speak>b</speak>", "<speak></speak>",
            "<speak><break/></speak>", "<p>a</p>", "<speak><speak>a</speak></speak>", "<speak><b>a</b></speak>",
            "<!DOCTYPE speak [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><speak>&x;</speak>", "<speak>&unknown;</speak>",
            "<speak><sub alias=\"a <b>\">C</sub></speak>"})
    void refused(String text) {
        assertThatThrownBy(() -> ssml.heard(text)).isInstanceOf(InvalidSsmlException.class);
    }
}
