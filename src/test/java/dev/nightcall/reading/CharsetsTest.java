package dev.nightcall.reading;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

/** The octets were written down by hand or by the JDK's encoders, never by what is tested. */
class CharsetsTest {

    /** Row 13 and the IBM characters as cp932 has them, JIS X 0208 as everybody has it. */
    private static final String SHIFT_JIS_SPECIALS = "8740 878A FBFC 8160 817C 8161 B1DE 5C";

    @ParameterizedTest
    @ValueSource(strings = {"Shift_JIS", "shift-jis", "x-sjis", "windows-31j", "CP932", "\"MS932\"", "sjis;", " MS_Kanji "})
    void shiftJisIsWhatWindowsMadeOfIt(String label) {
        assertThat(Charsets.decode(hex(SHIFT_JIS_SPECIALS), label)).isEqualTo("①㈱髙～－∥ｱﾞ\\");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ISO-2022-JP", "iso-2022-jp-1", "ISO-2022-JP-2", "ISO-2022-JP-3", "ISO-2022-JP-MS", "CP50220",
        "CP50221", "csISO2022JP", "us-ascii", "utf-8", "x-nobody-knows", ""})
    void iso2022JpKeepsWhatTheJdkLoses(String label) {
        // ① ㈱ 髙 ～ － ∥ then kana by ESC ( I, then a line in ASCII.
        byte[] octets = hex("1B2442 2D21 2D6A 7C62 2141 215D 2142 1B2849 315E 1B2842 0A 6F6B");

        assertThat(Charsets.decode(octets, label)).isEqualTo("①㈱髙～－∥ｱﾞ\nok");
    }

    @Test
    void iso2022JpHasHalfWidthKanaInThreeWays() {
        assertThat(Charsets.decode(hex("1B2849 43DE 1B2842 21".replace("DE", "5E")), "iso-2022-jp")).isEqualTo("ﾃﾞ!");
        assertThat(Charsets.decode(hex("0E 435E 3D38 0F 21"), "iso-2022-jp")).isEqualTo("ﾃﾞｽｸ!");
        assertThat(Charsets.decode(hex("C3DE BDB8 21"), "iso-2022-jp")).isEqualTo("ﾃﾞｽｸ!");
        assertThat(Charsets.decode(hex("1B2442 2D21 1B2842 C3DE BDB8 21"), "iso-2022-jp")).isEqualTo("①ﾃﾞｽｸ!");
    }

    @Test
    void ibmCharactersAsJisX0212AreReadToo() {
        byte[] octets = "髙①".getBytes(Charset.forName("x-windows-50221"));

        assertThat(Charsets.decode(octets, "CP50221")).isEqualTo("髙①");
    }

    @Test
    void aLostOctetDoesNotShiftTheRestOfAnIso2022JpText() {
        // 障害 with its last octet lost, then ASCII, then 障害 whole.
        byte[] octets = hex("1B2442 3E63 33 1B2842 206F6B20 1B2442 3E63 3332 1B2842");

        assertThat(Charsets.decode(octets, "iso-2022-jp")).isEqualTo("障\uFFFD ok 障害");
    }

    @Test
    void aLineThatAMailServerCutWhileShiftedGoesOn() {
        assertThat(Charsets.decode(hex("1B2442 3E63 0D0A20 3332 1B2842 78"), "iso-2022-jp")).isEqualTo("障\r\n 害x");
        assertThat(Charsets.decode(hex("1B2442 3E63 33 0D0A20 32 3E63 1B2842 78"), "iso-2022-jp")).isEqualTo("障\uFFFD\r\n 障x");
    }

    @Test
    void aLineThatForgetsToGoBackToAsciiEndsThere() {
        assertThat(Charsets.decode(hex("1B2442 3E63 3332 0D0A 6F6B20 1B2442 3E63 1B2842"), "iso-2022-jp"))
                .isEqualTo("障害\r\nok 障");
    }

    @ParameterizedTest
    @ValueSource(strings = {"EUC-JP", "eucJP-ms", "x-euc-jp", "CP51932", "ujis"})
    void eucJpReadsAsWindowsDoes(String label) {
        assertThat(Charsets.decode(hex("ADA1 ADEA FCE2 A1C1 A1DD A1C2 8EB1 8EDE 8FB0A1 5C"), label))
                .isEqualTo("①㈱髙～－∥ｱﾞ丂\\");
    }

    @ParameterizedTest
    @ValueSource(strings = {"us-ascii", "ANSI_X3.4-1968", "x-unknown", "iso-8859-1", "windows-1252", "UTF-8;", "utf8mb4", "utf8",
        "'UTF-8'", "nonsense", "iso-8859-15", "KOI8-R", "shift_jis", "iso-2022-jp", "euc-jp", "gb2312", "utf-16", "cp037"})
    void octetsThatAreUtf8AreUtf8WhateverTheLabelSays(String label) {
        String text = "ディスク使用率 /var が 97% です。調査中 (tanaka)";

        assertThat(Charsets.decode(text.getBytes(StandardCharsets.UTF_8), label)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"windows-31j", "EUC-JP"})
    void nobodyWritesJapaneseInTheWest(String charset) {
        String text = "ディスク使用率 /var が 97% です。調査中 (tanaka)";

        assertThat(Charsets.decode(text.getBytes(Charset.forName(charset)), "iso-8859-1")).isEqualTo(text);
    }

    @Test
    void aLabelIsBelievedWhereItMakesSense() {
        assertThat(Charsets.decode("Größe überschritten".getBytes(StandardCharsets.ISO_8859_1), "iso-8859-1"))
                .isEqualTo("Größe überschritten");
        assertThat(Charsets.decode("é à ÄÖÜ ÀÉÈ".getBytes(StandardCharsets.ISO_8859_1), "iso-8859-1")).isEqualTo("é à ÄÖÜ ÀÉÈ");
        assertThat(Charsets.decode("«naïve» – 20 €".getBytes(Charset.forName("windows-1252")), "windows-1252"))
                .isEqualTo("«naïve» – 20 €");
        assertThat(Charsets.decode("Привет".getBytes(Charset.forName("KOI8-R")), "koi8-r")).isEqualTo("Привет");
        assertThat(Charsets.decode("磁盘已满".getBytes(Charset.forName("GBK")), "GB2312")).isEqualTo("磁盘已满");
        assertThat(Charsets.decode("디스크".getBytes(Charset.forName("EUC-KR")), "ks_c_5601-1987")).isEqualTo("디스크");
        assertThat(Charsets.decode("磁碟已滿".getBytes(Charset.forName("Big5")), "big5")).isEqualTo("磁碟已滿");
        // Two half-width kana that are one western letter in UTF-8.
        assertThat(Charsets.decode(hex("C3A9"), "Shift_JIS")).isEqualTo("ﾃｩ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"utf-8", "us-ascii", ""})
    void oneBadOctetIsOneReplacementNotAnotherCharset(String label) {
        assertThat(Charsets.decode(bytes(utf8("監視サーバ"), hex("FF"), utf8("の障害です")), label)).isEqualTo("監視サーバ\uFFFDの障害です");
        assertThat(Charsets.decode(bytes(utf8("db-master 監"), hex("FF")), label)).isEqualTo("db-master 監\uFFFD");
        // As postfix cuts at 998 octets.
        assertThat(Charsets.decode(bytes(utf8("使用率が高い"), hex("E381 0D0A20 82"), utf8("使用率")), label))
                .isEqualTo("使用率が高い\uFFFD\r\n \uFFFD使用率");
    }

    @Test
    void aTextCutByALimitInOctetsStaysUtf8() {
        byte[] whole = utf8("ディスク使用率");

        assertThat(Charsets.decode(Arrays.copyOf(whole, whole.length - 1))).isEqualTo("ディスク使用\uFFFD");
    }

    @ParameterizedTest
    @ValueSource(strings = {"障害", "警告", "異常", "回復", "停止", "正常", "検知", "ディスク使用率 90% 超過", "db-master 障害発生", "ﾃﾞｨｽｸ ｻｰﾊﾞ",
        "バッテリ運転に切り替わりました。", "温度異常", "電源断", "接続タイムアウト", "表示能力ソ", "監視サーバ", "エラー", "テスト"})
    void withoutALabelJapaneseIsFoundOut(String text) {
        for (String charset : new String[]{"windows-31j", "EUC-JP", "UTF-8", "ISO-2022-JP", "x-windows-50221"}) {
            byte[] octets = text.getBytes(Charset.forName(charset));
            boolean lossy = !new String(octets, Charset.forName(charset)).equals(text);

            assertThat(lossy ? text : Charsets.decode(octets)).as(charset).isEqualTo(text);
            assertThat(lossy || Charsets.isText(octets)).as(charset).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Température élevée", "25°C", "Größe", "Störung: Gerät überhitzt", "café", "naïve", "±5 V", "Señal"})
    void withoutALabelWesternIsFoundOut(String text) {
        assertThat(Charsets.decode(text.getBytes(Charset.forName("windows-1252")))).isEqualTo(text);
        assertThat(Charsets.isText(text.getBytes(Charset.forName("windows-1252")))).isTrue();
    }

    @Test
    void aWrongUtf8LabelIsSeenThrough() {
        String text = "ディスク使用率が 90% を超えました";

        assertThat(Charsets.decode(text.getBytes(Charset.forName("windows-31j")), "UTF-8")).isEqualTo(text);
        assertThat(Charsets.decode(text.getBytes(Charset.forName("EUC-JP")), "UTF-8")).isEqualTo(text);
        assertThat(Charsets.decode(text.getBytes(Charset.forName("EUC-JP")), "Shift_JIS")).isEqualTo(text);
    }

    @Test
    void utf7Utf16AndByteOrderMarksAreRead() {
        assertThat(Charsets.decode("1 +- 1 = 2, +MMcwozC5MK8- ok".getBytes(StandardCharsets.US_ASCII), "utf-7"))
                .isEqualTo("1 + 1 = 2, ディスク ok");
        assertThat(Charsets.decode("ディスク full".getBytes(StandardCharsets.UTF_16LE), "utf-16le")).isEqualTo("ディスク full");
        assertThat(Charsets.decode("\uFEFFディスク".getBytes(StandardCharsets.UTF_16BE))).isEqualTo("ディスク");
        assertThat(Charsets.decode("\uFEFFディスク".getBytes(StandardCharsets.UTF_8), "us-ascii")).isEqualTo("ディスク");
    }

    @ParameterizedTest
    @CsvSource({"001B213C4D5E,00:1B:21:3C:4D:5E", "B827EBA1C2D3,B8:27:EB:A1:C2:D3", "C0A864C8,C0:A8:64:C8",
        "07EA0B16121E0500,07:EA:0B:16:12:1E:05:00", "00000000,00:00:00:00", "FFFFFFFF,FF:FF:FF:FF", "80,80"})
    void whatIsNoTextIsShownInHexadecimal(String octets, String shown) {
        assertThat(Charsets.isText(hex(octets))).isFalse();
        assertThat(Charsets.show(hex(octets))).isEqualTo(shown);
    }

    @Test
    void textIsShownWithoutTheNulsOfCProgrammers() {
        assertThat(Charsets.show(hex("6574683000"))).isEqualTo("eth0");
        assertThat(Charsets.show(hex("8FE18A5100"))).isEqualTo("障害");
        assertThat(Charsets.show(new byte[0])).isEmpty();
        assertThat(Charsets.show(hex("1B2442 3E63 3332 1B2842"))).isEqualTo("障害");
    }

    @Test
    void nothingThrowsUnderAnyLabel() {
        Random random = new Random(7);
        Stream<String> labels = Stream.concat(Charset.availableCharsets().keySet().stream(),
                Stream.of("utf-7", "", "=?", "\u0000", "iso-2022-jp", "x".repeat(10_000)));

        labels.forEach(label -> {
            for (int i = 0; i < 60; i++) {
                byte[] octets = new byte[random.nextInt(80)];
                random.nextBytes(octets);
                for (int j = 0; i % 3 == 0 && j + 2 < octets.length; j += 9) {
                    octets[j] = 0x1B;
                    octets[j + 1] = (byte) "$(".charAt(random.nextInt(2));
                    octets[j + 2] = (byte) "(B@DIAC".charAt(random.nextInt(7));
                }
                assertThatCode(() -> {
                    Charsets.decode(octets, label);
                    Charsets.show(octets);
                }).as("%s %s", label, HexFormat.of().formatHex(octets)).doesNotThrowAnyException();
            }
        });
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] hex(String octets) {
        return HexFormat.of().parseHex(octets.replace(" ", ""));
    }

    private static byte[] bytes(byte[]... pieces) {
        int length = 0;
        for (byte[] piece : pieces) {
            length += piece.length;
        }
        byte[] all = new byte[length];
        int at = 0;
        for (byte[] piece : pieces) {
            System.arraycopy(piece, 0, all, at, piece.length);
            at += piece.length;
        }
        return all;
    }
}
