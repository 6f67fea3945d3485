package dev.nightcall.alert;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Names that differ only in form are one. */
class FormTest {

    @ParameterizedTest
    @CsvSource({
        "ボード, ホ\u3099ート\u3099",
        "ディスク, ディスク",
        "ディスク, ﾃﾞｨｽｸ",
        "XYZ 1, ＸＹＺ　１",
        "caf\u00e9, cafe\u0301",
        "a/b, ａ／ｂ",
        "'100%', １００％",
        "$\\, ＄＼"})
    void ofAName(String one, String other) {
        assertThat(Form.name(other)).isEqualTo(Form.name(one));
    }

    /** These tell two things apart. */
    @ParameterizedTest
    @CsvSource({"CPU, cpu", "disk1, disk①", "m2, m²", "ハハ, パパ", "ハハ, ババ"})
    void whatStays(String one, String other) {
        assertThat(Form.name(other)).isNotEqualTo(Form.name(one));
    }

    @Test
    void ofAHost() {
        assertThat(Form.host("DB-01.Example.JP")).isEqualTo("db-01.example.jp");
        assertThat(Form.host("ＤＢ-01")).isEqualTo("db-01");
    }

    /** A star or a slash of full width is a character of a name, not one of ours. */
    @Test
    void aKeyIsWrittenAsBefore() {
        assertThat(AlertKey.of("sys", "＊", "ａ／ｂ")).hasToString("sys/%2A/a%2Fb");
        assertThat(AlertKey.parse("sys/Web%2F1/*")).hasToString("sys/web%2F1/*");
        assertThat(AlertKey.parse("sys/＊/x")).hasToString("sys/%2A/x");
        assertThat(AlertKey.stored("sys/Web%2F1/*")).hasToString("sys/Web%2F1/*");
        assertThatThrownBy(() -> AlertKey.parse("sys/x")).hasMessageContaining("must be system/host/service");
    }

    @Property
    void whatIsInFormStaysSo(@ForAll String written) {
        assertThat(Form.host(Form.host(written))).isEqualTo(Form.host(written));
        AlertKey key = AlertKey.of("sys", written, written);
        assertThat(AlertKey.parse(key.toString())).isEqualTo(key.host().equals("*") ? AlertKey.parse("sys/*/*") : key);
    }
}
