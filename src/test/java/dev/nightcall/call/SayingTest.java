package dev.nightcall.call;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What of a monitor's words is spoken. */
class SayingTest {

    @Test
    void whatIsShortIsSpokenWholeOnOneLine() {
        assertThat(Saying.of("load 9.8")).isEqualTo("load 9.8");
        assertThat(Saying.of(" disk full\r\n\ton  /var ")).isEqualTo("disk full on /var");
        assertThat(Saying.of("x".repeat(120))).hasSize(120);
        assertThat(Saying.of(" \n")).isEmpty();
    }

    @Test
    void aWordIsNotCut() {
        assertThat(Saying.of("abcdefghi ".repeat(20))).isEqualTo("abcdefghi ".repeat(12).strip());
        assertThat(Saying.of("abcdefgh ".repeat(20))).isEqualTo("abcdefgh ".repeat(13).strip());
    }

    @Test
    void japaneseIsCutWhereALineMayEnd() {
        assertThat(Saying.of("障".repeat(119) + "。次の文")).isEqualTo("障".repeat(119) + "。");
        assertThat(Saying.of("障".repeat(120) + "。次の文")).as("no full stop begins a line").isEqualTo("障".repeat(119));
    }

    @Test
    void aLongWordIsCutWhereItMustBeButNotWithinACharacter() {
        assertThat(Saying.of("x".repeat(500))).hasSize(120);
        assertThat(Saying.of("x" + "😀".repeat(100))).hasSize(119).endsWith("😀");
    }

    @Property
    void isNeverLongerAndNeverHalfACharacter(@ForAll String summary) {
        String said = Saying.of(summary.repeat(7));
        assertThat(said).hasSizeLessThanOrEqualTo(120);
        assertThat(said.codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF)).isTrue();
    }
}
