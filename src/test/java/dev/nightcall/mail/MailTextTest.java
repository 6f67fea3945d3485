package dev.nightcall.mail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

import static dev.nightcall.mail.Mails.octets;
import static dev.nightcall.mail.Mails.read;
import static dev.nightcall.mail.Mails.readLines;
import static org.assertj.core.api.Assertions.assertThat;

class MailTextTest {

    private static final String TEXT = "ホスト: db-master\n状態: CRITICAL 表示能力ソ";

    @ParameterizedTest
    @CsvSource({"ISO-2022-JP,iso-2022-jp", "windows-31j,shift_jis", "EUC-JP,euc-jp", "UTF-8,utf-8", "UTF-8,ANSI_X3.4-1968",
        "windows-31j,us-ascii", "EUC-JP,''", "UTF-8,iso-8859-1", "windows-31j,x-unknown", "UTF-8,utf8mb4"})
    void anyCharsetUnderAnyEncoding(String charset, String label) {
        byte[] text = TEXT.replace("\n", "\r\n").getBytes(Charset.forName(charset));
        String type = "Content-Type: text/plain; charset=\"" + label + "\"\r\nContent-Transfer-Encoding: ";

        for (String encoding : new String[]{"8bit", "7bit", "binary", "x-nobody", "8bit;", " \"8BIT\" "}) {
            assertThat(read(type, encoding, "\r\n\r\n", text, "\r\n\r\n ").text()).as(encoding).isEqualTo(TEXT);
        }
        assertThat(read(type, "BASE64 \r\n\r\n", Base64.getMimeEncoder().encode(text)).text()).isEqualTo(TEXT);
        StringBuilder quoted = new StringBuilder();
        for (byte octet : text) {
            quoted.append(String.format("=%02x=%n", octet & 0xFF));
        }
        assertThat(read(type, "quoted-printable\r\n\r\n", quoted).text()).isEqualTo(TEXT);
    }

    @Test
    void brokenEncodingsAreUndoneAsFarAsTheyGo() {
        String base64 = "Content-Transfer-Encoding: base64\r\n\r\n";
        assertThat(read(base64, "ZGlz ayBm*dWxs\r\nIG5vdw").text()).isEqualTo("disk full now");
        assertThat(read(base64, "ZGlzayA=\r\nZnVsbA==\r\n").text()).isEqualTo("disk full");
        assertThat(read(base64, "Disk full on db-master, see the log (it is long)").text())
                .isEqualTo("Disk full on db-master, see the log (it is long)");
        assertThat(read("Content-Transfer-Encoding: quoted-printable\r\n\r\n100=% of =C3=A9=\n, a=b  \r\nend=").text())
                .isEqualTo("100=% of é, a=b\nend");
    }

    @Test
    void linesAreLinesAndControlCharactersBlanks() {
        assertThat(read("\r\none\r\ntwo\rthree\n\tfour\u0000\u0007five  \n\n \n").text())
                .isEqualTo("one\ntwo\nthree\n\tfour  five");
    }

    @Test
    void postfixCutsALineInsideACharacter() {
        byte[] cut = octets("値: ", new byte[]{(byte) 0xE3, (byte) 0x81}, "\r\n ", new byte[]{(byte) 0x82}, "が高い");

        assertThat(read("Content-Type: text/plain; charset=UTF-8\r\n\r\n", cut).text()).isEqualTo("値: \uFFFD\n \uFFFDが高い");
        assertThat(read("Content-Type: text/plain; charset=ANSI_X3.4-1968\r\n\r\n", cut).text())
                .isEqualTo("値: \uFFFD\n \uFFFDが高い");
    }

    @Test
    void plainIsPreferredToHtml() {
        String mail = multipart("alternative", "text/html", "<p>in <b>HTML</b></p>", "text/plain", "in plain");
        assertThat(read(mail).text()).isEqualTo("in plain");
        assertThat(read(mail).texts("html")).containsExactly("in HTML");

        assertThat(read(multipart("alternative", "text/plain", " \r\n", "text/html", "<p>HTML")).text()).isEqualTo("HTML");
        assertThat(read(multipart("alternative", "text/html", "<p>only")).text()).isEqualTo("only");
        assertThat(read(multipart("alternative", "text/plain", "only")).texts("html")).isEmpty();
    }

    @Test
    void aGatewaysFooterDoesNotHideTheHtml() {
        assertThat(read(multipart("mixed", "text/html", "Host: web02", "text/plain", "Scanned for viruses")).text())
                .isEqualTo("Host: web02\nScanned for viruses");
    }

