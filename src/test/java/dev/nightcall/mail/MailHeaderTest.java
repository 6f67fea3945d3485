package dev.nightcall.mail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

import static dev.nightcall.mail.Mails.read;
import static dev.nightcall.mail.Mails.readLines;
import static dev.nightcall.mail.Mails.subject;
import static org.assertj.core.api.Assertions.assertThat;

class MailHeaderTest {

    private static final String TEXT = "【障害】表示能力ソ ディスク使用率が高い";

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "windows-31j", "EUC-JP", "ISO-2022-JP"})
    void aRawSubjectIsFoundOut(String charset) {
        assertThat(subject((Object) TEXT.getBytes(Charset.forName(charset)))).isEqualTo(TEXT);
    }

    @ParameterizedTest
    @CsvSource({"UTF-8,UTF-8", "windows-31j,Shift_JIS", "EUC-JP,EUC-JP", "ISO-2022-JP,ISO-2022-JP", "windows-31j,''",
        "UTF-8,us-ascii", "UTF-8,x-nobody-knows", "EUC-JP,unknown", "ISO-2022-JP,utf-8", "UTF-8,UTF-8*ja"})
    void wordsSplitAnywhereAreJoinedAsOctets(String charset, String label) {
        byte[] octets = TEXT.getBytes(Charset.forName(charset));

        for (int split = 1; split < octets.length; split++) {
            String first = "=?" + label + "?B?" + base64(octets, 0, split) + "?=";
            String second = "=?" + label + "?B?" + base64(octets, split, octets.length) + "?=";
            assertThat(subject(first, "\r\n ", second)).as("folded at %d", split).isEqualTo(TEXT);
            assertThat(subject(first, " ", second, " and ", first)).as("on one line").startsWith(TEXT + " and");
            assertThat(subject(first, second)).as("without a blank").isEqualTo(TEXT);
        }
    }

    @Test
    void wordsOfDifferentCharsetsAreDecodedApart() {
        assertThat(subject("=?UTF-8?B?", base64("障害".getBytes(StandardCharsets.UTF_8)), "?= =?shift_jis?Q?=8F=E1=8AQ?= end"))
                .isEqualTo("障害障害 end");
    }

    @Test
    void qWordsHaveUnderscoresForBlanks() {
        assertThat(subject("=?utf-8?q?=E9=9A=9C=E5=AE=B3_on_db=5F1_?= =?utf-8?q?now?=")).isEqualTo("障害 on db_1 now");
        assertThat(subject("=?utf-8?Q?blanks in it?=")).isEqualTo("blanks in it");
        assertThat(subject("=?utf-8?Q??= x")).isEqualTo("x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=?utf-8?B?", "=?utf-8?B?4pyT", "=?utf-8?X?abc?=", "=?utf-8?=", "a =? b ?= c", "=?utf-8?B?!!?=",
        "=??=", "1 =? 2", "=?"})
    void whatIsNoWordStaysAsItIs(String broken) {
        assertThat(subject(broken)).isEqualTo(broken);
        assertThat(subject(broken + " =?utf-8?Q?=E2=9C=93?=")).isEqualTo(broken + " ✓");
    }

    @Test
    void aShiftedTextMayContainWhatLooksLikeAWord() {
        // JIS 3D 3F, 51 3F and 3F 3D are kanji; between the escapes stands =?Q?B?Q??= and so on.
        byte[] raw = "\u001B$B=?Q?B?Q??=\u001B(B!".getBytes(StandardCharsets.US_ASCII);
        String read = new String(raw, Charset.forName("ISO-2022-JP"));
        assertThat(read).hasSize(6).doesNotContain("\uFFFD");

        assertThat(subject((Object) raw)).isEqualTo(read);
    }

    @Test
    void foldedLinesAreOneAndControlCharactersAreBlanks() {
        assertThat(subject("one\r\n two\r\n\tthree\u0000four\u001b[31m")).isEqualTo("one two three four [31m");
        assertThat(subject("\r\n starts late")).isEqualTo("starts late");
        assertThat(subject("a monitor's end of line\r\ngoes on")).isEqualTo("a monitor's end of line goes on");
    }

    @Test
    void namesAreInAnyCaseAndSeveralTimes() {
        MailMessage mail = readLines("X-Host: a", "x-host : b", "X-HOST:=?utf-8?Q?=C3=A9?=", "Broken header", "", "body");

        assertThat(mail.texts("X-Host")).containsExactly("a", "b", "é Broken header");
        assertThat(mail.texts("nobody-wrote-this")).isEmpty();
        assertThat(mail.text()).isEqualTo("body");
    }

    @Test
    void aMailWithoutAHeaderIsAllBody() {
        assertThat(read("disk full on db-master\r\n\r\nsecond line\r\n").text())
                .isEqualTo("disk full on db-master\n\nsecond line");
        assertThat(read("\r\nSubject: not a header").text()).isEqualTo("Subject: not a header");
        assertThat(read("").text()).isEmpty();
        assertThat(read("Subject: only").title()).isEqualTo("only");
        assertThat(read("From root Sun Nov 22 18:24:03 2026\nSubject: mbox\n\ntext").title()).isEqualTo("mbox");
        assertThat(read("Subject: mac\r\rone\rtwo").text()).isEqualTo("one\ntwo");
    }

    @Test
    void theSenderNamesTheSystemByTheTag() {
        assertThat(tagOf(List.of("oncall@example.jp", "<alerts+XYZ@example.jp>"), "To: a+b@example.jp")).containsExactly("XYZ");
        assertThat(tagOf(List.of("oncall@example.jp"), "To: \"x+y\" <a@b>, \"Q\" <alerts+基幹@example.jp>")).containsExactly("基幹");
        assertThat(tagOf(List.of(), "Delivered-To: alerts+ABC@example.jp")).containsExactly("ABC");
        assertThat(tagOf(List.of(), "X-Original-To: alerts+@example.jp")).isEmpty();
        assertThat(tagOf(List.of(), "Tag: forged\r\nRecipient: forged\r\nBody: forged\r\nAutomatic: bounce")).isEmpty();
        MailMessage mail = new MailReader().read(new RawMail(Mails.octets("\r\n"), "", List.of("a+s1@b", "a+s2@b"), "peer"));
        assertThat(mail.system()).contains("s1");
        assertThat(mail.texts("recipient")).containsExactly("a+s1@b", "a+s2@b");
        assertThat(mail.door()).isEqualTo("mail");
        assertThat(mail.sender()).isEqualTo("peer");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "root <root@mon1>|root@mon1", "\"Doe, (x) J\" <j@d>|j@d", "root@mon1 (Cron <x@y>)|root@mon1", "root|root",
        "=?utf-8?Q?<a@b>?= <c@d>|c@d", "<>|", "broken (comment a@b|a@b", "a@b, c@d|a@b;c@d"})
    void theAddressOfTheSenderIsFound(String from, String addresses) {
        assertThat(String.join(";", readLines("From: " + from, "", "").texts("from-address")))
                .isEqualTo(addresses == null ? "" : addresses);
    }

    @Test
    void theNameOfTheSenderIsDecoded() {
        assertThat(readLines("From: =?ISO-2022-JP?B?GyRCNEY7axsoQg==?= <a@b>", "", "").texts("from"))
                .containsExactly("監視 <a@b>");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "Sun, 22 Nov 2026 18:46:31 +0900|2026-11-22T09:46:31Z",
        "Sun, 22 Nov 2026 18:46:31 +0900 (JST)|2026-11-22T09:46:31Z",
        "Sun, 22 Nov 2026 09:30:02 GMT|2026-11-22T09:30:02Z",
        "22 Nov 26 09:30 UT|2026-11-22T09:30:00Z",
        "Fri, 21 Nov 97 09(comment):   55  :  06 -0600|1997-11-21T15:55:06Z",
        "Sun , 2 Nov 2026 4:05:06 EST|2026-11-02T09:05:06Z",
        "22 Nov 2026 18:46:31 JST|2026-11-22T09:46:31Z",
        "22-Nov-2026 18:46:60 +09:00|2026-11-22T09:46:59Z",
        "Sun Nov 22 18:24:03 JST 2026|2026-11-22T09:24:03Z",
        "22 Nov 2026 18:46:31 A|2026-11-22T18:46:31Z",
        "Sun, 22 Nov 2026 18:46:31|", "31 Feb 2026 10:00 GMT|", "yesterday|", "22 Nov 2026 25:00 GMT|",
        "22 Nov 2026 10:00 +9999|"})
    void dates(String written, Instant read) {
        assertThat(readLines("Date: " + written, "", "").writtenAt().orElse(null)).isEqualTo(read);
    }

    private static List<String> tagOf(List<String> recipients, String field) {
        return new MailReader().read(new RawMail(Mails.octets(field, "\r\n\r\n"), "", recipients, "peer")).texts("tag");
    }

    private static String base64(byte[] octets) {
        return base64(octets, 0, octets.length);
    }

    private static String base64(byte[] octets, int from, int to) {
        return Base64.getEncoder().encodeToString(Arrays.copyOfRange(octets, from, to));
    }
}
