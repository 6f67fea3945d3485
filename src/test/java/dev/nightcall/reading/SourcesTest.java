package dev.nightcall.reading;

import dev.nightcall.alert.Alert;
import dev.nightcall.alert.Severity;
import dev.nightcall.alert.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SourcesTest {

    private static final Instant NOW = Instant.parse("2026-11-22T03:10:00Z");

    @TempDir
    Path tables;

    private Sources sources() {
        return new Sources(tables, Clock.fixed(NOW, ZoneOffset.UTC), () -> ZoneId.of("Asia/Tokyo"));
    }

    @Test
    void theFirstPatternThatMatchesReadsTheMessage() {
        Sources sources = sources();
        sources.add("mail", "second", 20, "{when: {subject: 'disk'}, alert: {service: second}}");
        sources.add("mail", "first", 10, """
                - {when: {subject: disk, body: full}, unless: {subject: test}, alert: {service: '1'}}
                - {when: {subject: disk}, unless: {subject: test}, alert: {service: '2'}}
                """);

        assertThat(service(sources, "disk", "full")).isEqualTo("1");
        assertThat(service(sources, "disk", "empty")).isEqualTo("2");
        assertThat(service(sources, "disk test", "")).isEqualTo("second");
        assertThat(sources.read(mail("cpu", "")).kind()).isEqualTo(Kind.UNKNOWN);
    }

    @Test
    void everyFieldTakesTheFirstAlternativeThatIsThere() {
        Sources sources = sources();
        sources.add("mail", "m", 1, """
                when: {subject: '^(?<word>\\w+): '}
                find:
                  - body: ['(?m)^Host: (?<host>.*)$', '(?m)^Node: (?<host>.*)$']
                  - body: '(?m)^Check: (?<check>.*)$'
                alert:
                  system: '{shop}'
                  host: '{host}'
                  service: ['{check} on {host}', '{check}', 'the host']
                  state: '{word}'
                  severity: '{word}'
                  summary: '{body}'
                  alias: 'event {id}'
                labels: {node: '{host}', nothing: '{nothing}'}
                states: {ok: resolved, ack.*: acknowledged, downtime: note, .*: firing}
                severities: {ok: info, 'warn(ing)?': warning}
                """);

        Alert alert = one(sources, "Warning: disk", "Node: db1\nCheck: /var");
        assertThat(alert).extracting(Alert::system, Alert::host, Alert::service, Alert::state, Alert::severity, Alert::alias)
                .containsExactly("m", "db1", "/var on db1", State.FIRING, Severity.WARNING, "");
        assertThat(alert.labels()).containsExactly(Map.entry("node", "db1"));
        assertThat(one(sources, "OK: disk", "Host: \nCheck: /var")).extracting(Alert::host, Alert::service, Alert::state)
                .containsExactly("", "/var", State.RESOLVED);
        assertThat(sources.read(mail("ack: disk", "")).kind()).isEqualTo(Kind.NOT_AN_ALERT);
        // What no table knows is as bad as can be.
        assertThat(one(sources, "Strange: disk", "").severity()).isEqualTo(Severity.CRITICAL);
    }

    @Test
    void eachFindsSeveralAlerts() {
        Sources sources = sources();
        sources.add("mail", "munin", 1, """
                when: {subject: munin}
                each: {body: '(?m)^(?<state>OK|CRITICAL): (?<field>.+)$'}
                alert: {service: '{field}', state: '{state}'}
                states: {ok: resolved}
                """);

        Reading reading = sources.read(mail("munin", "OK: load\nCRITICAL: disk"));

        assertThat(reading.alerts()).extracting(Alert::service).containsExactly("load", "disk");
        assertThat(reading.alerts()).extracting(Alert::state).containsExactly(State.RESOLVED, State.FIRING);
        assertThat(reading.alerts().get(1).receivedAt()).isAfter(reading.alerts().get(0).receivedAt());
        assertThat(sources.read(mail("munin", "nothing at all")).kind()).isEqualTo(Kind.UNKNOWN);
    }

    @Test
    void aWebhookThatItsOwnSourceDoesNotKnowIsTriedByTheOthersThatSayWhatTheyAreFor() {
        Sources sources = sources();
        sources.add("zabbix", "zabbix", 1, "{when: {'$.event_id': .}, alert: {service: '{$.event_id}'}}");
        sources.add("victorops", "victorops", 1, "{when: {'$.message_type': .}, alert: {service: '{$.entity_id}'}}");
        sources.add("generic", "generic", 1, "{alert: {service: anything}}");

        Reading reading = sources.read(WebhookMessage.of("zabbix", "p", null, "{\"message_type\": \"OK\", \"entity_id\": \"9\"}"));

        assertThat(reading.pattern()).isEqualTo("victorops");
        assertThat(sources.read(WebhookMessage.of("zabbix", "p", null, "{\"a\": 1}")).kind()).isEqualTo(Kind.UNKNOWN);
        assertThat(sources.hasDoor("generic")).isTrue();
        assertThat(sources.hasDoor("mail")).isFalse();
    }

    @Test
    void aSourceThatGuessesIsAskedLast() {
        Sources sources = sources();
        sources.add("generic", "guess", 1000, "{each: '$', alert: {service: '{$.a}'}}");
        sources.add("zabbix", "zabbix", 100, "{when: {'$.event': '.'}, alert: {service: '{$.event}'}}");

        assertThat(posted(sources, "generic", "{\"a\": 1, \"event\": 2}").pattern()).isEqualTo("zabbix");
        assertThat(posted(sources, "generic", "{\"a\": 1}").pattern()).isEqualTo("guess");
        assertThat(posted(sources, "zabbix", "{\"a\": 1}").kind()).isEqualTo(Kind.UNKNOWN);
    }

    private static Reading posted(Sources sources, String door, String body) {
        return sources.read(WebhookMessage.of(door, "192.0.2.1", null, body));
    }

    @Test
    void sharedTablesAndNamesOfHosts() throws IOException {
        Files.writeString(tables.resolve("levels.yaml"), "{High: error, .*: info}");
        Files.writeString(tables.resolve("hosts.yaml"), "{Web server 01: web01, web02.example: web02}");
        Sources sources = sources();
        sources.add("mail", "m", 1, """
                alert: {host: '{body}', severity: '{subject}'}
                severities: [{'Very High': critical}, levels]
                hosts: {db one: db1}
                """);

        assertThat(one(sources, "high", "web SERVER 01")).extracting(Alert::host, Alert::severity)
                .containsExactly("web01", Severity.ERROR);
        assertThat(one(sources, "Very high", "db one")).extracting(Alert::host, Alert::severity)
                .containsExactly("db1", Severity.CRITICAL);
        // A dot is a dot.
        assertThat(one(sources, "?", "web02xexample").host()).isEqualTo("web02xexample");
    }

    @Test
    void whatIsTooLongIsCutAndStaysDifferent() {
        Sources sources = sources();
        sources.add("mail", "m", 1, "{alert: {host: '{subject}', summary: '{body}'}, labels: {l: '{body}'}}");

        Alert one = one(sources, "h".repeat(5000) + "1", "s".repeat(100_000));
        Alert other = one(sources, "h".repeat(5000) + "2", "障".repeat(1000));

        assertThat(one.host()).hasSizeLessThanOrEqualTo(256).isNotEqualTo(other.host());
        assertThat(one.summary()).hasSizeLessThanOrEqualTo(4096);
        assertThat(one(sources, "障".repeat(300), "").identity().getBytes(StandardCharsets.UTF_8).length)
                .isLessThan(1024);
    }

    @Test
    void theRecipientsTagOutranksThePattern() {
        Sources sources = sources();
        sources.add("mail", "m", 1, "{alert: {system: pattern, host: h}}");

        assertThat(sources.read(new TextMessage("mail", Map.of(), "XYZ")).alerts().get(0).system()).isEqualTo("XYZ");
        assertThat(one(sources, "", "").system()).isEqualTo("pattern");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{whem: {subject: x}}                     | /whem",
        "{alert: {hots: x}}                       | /alert/hots",
        "{when: {subject: '('}}                   | /when/subject",
        "{when: {subject: '(?=x)'}}               | RE2",
        "{alert: {host: '{open'}}                 | /alert/host",
        "{alert: {host: '{$.a[?(}'}}                | JSON path",
        "{each: '$..['}                           | /each",
        "{each: {a: x, b: y}}                     | /each",
        "{states: {x: broken}}                    | /states/x",
        "{severities: nowhere}                    | nowhere.yaml",
        "{severities: ../../secret}               | not there",
        "[]                                       | no pattern",
        "just text                                | must be an object",
        "{labels: {a: x, a: y}}                   | /labels/a is already on line 1",
        "{alert: {host: x                         | is no YAML",
        "{alert: {stat: x}}                       | did you mean state?",
        "{alert: {host: x}, states: {x: fireing}} | did you mean firing?",
        "{severities: no}                         | no.yaml",
        "{lines: {host: Host}, find: {body: '(?<host>x)'}} | /find has a group named host",
        "{lines: {host: Host}, when: {body: '(?<host>x)'}} | /when has a group named host",
        "[{when: {subject: x}}, {find: {b: '['}}] | /1/find/b"})
    void whatIsWrongIsNamedWithItsPlace(String yaml, String named) {
        assertThatThrownBy(() -> sources().add("mail", "broken", 1, yaml)).isInstanceOf(PatternException.class)
                .hasMessageContaining("source broken").hasMessageContaining(named);
    }

    @Test
    void allThatIsWrongIsNamedAtOnceWithItsLine() {
        assertThatThrownBy(() -> sources().add("mail", "broken", 1, """
                when: {subject: '('}
                alert:
                  hots: x
                  host: '{open'
                states: {x: gone}
                """)).isInstanceOfSatisfying(PatternException.class, e -> assertThat(e.problems())
                        .extracting(problem -> problem.line() + " " + problem.path())
                        .containsExactlyInAnyOrder("1 /when/subject", "3 /alert/hots", "4 /alert/host", "5 /states/x"));
    }

    private static TextMessage mail(String subject, String body) {
        return TextMessage.mail(Map.of("subject", subject, "body", body));
    }

    private static Alert one(Sources sources, String subject, String body) {
        return sources.read(mail(subject, body)).alerts().get(0);
    }

    private static String service(Sources sources, String subject, String body) {
        return one(sources, subject, body).service();
    }
}
