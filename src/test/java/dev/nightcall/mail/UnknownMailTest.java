package dev.nightcall.mail;

import dev.nightcall.alert.Alert;
import dev.nightcall.alert.AlertKey;
import dev.nightcall.reading.Kind;
import dev.nightcall.reading.Reading;
import dev.nightcall.reading.ShippedSources;
import dev.nightcall.reading.Sources;
import org.junit.jupiter.api.Test;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** Mails that no source knows: as many alerts as things they are about. */
class UnknownMailTest {

    private static final Sources SOURCES = ShippedSources.load();

    @Test
    void twoNodesAreTwoAlertsAndARepeatIsNone() {
        Alert first = read("alerts@example.jp", "Node SW-CORE-01 is Down. 2026-11-29 03:10");

        assertThat(read("alerts@example.jp", "Node DB-PROD-09 is Down. 2026-11-29 03:11").key()).isNotEqualTo(first.key());
        assertThat(read("alerts@example.jp", "Re: Node SW-CORE-01 is Down. 2026-11-29 03:15").key()).isEqualTo(first.key());
        assertThat(first.key()).isEqualTo(AlertKey.of("nightcall", "monitor@example.jp", "unknown mail: Node SW-CORE-01 is Down."));
        assertThat(first.summary()).startsWith("Node SW-CORE-01 is Down. 2026-11-29 03:10");
    }

    @Test
    void belongsToTheSystemOfItsAddress() {
        assertThat(read("alerts+net@example.jp", "Node SW-CORE-01 is Down.").system()).isEqualTo("net");
    }

    @Test
    void withoutASubjectItIsOneOfItsSender() {
        assertThat(read("alerts@example.jp", "").key()).isEqualTo(AlertKey.of("nightcall", "monitor@example.jp", "unknown mail"))
                .isEqualTo(read("alerts@example.jp", "2026-11-29 03:10").key());
    }

    private static Alert read(String recipient, String subject) {
        RawMail mail = new RawMail(Mails.octets("From: monitor@example.jp\r\nSubject: ", subject, "\r\n\r\nSee the console.\r\n"),
                "monitor@example.jp", List.of(recipient), "192.0.2.5");
        Reading reading = SOURCES.read(new MailReader().read(mail));
        assertThat(reading.kind()).isEqualTo(Kind.UNKNOWN);
        return reading.alerts().get(0);
    }
}
