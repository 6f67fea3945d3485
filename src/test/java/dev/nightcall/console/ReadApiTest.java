package dev.nightcall.console;

import dev.nightcall.mail.MailReader;
import dev.nightcall.mail.RawMail;
import dev.nightcall.memory.Memory;
import dev.nightcall.reading.Kind;
import dev.nightcall.reading.Preview;
import dev.nightcall.reading.Sources;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class ReadApiTest {

    @Test
    void aMessageThatSaysNothingIsShownAsUnknown() {
        Sources sources = new Sources(Path.of("routes/tables"), Clock.systemUTC(), () -> ZoneOffset.UTC);
        ReadApi api = new ReadApi(new Preview(sources, Map.of(Sources.MAIL,
                octets -> new MailReader().read(new RawMail(octets, "", List.of(), "preview"))), Memory.unlimited()));

        assertThat(api.read(new ApiRequest("local", "/api/read/mail", null, null)).kind()).isEqualTo(Kind.UNKNOWN);
    }
}
