package dev.nightcall.reading;

import dev.nightcall.alert.Alert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Parts of the language in docs/sources.md that only some monitors need. */
class PatternLanguageTest {

    @TempDir
    Path tables;

    @Test
    void sectionsAndWhatIsInThem() {
        String source = """
                each:
                  - body: '(?m)^(?<host>\\w+)\\n(?<lines>(?:-.*\\n?)+)'
                  - lines: '(?m)^- (?<state>\\w+):(?<items>.*)$'
                  - items: '(?<item>\\w+)'
                alert: {host: '{host}', service: '{item}', state: '{state}'}
                """;

        assertThat(read(source, "a\n- firing: x y\n- resolved: z\nb\n- firing: x\n")).extracting(
                alert -> alert.host() + "/" + alert.service() + "/" + alert.state().word())
                .containsExactly("a/x/firing", "a/y/firing", "a/z/resolved", "b/x/firing");
        assertThat(read(source, "a\nnothing of that")).extracting(Alert::system).containsExactly("nightcall");
    }

    @Test
    void aLabelAndWhatStandsBehindItOnItsLine() {
        String source = """
                lines: {host: 'Host|ホスト名?', service: [Check, Service], address: IP}
                when: {host: '^(?<name>\\S+)'}
                alert: {host: '{name}', service: '{service}', summary: '{address}'}
                """;

        for (String line : List.of("Host: web01", " * host = web01", "■ホスト　：　web01", "【ホスト名】：web01 (x)", "ホスト\tweb01",
                "host:\nHost: web01\nHost: web02")) {
            assertThat(read(source, "Hello\n" + line + "\n")).as(line).extracting(Alert::host).containsExactly("web01");
        }
        for (String other : List.of("The host: web01", "Host web01", "Hosts: web01", "Host:", "x".repeat(300) + " Host: web01")) {
            assertThat(read(source, other)).as(other).extracting(Alert::system).containsExactly("nightcall");
        }
        // The better label comes first, and a colon in the text is text.
        assertThat(read(source, "Service: b\nCheck: http://x:80\nHost: a\nIP: ::1")).singleElement()
                .satisfies(alert -> assertThat(List.of(alert.service(), alert.summary())).containsExactly("http://x:80", "::1"));
    }

    @Test
    void aTextThatSaysNothingIsNotThere() {
        String source = """
                when: {body: '^(?<host>\\S+) '}
                missing: ['^\\$[A-Z_]+$']
                alert: {host: ['{subject}', '{host}'], service: x}
                """;

        assertThat(read(source, "web01 is down")).extracting(Alert::host).containsExactly("web01");
        assertThat(readMail(source, Map.of("subject", "$HOST", "body", "web01 x"))).extracting(Alert::host).containsExactly("web01");
        assertThat(readMail(source, Map.of("subject", "a $HOST", "body", "web01 x"))).extracting(Alert::host)
                .containsExactly("a $HOST");
        assertThat(read(source, "$BODY")).extracting(Alert::system).containsExactly("nightcall");
    }

    @Test
    void aTableSaysWhatATextMeans() throws IOException {
        Files.writeString(tables.resolve("events.yaml"), "{'4[12]': power, 7: fan}");
        String source = "{alert: {host: h, service: ['{body -> events} of the {subject}', '{body -> events}', 'event {body}']}}";

        assertThat(read(source, "42")).extracting(Alert::service).containsExactly("power");
        assertThat(readMail(source, Map.of("subject", "UPS", "body", "7"))).extracting(Alert::service)
                .containsExactly("fan of the UPS");
        assertThat(read(source, "8")).extracting(Alert::service).containsExactly("event 8");
    }

    @Test
    void whatIsWrongIsNamedWithItsPlace() {
        assertThatThrownBy(() -> read("{alert: {host: '{body -> nowhere}'}}", ""))
                .hasMessageContaining("/alert/host").hasMessageContaining("nowhere.yaml");
        assertThatThrownBy(() -> read("{missing: '(', alert: {}}", "")).hasMessageContaining("/missing");
        assertThatThrownBy(() -> read("{lines: {host: '('}, alert: {}}", ""))
                .hasMessageContaining("/lines/host").hasMessageContaining("RE2");
        assertThatThrownBy(() -> read("{lines: host, alert: {}}", "")).hasMessageContaining("/lines");
        assertThatThrownBy(() -> read("{each: {subject: a, body: b}, alert: {host: h}}", ""))
                .hasMessageContaining("/each").hasMessageContaining("list");
    }

    private List<Alert> read(String source, String body) {
        return readMail(source, Map.of("subject", "", "body", body));
    }

    private List<Alert> readMail(String source, Map<String, String> mail) {
        Sources sources = new Sources(tables, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC), () -> ZoneOffset.UTC);
        sources.add("mail", "test", 1, source);
        return sources.read(TextMessage.mail(mail)).alerts();
    }
}
