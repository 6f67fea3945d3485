package dev.nightcall.mail.smtp;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class MailDataTest {

    private final HeldOctets memory = new HeldOctets(100_000);

    @ParameterizedTest
    @CsvSource({"'', ''", "'a~', 'a~'", "'..a~', '.a~'", "'a~..~b~', 'a~.~b~'", "'.a~', 'a~'", "'~~', '~~'", "'a..~', 'a..~'"})
    void takesAwayTheDotThatBeginsALine(String sent, String mail) throws IOException {
        assertThat(read(sent.replace("~", "\r\n") + ".\r\n")).isEqualTo(mail.replace("~", "\r\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n.\n", "\n.\r\n", "\r.\r", "\r.\r\n", "\r\n.\n", "\r\n.\r", "\n.\r", "\r\n.\r\r\n", "\r\r\n.\r ",
        "\r\n\0.\r\n", "\n..\r\n"})
    void onlyCrLfDotCrLfIsTheEnd(String nearly) throws IOException {
        String mail = read("Subject: one\r\n\r\none" + nearly + "MAIL FROM:<forged@example.jp>\r\n.\r\nQUIT\r\n");

        assertThat(mail).startsWith("Subject: one").endsWith("MAIL FROM:<forged@example.jp>\r\n");
    }

    @RepeatedTest(200)
    void anyOctetsSurvive(RepetitionInfo repetition) throws IOException {
        Random random = new Random(repetition.getCurrentRepetition());
        byte[] alphabet = {'\r', '\n', '.', '.', '\r', '\n', 'a', 0, (byte) 0x8e, (byte) 0xff};
        ByteArrayOutputStream made = new ByteArrayOutputStream();
        for (int i = random.nextInt(60); i > 0; i--) {
            made.write(alphabet[random.nextInt(alphabet.length)]);
        }
        made.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
        byte[] mail = made.toByteArray();

        try (MailData data = new MailData(1_000, memory)) {
            data.read(new ByteArrayInputStream((stuffed(mail) + ".\r\n").getBytes(StandardCharsets.ISO_8859_1)));
            assertThat(data.octets()).isEqualTo(mail);
        }
    }

    @Test
    void readsATooLongMailToItsEndAndKeepsNothing() throws IOException {
        InputStream in = input("a".repeat(99_998) + "\r\n.\r\nQUIT");
        try (MailData data = new MailData(50_000, memory)) {
            data.read(in);

            assertThat(data.refusal()).contains(Refusal.SIZE);
            assertThat(memory.held()).isZero();
            assertThat(new String(in.readAllBytes(), StandardCharsets.US_ASCII)).isEqualTo("QUIT");
        }
    }

    @Test
    void theLimitItselfIsAllowed() throws IOException {
        try (MailData data = new MailData(50_000, memory)) {
            data.read(input("a".repeat(49_998) + "\r\n.\r\n"));

            assertThat(data.refusal()).isEmpty();
            assertThat(data.octets()).hasSize(50_000);
        }
    }

    @Test
    void mailsShareTheirMemoryAndGiveItBack() throws IOException {
        try (MailData first = new MailData(100_000, memory); MailData second = new MailData(100_000, memory)) {
            first.read(input("a".repeat(60_000) + "\r\n.\r\n"));
            assertThat(first.octets()).hasSize(60_002);
            assertThat(memory.held()).isEqualTo(60_002);
            second.read(input("a".repeat(60_000) + "\r\n.\r\n"));

            assertThat(first.refusal()).isEmpty();
            assertThat(second.refusal()).contains(Refusal.MEMORY);
        }
        assertThat(memory.held()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "a\r\n", "a\r\n.", "a\r\n.\r", "a\r\n.\n"})
    void aMailWithoutEndIsNone(String sent) {
        assertThatThrownBy(() -> read(sent)).isInstanceOf(EOFException.class);
        assertThat(memory.held()).isZero();
    }

    private String read(String sent) throws IOException {
        try (MailData data = new MailData(10_000, memory)) {
            data.read(input(sent));
            assertThat(data.refusal()).isEmpty();
            return new String(data.octets(), StandardCharsets.ISO_8859_1);
        }
    }

    /** As RFC 5321 section 4.5.2 has senders do it. */
    private static String stuffed(byte[] mail) {
        String text = new String(mail, StandardCharsets.ISO_8859_1).replace("\r\n.", "\r\n..");
        return text.startsWith(".") ? "." + text : text;
    }

    private static InputStream input(String sent) {
        return new ByteArrayInputStream(sent.getBytes(StandardCharsets.ISO_8859_1));
    }
}
