package dev.nightcall.mail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

import static dev.nightcall.mail.Mails.octets;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

/** What is sent to break it. Each mail takes less than a second; the time limit leaves room for a busy machine. */
@Timeout(120)
class MailBombTest {

    private static final int MEBI = 1024 * 1024;
    private static final int KEPT = MailLimits.DEFAULT.textChars();

    @Test
    void tenThousandPartsWithinEachOther() {
        StringBuilder mail = new StringBuilder("Subject: deep\r\n");
        for (int i = 0; i < 10_000; i++) {
            mail.append("Content-Type: multipart/mixed; boundary=b").append(i).append("\r\n\r\n--b").append(i).append("\r\n");
        }
        assertThat(read(mail.append("\r\nend")).title()).isEqualTo("deep");

        String same = "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n".repeat(10_000);
        assertThat(read("Subject: same\r\n" + same).title()).isEqualTo("same");

        String forwarded = "Subject: forwarded\r\nContent-Type: message/rfc822\r\n\r\n".repeat(10_000);
        assertThat(read(forwarded).title()).isEqualTo("forwarded");
    }

    @Test
    void theDepthThatIsLookedAtIsTheLimit() {
        StringBuilder mail = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            mail.append("Content-Type: multipart/mixed; boundary=b").append(i).append("\r\n\r\n--b").append(i).append("\r\n");
        }
        assertThat(read(mail + "\r\nend").text()).isEqualTo("end");
        assertThat(read("Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n" + mail + "\r\nend").text()).isEmpty();
    }

    @Test
    void aHundredThousandParts() {
        String mail = "Content-Type: multipart/mixed; boundary=b\r\n\r\n" + "--b\r\n\r\nx\r\n".repeat(100_000);

        assertThat(read(mail).text()).startsWith("x\nx").hasSizeLessThan(2000);
        assertThat(read(mail.replace("boundary=b", "")).text()).isNotEmpty();
    }

    @Test
    void aHeaderOfMebioctets() {
        assertThat(read("Subject: " + "障".repeat(MEBI / 3) + "\r\n\r\nbody").text()).isEqualTo("body");
        assertThat(read("Subject: long\r\n" + "X: y\r\n".repeat(MEBI / 6) + "\r\nbody").title()).isEqualTo("long");
        assertThat(read("Subject: a\r\n" + " b\r\n".repeat(MEBI) + "\r\nbody").text()).isEqualTo("body");
        for (String unit : List.of("=?", "=?a?q?", "=?a?q?b?=", "=?a?q?=?=", "(", "<", "\"", "\u001B$", "é",
                ";a=b", "\\\"", "?=")) {
            String long1 = unit.repeat(MEBI / unit.length());
            read("Subject: " + long1 + "\r\nFrom: " + long1 + "\r\nTo: " + long1 + "\r\nDate: " + long1 + "\r\nContent-Type: "
                    + "text/plain; charset=" + long1 + "\r\nContent-Disposition: " + long1 + "\r\nAuto-Submitted: " + long1
                    + "\r\n\r\nbody");
        }
    }

    @Test
    void twentyMebioctetsOfBody() {
        byte[] lines = "disk full on db-master 障害\r\n".repeat(20 * MEBI / 31).getBytes(StandardCharsets.UTF_8);
        for (String head : List.of("", "Content-Type: text/html", "Content-Transfer-Encoding: quoted-printable",
                "Content-Type: multipart/mixed; boundary=b", "Content-Type: message/rfc822", "Content-Type: application/pdf")) {
            MailMessage mail = read(octets("Subject: long\r\n", head, "\r\n\r\n", lines));
            assertThat(mail.title()).as(head).isEqualTo("long");
            assertThat(mail.text().length()).as(head).isBetween(KEPT / 2, KEPT);
            assertThat(mail.text().substring(0, 100)).as(head).startsWith("disk full on db-master 障害");
            assertThat(mail.text().indexOf('\uFFFD')).as(head).isNegative();
        }
        assertThat(read(octets("Content-Transfer-Encoding: base64\r\n\r\n", "QUJD".repeat(5 * MEBI))).text())
                .hasSize(KEPT);
        read(octets("\r\n", "\u001B$B".repeat(5 * MEBI)));
        read(octets("\r\n", new byte[20 * MEBI]));
        read(octets("Content-Type: multipart/mixed; boundary=b\r\n\r\n", "\n".repeat(20 * MEBI)));
    }

    @Test
    void htmlThatIsMadeToBeSlow() {
        for (String unit : List.of("<b>", "<div>", "<table><tr><td>", "<a href=x>", "</p>", "<", "&", "&nbsp;", "<!--", "<pre>",
                "<p><font>", "<svg>", "<a b=c d=e>", "<select>", "<template>", "<frameset>", "<form><ruby><rt>", "<button>",
                "<table><b>x", "<i><b><p>")) {
            MailMessage mail = read("Content-Type: text/html\r\n\r\nstart" + unit.repeat(2 * MEBI / unit.length()) + "end");
            assertThat(mail.text()).as(unit).startsWith("start");
        }
    }

    @Test
    void aBombTakesLittleMemory() {
        byte[] mail = octets("Content-Type: multipart/mixed; boundary=b\r\n\r\n", "--b\r\n\r\ndisk full 障害\r\n".repeat(MEBI));
        read(mail);
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        read(mail);

        assertThat(threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before).isLessThan(10L * MEBI);
    }

    @Test
    void ofMillionsOfAddressesTheFirstAreLookedAt() {
        MailMessage mail = read(("From: " + "a@example.com,".repeat(2000) + "\r\n").repeat(300) + "\r\ndisk full");

        assertThat(mail.texts("from-address")).hasSize(1000);
        assertThat(mail.sender()).isEqualTo("a@example.com");
    }

    @Test
    void nothingThrows() {
        Random random = new Random(20261122);
        List<String> pieces = List.of("\r\n", "\r\n\r\n", "\n", " ", "Content-Type: ", "multipart/mixed; boundary=b", "--b", "--",
                "text/html; charset=", "iso-2022-jp", "Subject: ", "=?utf-8?B?", "?=", "=?iso-2022-jp?Q?=1B$B", "\u001B$B",
                "Content-Transfer-Encoding: ", "base64", "quoted-printable", "=E3=", "<table><td>", "message/rfc822", "From: ",
                "Date: ", "+0900", "31 Feb 26 24:61:99", "multipart/report; report-type=\"", "\"", "(", "<", "@", "障害", "To: a+");
        for (int i = 0; i < 20_000; i++) {
            byte[] mail;
            if (i % 2 == 0) {
                mail = new byte[random.nextInt(200)];
                random.nextBytes(mail);
            } else {
                StringBuilder written = new StringBuilder();
                for (int j = random.nextInt(40); j > 0; j--) {
                    written.append(pieces.get(random.nextInt(pieces.size())));
                }
                mail = octets(written);
            }
            byte[] octets = mail;
            assertThatCode(() -> {
                MailMessage read = new MailReader().read(new RawMail(octets, "", List.of(), ""));
                assertThat(read.title() + read.text() + read.sender() + read.system() + read.writtenAt()).isNotNull();
            }).as(HexFormat.of().formatHex(mail)).doesNotThrowAnyException();
        }
    }

    private static MailMessage read(CharSequence mail) {
        return read(octets(mail));
    }

    private static MailMessage read(byte[] mail) {
        return new MailReader().read(new RawMail(mail, "", List.of(), "192.0.2.5"));
    }
}
