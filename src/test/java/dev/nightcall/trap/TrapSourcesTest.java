package dev.nightcall.trap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.nightcall.alert.Alert;
import dev.nightcall.alert.State;
import dev.nightcall.reading.Kind;
import dev.nightcall.reading.Reading;
import dev.nightcall.reading.ShippedSources;
import dev.nightcall.reading.Sources;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** The shipped trap sources, by the traps in {@code traps.yaml}: captured datagrams, and traps as the MIBs define them. */
class TrapSourcesTest {

    private static final String AGENT = "192.0.2.1";
    private static final Sources SOURCES = ShippedSources.load();

    private final TrapReader reader = new TrapReader(new Communities("public"), new Users(Samples.USERS),
            LocalEngine.named("test", Clock.systemUTC()), Clock.systemUTC());

    @TestFactory
    Stream<DynamicTest> traps() throws Exception {
        JsonNode cases = new YAMLMapper().readTree(Path.of("src/test/resources/traps.yaml").toFile());
        return IntStream.range(0, cases.size()).mapToObj(i -> DynamicTest.dynamicTest(i + " " + title(cases.get(i)),
                () -> check(cases.get(i))));
    }

    private static String title(JsonNode expected) {
        return expected.path("name").asText(expected.path("sample").asText(expected.path("trap").asText()));
    }

    private void check(JsonNode expected) throws Exception {
        Reading reading = SOURCES.read(message(expected));
        Alert alert = reading.alerts().get(0);

        assertThat(reading.alerts()).hasSize(1);
        if (!expected.has("alert")) {
            assertThat(reading.kind()).isEqualTo(Kind.UNKNOWN);
            assertThat(alert).returns("nightcall", Alert::system).returns(State.FIRING, Alert::state);
            return;
        }
        assertThat(line(alert)).startsWith(expected.get("alert").asText());
        assertThat(reading.kind()).isEqualTo(alert.state() == State.NOTE ? Kind.NOT_AN_ALERT : Kind.ALERT);
    }

    /** @throws Exception when the datagram is refused */
    TrapMessage message(JsonNode trap) throws Exception {
        if (trap.has("sample")) {
            return new TrapMessage(reader.read(Samples.datagram(trap.get("sample").asText()), InetAddress.getByName(AGENT),
                    ShippedSources.NOW, false));
        }
        List<Varbind> varbinds = trap.path("varbinds").properties().stream()
                .map(varbind -> new Varbind(varbind.getKey(), "OCTET STRING", varbind.getValue().asText())).toList();
        return trap(trap.get("trap").asText(), varbinds);
    }

    private static TrapMessage trap(String oid, List<Varbind> varbinds) {
        return new TrapMessage(new Trap("2c", oid, Optional.empty(), AGENT, AGENT, Optional.empty(), "", false,
                OptionalLong.empty(), varbinds, ShippedSources.NOW));
    }

    private static String line(Alert alert) {
        return String.join(" | ", alert.system(), alert.host(), alert.service(), alert.alias(), alert.severity().word(),
                alert.state().word(), alert.summary());
    }

    /** Two kinds of trap of one device, which no source knows. */
    @Test
    void twoUnknownKindsAreTwoAlerts() throws Exception {
        Alert fan = SOURCES.read(recorded("unknown-a")).alerts().get(0);
        Alert power = SOURCES.read(recorded("unknown-b")).alerts().get(0);

        assertThat(fan).returns("nightcall", Alert::system).returns(AGENT, Alert::host);
        assertThat(fan.service()).isEqualTo("unknown trap: " + recorded("unknown-a").trap().oid());
        assertThat(power.key()).isNotEqualTo(fan.key());
        assertThat(SOURCES.read(recorded("unknown-a")).alerts().get(0).key()).isEqualTo(fan.key());
    }

    private TrapMessage recorded(String name) throws Exception {
        byte[] datagram = Files.readAllBytes(Path.of("src/test/resources/unknown", name + ".bin"));
        return new TrapMessage(reader.read(datagram, InetAddress.getByName(AGENT), ShippedSources.NOW, false));
    }

    /** Pairs of traps, of which the second ends what the first began. */
    @Test
    void theEndIsAboutTheSameAsTheBeginning() {
        Varbind onBattery = new Varbind("1.3.6.1.2.1.33.1.6.2.1.2.4", "OBJECT IDENTIFIER", "1.3.6.1.2.1.33.1.6.3.2");
        Varbind index = new Varbind("1.3.6.1.2.1.2.2.1.1.3", "INTEGER", "3");
        Varbind name = new Varbind("1.3.6.1.2.1.2.2.1.2.3", "OCTET STRING", "Gi0/3");

        pair(trap("1.3.6.1.6.3.1.1.5.3", List.of(index, name)), trap("1.3.6.1.6.3.1.1.5.4", List.of(index)));
        pair(flag("process table", "1"), flag("process table ok", "0"));
        pair(trap("1.3.6.1.2.1.33.2.1", List.of()), trap("1.3.6.1.2.1.33.2.4", List.of(onBattery)));
        Map.of(5, 9, 1, 8, 2, 33, 4, 38, 7, 11, 17, 36, 20, 23, 26, 27, 49, 50, 59, 60).forEach((begin, end) ->
                pair(trap("1.3.6.1.4.1.318.0." + begin, List.of()), trap("1.3.6.1.4.1.318.0." + end, List.of())));
    }

    private static TrapMessage flag(String trigger, String value) {
        return trap("1.3.6.1.2.1.88.2.0.1", List.of(new Varbind("1.3.6.1.2.1.88.2.1.1.0", "OCTET STRING", trigger),
                new Varbind("1.3.6.1.2.1.88.2.1.4.0", "OBJECT IDENTIFIER", "1.3.6.1.4.1.2021.2.1.100.1"),
                new Varbind("1.3.6.1.2.1.88.2.1.5.0", "INTEGER", value)));
    }

    private static void pair(TrapMessage begin, TrapMessage end) {
        Alert firing = SOURCES.read(begin).alerts().get(0);
        Alert resolved = SOURCES.read(end).alerts().get(0);

        assertThat(firing.state()).isEqualTo(State.FIRING);
        assertThat(resolved.state()).isEqualTo(State.RESOLVED);
        assertThat(resolved.identity()).isEqualTo(firing.identity());
    }
}
