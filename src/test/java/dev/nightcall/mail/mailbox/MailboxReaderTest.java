package dev.nightcall.mail.mailbox;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** How much of a mail comes into memory. */
class MailboxReaderTest {

    private final MailboxReader reader = new MailboxReader(MailboxAddress.of("imaps://mail.example.com", "ops", ""), 100);

    @Test
    void aMailOfTheLargestSizeIsRead() throws Exception {
        String mail = "Subject: x\r\n\r\n" + "y".repeat(86);

        assertThat(reader.read(mail(mail, -1)).bytes()).isEqualTo(mail.getBytes(StandardCharsets.US_ASCII)).hasSize(100);
    }

    @Test
    void aMailThatIsLargerThanItsServerSaidIsNot() {
        assertThatThrownBy(() -> reader.read(mail("Subject: x\r\n\r\n" + "y".repeat(87), 50)))
                .isInstanceOf(MailTooLargeException.class).hasMessageContaining("more than 100 bytes");
    }

    @Test
    void aMailThatIsAnnouncedAsTooLargeIsNotAskedFor() {
        assertThatThrownBy(() -> reader.read(mail("Subject: x\r\n\r\n", 101)))
                .isInstanceOf(MailTooLargeException.class).hasMessageContaining("it has 101 bytes");
    }

    private static MimeMessage mail(String octets, int size) throws MessagingException {
        return new MimeMessage(Session.getInstance(new Properties()),
                new ByteArrayInputStream(octets.getBytes(StandardCharsets.ISO_8859_1))) {
            @Override
            public int getSize() {
                return size;
            }
        };
    }
}
