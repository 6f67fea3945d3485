package dev.nightcall.reading;

import dev.nightcall.alert.Alert;
import dev.nightcall.alert.State;
import dev.nightcall.memory.Memory;
import dev.nightcall.metrics.Meters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Sources as integrators write them: templated routes in YAML. */
class ReadingRoutesTest {

    private static final String NAGIOS = """
            - templatedRoute:
                routeTemplateRef: mail-source
                routeId: mail-nagios
                parameters:
                  - name: monitor
                    value: nagios
                  - name: read
                    value: |
                      when:
                        subject: '^\\*\\* (?<type>[A-Z]+) Host Alert: (?<host>.+) is (?<state>[A-Z]+) \\*\\*$'
                      alert:
                        host: '{host}'
                        state: '{type}'
                      states:
                        PROBLEM: firing
                        RECOVERY: resolved
                        DOWNTIME.*: note
            """;

    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final List<Alert> queue = new ArrayList<>();
    private final Clock clock = Clock.fixed(Instant.parse("2026-11-22T03:10:00Z"), ZoneOffset.UTC);
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @TempDir
    Path tables;

    @BeforeEach
    void start() throws Exception {
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:alerts").errorHandler(noErrorHandler()).split(body()).stopOnException()
                        .process(e -> queue.add(e.getMessage().getBody(Alert.class)));
            }
        });
        camel.addRoutes(new ReadingRoutes(new Sources(tables, clock, () -> ZoneOffset.UTC), Memory.unlimited(), new Meters(registry, clock)));
        camel.start();
    }

    @AfterEach
    void stop() throws Exception {
        camel.close();
    }

    @Test
    void aSourceInYamlReadsItsMessages() throws Exception {
        load(NAGIOS);

        Reading reading = read(Map.of("subject", "** PROBLEM Host Alert: db 1 is DOWN **", "body", "Info: CRITICAL"));

        assertThat(reading.kind()).isEqualTo(Kind.ALERT);
        assertThat(reading.pattern()).isEqualTo("nagios");
        assertThat(queue).containsExactlyElementsOf(reading.alerts());
        assertThat(queue.get(0)).extracting(Alert::system, Alert::host, Alert::state)
                .containsExactly("nagios", "db 1", State.FIRING);
    }

    @Test
    void aMonitorMayComeThroughSeveralDoors() throws Exception {
        load(NAGIOS);
        load(NAGIOS.replace("mail-", "trap-"));
        load(NAGIOS.replace("mail-", "webhook-").replace("subject", "text")
                .replace("- name: read", "- {name: path, value: nagios}\n      - name: read"));

        assertThat(read(Map.of("subject", "** PROBLEM Host Alert: db 1 is DOWN **")).pattern()).isEqualTo("nagios");
        Reading posted = camel.createProducerTemplate().requestBody("direct:read",
                WebhookMessage.of("nagios", "192.0.2.1", null, "** PROBLEM Host Alert: db 2 is DOWN **"), Reading.class);

        assertThat(posted.pattern()).isEqualTo("nagios");
        assertThat(queue).extracting(Alert::host).containsExactly("db 1", "db 2");
    }

    @Test
    void whatNoPatternKnowsIsAnAlertOfNightcall() throws Exception {
        load(NAGIOS);

        Reading reading = read(Map.of("subject", "Ahem", "body", "the coffee machine burns"));

        assertThat(reading.kind()).isEqualTo(Kind.UNKNOWN);
        assertThat(queue).singleElement().satisfies(alert -> {
            assertThat(alert.system()).isEqualTo("nightcall");
            assertThat(alert.host()).isEqualTo("monitor@example.com");
            assertThat(alert.summary()).isEqualTo("Ahem\nthe coffee machine burns");
        });
    }

    @Test
    void aPatternThatIsWrongNamesItsSourceAndItsPlace() {
        assertThatThrownBy(() -> load(NAGIOS.replace("(?<type>", "(?<type")))
                .hasStackTraceContaining("source nagios: line 2 of the pattern: /when/subject").hasStackTraceContaining("RE2");
        assertThatThrownBy(() -> load(NAGIOS.replace("note", "silly")))
                .hasStackTraceContaining("/states/DOWNTIME.* must be one of firing");
    }

    private Reading read(Map<String, String> texts) {
        return camel.createProducerTemplate().requestBody("direct:read", TextMessage.mail(texts), Reading.class);
    }

    private void load(String yaml) throws Exception {
        PluginHelper.getRoutesLoader(camel).loadRoutes(ResourceHelper.fromString("source.yaml", yaml));
    }
}