    @Test
    void partsAreNestedForwardedSignedAndReported() {
        String inner = multipart("alternative", "text/plain", "deep", "text/html", "<i>deep</i>").replace("=b", "=c")
                .replace("--b", "--c");
        assertThat(read(multipart("mixed", inner, "application/pdf", "%PDF")).text()).isEqualTo("deep");
        assertThat(read(multipart("signed; protocol=\"x\"", "text/plain", "signed", "application/pgp-signature", "-----BEGIN"))
                .text()).isEqualTo("signed");
        assertThat(read(multipart("mixed", "text/plain", "FYI", "message/rfc822",
                "Subject: =?utf-8?Q?=E9=9A=9C=E5=AE=B3?=\r\nFrom: a@b\r\n\r\ndisk full")).text())
                .isEqualTo("FYI\nFrom: a@b\nSubject: 障害\n\ndisk full");
        assertThat(read(multipart("report; report-type=delivery-status", "text/plain", "returned", "message/delivery-status",
                "Action: failed")).text()).isEqualTo("returned\nAction: failed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"multipart/mixed", "multipart/mixed; boundary=", "multipart/mixed; boundary=wrong",
        "multipart/mixed; boundary=\"b\"", "multipart/mixed; boundary=b (comment)", "Multipart/Mixed; BOUNDARY=\"b\r\n\"",
        "multipart/mixed; boundary*0=\"b\""})
    void boundariesMayBeMissingOrWrong(String type) {
        assertThat(readLines("Content-Type: " + type, "", "preamble", "--b", "Content-Type: text/plain; charset=utf-8", "",
                "the text", "--b--", "epilogue").text()).isEqualTo("the text");
        assertThat(readLines("Content-Type: " + type, "", "--b", "Content-Type: text/plain", "", "not closed").text())
                .isEqualTo("not closed");
    }

    @Test
    void aMultipartWithoutPartsIsText() {
        assertThat(readLines("Content-Type: multipart/mixed; boundary=x", "", "disk full", "-- ", "root").text())
                .isEqualTo("disk full\n-- \nroot");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "text", "plain", "/", ";;;", "text/plain; charset", "text/plain; charset=\"", "application/json",
        "application/octet-stream; name*=UTF-8''%E3%81%82.log", "text/x-log; name=\"=?utf-8?B?4pyT?=\"", "text/calendar"})
    void aMailWithoutPartsIsReadWhateverItCallsItself(String type) {
        assertThat(readLines("Content-Type: " + type, "Content-Disposition: attachment; filename*0*=UTF-8''%E3; filename=\"x",
                "", "disk full 障害").text()).isEqualTo("disk full 障害");
    }

    @Test
    void attachmentsCountOnlyWhenThereIsNothingElse() {
        String file = "text/plain; name=\"=?UTF-8?B?4pyT?=.log\"\r\nContent-Disposition: attachment; filename*=utf-8''a%20b";
        assertThat(read(multipart("mixed", file, "log line", "text/plain", "see log")).text()).isEqualTo("see log");
        assertThat(read(multipart("mixed", "application/pdf", "%PDF", file, "log line")).text()).isEqualTo("log line");
        assertThat(read("Content-Type: image/png\r\n\r\n", new byte[]{(byte) 0x89, 'P', 'N', 'G', 0, 1}).text()).isEmpty();
    }

    @Test
    void htmlIsReadInLines() {
        String html = """
                <html><head><title>no</title><style>b {}</style></head><body>
                <h1>Problem</h1>Host:&nbsp;<b>web02</b><br/><b>Severity:</b> High &lt;1&gt;<br><br>
                <table><tr><th>Key</th><td> a </td><td></td><td>b</td></tr>
                  <tr><td>Other</td><td><p>c</p></td></tr></table>
                <ul><li>one<li>two</ul><div>in<div>side</div></div><pre>  a
                b</pre><script>alert()</script><!-- no -->&#65374;<p>end</body></html>""";

        assertThat(read("Content-Type: text/html; charset=utf-8\r\n\r\n", html).text()).isEqualTo("Problem\nHost: web02\n"
                + "Severity: High <1>\n\nKey\ta\tb\nOther\nc\none\ntwo\nin\nside\n  a\nb\n～\nend");
    }

    @Test
    void whatHtmlDoesNotKnowIsText() {
        assertThat(read("Content-Type: text/html\r\n\r\n", "<b>Data:</b> no answer <timeout> of <image src=x><o:p>db1</o:p>"
                + "<mj-text>.</mj-text><br>Host: a").text()).isEqualTo("Data: no answer <timeout> of db1.\nHost: a");
    }

    @Test
    void htmlMaySayItsCharsetItself() {
        byte[] html = "<meta http-equiv=Content-Type content='text/html; charset=Shift_JIS'>障害"
                .getBytes(Charset.forName("windows-31j"));

        assertThat(read("Content-Type: text/html\r\n\r\n", html).text()).isEqualTo("障害");
        assertThat(read("Content-Type: text/html; charset=utf-8\r\n\r\n<meta charset=shift_jis>",
                "障害です".getBytes(StandardCharsets.UTF_8)).text()).isEqualTo("障害です");
    }

    /** Types and contents in turn; a content that begins with a type of its own stands for both. */
    private static String multipart(String subtype, String... typesAndContents) {
        StringBuilder mail = new StringBuilder("Content-Type: multipart/" + subtype + "; boundary=b\r\n\r\npreamble\r\n");
        int i = 0;
        while (i < typesAndContents.length) {
            mail.append("--b\r\n");
            if (typesAndContents[i].startsWith("Content-Type")) {
                mail.append(typesAndContents[i++]);
            } else {
                mail.append("Content-Type: ").append(typesAndContents[i]).append("\r\n\r\n").append(typesAndContents[i + 1]);
                i += 2;
            }
            mail.append("\r\n");
        }
        return mail.append("--b--\r\nepilogue\r\n").toString();
    }
}
