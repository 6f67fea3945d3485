package dev.nightcall.trap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.smi.Counter64;
import org.snmp4j.smi.Gauge32;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.IpAddress;
import org.snmp4j.smi.Null;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.Opaque;
import org.snmp4j.smi.TimeTicks;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** What traps and INFORMs of all versions say. */
class TrapReaderTest extends TrapReading {

    @ParameterizedTest
    @CsvSource({"v1-linkDown.1,1,1.3.6.1.6.3.1.1.5.3,192.0.2.50", "v2c-linkDown.1,2c,1.3.6.1.6.3.1.1.5.3,127.0.0.1",
            "v2c-linkUp.1,2c,1.3.6.1.6.3.1.1.5.4,127.0.0.1", "v2c-inform-linkDown.1,2c,1.3.6.1.6.3.1.1.5.3,127.0.0.1",
            "v3-authPriv-SHA-AES-linkDown.1,3,1.3.6.1.6.3.1.1.5.3,127.0.0.1",
            "v3-inform-authPriv-linkDown.2,3,1.3.6.1.6.3.1.1.5.3,127.0.0.1"})
    void linksAreReadWhateverTheVersion(String sample, String version, String oid, String agent) throws Exception {
        Trap trap = reader.read(Samples.datagram(sample), SOURCE, AT, false);

        assertThat(trap.version()).isEqualTo(version);
        assertThat(trap.oid()).isEqualTo(oid);
        assertThat(trap.agent()).isEqualTo(agent);
        assertThat(trap.source()).isEqualTo("127.0.0.1");
        assertThat(trap.inform()).isEqualTo(sample.contains("inform"));
        assertThat(trap.receivedAt()).isEqualTo(AT);
        assertThat(trap.varbinds()).startsWith(new Varbind("1.3.6.1.2.1.2.2.1.1.3", "INTEGER", "3"),
                new Varbind("1.3.6.1.2.1.2.2.1.7.3", "INTEGER", "1"))
                .contains(new Varbind(IF_DESCR, "OCTET STRING", "GigabitEthernet0/3"));
    }

    @Test
    void aV1TrapSaysEnterpriseAddressAndUptimeAsRfc3584Wants() throws Exception {
        Trap trap = reader.read(Samples.datagram("v1-linkDown.1"), SOURCE, AT, false);

        assertThat(trap.enterprise()).contains("1.3.6.1.4.1.9.1.1208");
        assertThat(trap.uptime()).hasValue(500_000);
        assertThat(trap.varbinds()).endsWith(new Varbind("1.3.6.1.6.3.18.1.3.0", "IpAddress", "192.0.2.50"),
                new Varbind("1.3.6.1.6.3.1.1.4.3.0", "OBJECT IDENTIFIER", "1.3.6.1.4.1.9.1.1208"));
    }

    @ParameterizedTest
    @CsvSource({"0,0,1.3.6.1.6.3.1.1.5.1", "4,0,1.3.6.1.6.3.1.1.5.5", "5,0,1.3.6.1.6.3.1.1.5.6",
            "6,7,1.3.6.1.4.1.9.9.0.7", "6,0,1.3.6.1.4.1.9.9.0.0", "6,2147483647,1.3.6.1.4.1.9.9.0.2147483647"})
    void v1TrapsGetTheirV2Oid(int generic, int specific, String oid) throws Exception {
        byte[] datagram = Sender.recorded(Sender.v1("1.3.6.1.4.1.9.9", "0.0.0.0", generic, specific),
                SnmpConstants.version1, "public");

        Trap trap = reader.read(datagram, SOURCE, AT, false);

        assertThat(trap.oid()).isEqualTo(oid);
        assertThat(trap.agent()).as("agent-addr is 0.0.0.0").isEqualTo("127.0.0.1");
    }

    @Test
    void aProxySaysOfWhomTheTrapIs() throws Exception {
        byte[] datagram = v2c(Sender.varbind("1.3.6.1.6.3.18.1.3.0", new IpAddress("192.0.2.77")));

        Trap trap = reader.read(datagram, SOURCE, AT, false);

        assertThat(trap.agent()).isEqualTo("192.0.2.77");
        assertThat(trap.source()).isEqualTo("127.0.0.1");
    }

    @Test
    void whatSnmpdSendsOfItsOwnAccordIsRead() throws Exception {
        for (int i = 1; i <= 12; i++) {
            Trap trap = reader.read(Samples.datagram("snmpd-own-v2c." + i), SOURCE, AT, false);
            assertThat(trap.oid()).startsWith("1.3.6.1.");
        }
        Trap process = reader.read(Samples.datagram("snmpd-own-v2c.2"), SOURCE, AT, false);
        assertThat(process.oid()).isEqualTo("1.3.6.1.2.1.88.2.0.1");
        assertThat(process.uptime()).hasValue(19);
        assertThat(process.varbinds()).extracting(Varbind::value)
                .containsExactly("process table", "", "", "1.3.6.1.4.1.2021.2.1.100.1", "1", "ghostd",
                        "No ghostd process running");
    }

    @Test
    void shiftJisIsRead() throws Exception {
        Trap trap = reader.read(Samples.datagram("v2c-octets-shiftjis-japanese.1"), SOURCE, AT, false);

        assertThat(trap.varbinds()).singleElement()
                .isEqualTo(new Varbind("1.3.6.1.4.1.99999.1.1.1", "OCTET STRING", "ディスク障害発生 ①～ サーバ室A 表示能力ソ"));
    }

    static Stream<Arguments> values() {
        return Stream.of(arguments(new Integer32(-2147483648), "INTEGER", "-2147483648"),
                arguments(new Gauge32(4294967295L), "Gauge32", "4294967295"),
                arguments(new Counter64(-1L), "Counter64", "18446744073709551615"),
                arguments(new TimeTicks(4294967295L), "TimeTicks", "4294967295"),
                arguments(new IpAddress("192.0.2.1"), "IpAddress", "192.0.2.1"),
                arguments(new OID("1.3.6.1.4.1.4294967295.1"), "OBJECT IDENTIFIER", "1.3.6.1.4.1.4294967295.1"),
                arguments(new OID("2.999.1"), "OBJECT IDENTIFIER", "2.999.1"),
                arguments(new OID("0.0"), "OBJECT IDENTIFIER", "0.0"),
                arguments(Null.instance, "NULL", ""),
                arguments(octets(hex("1f2e")), "OCTET STRING", "1F:2E"),
                arguments(octets("障害 発生".getBytes(StandardCharsets.UTF_8)), "OCTET STRING", "障害 発生"),
                arguments(octets("障害 発生".getBytes(Charset.forName("windows-31j"))), "OCTET STRING", "障害 発生"),
                arguments(octets("padded\0\0".getBytes(StandardCharsets.UTF_8)), "OCTET STRING", "padded"),
                arguments(octets(hex("001a2b3c4d5e")), "OCTET STRING", "00:1A:2B:3C:4D:5E"),
                arguments(octets(hex("07ea0b160f2b1e00")), "OCTET STRING", "07:EA:0B:16:0F:2B:1E:00"),
                arguments(octets(new byte[0]), "OCTET STRING", ""),
                arguments(new Opaque(hex("9f78043fc00000")), "Opaque", "1.5"),
                arguments(new Opaque(hex("9f790840091eb851eb851f")), "Opaque", "3.14"),
                arguments(new Opaque(hex("9f7a08ffffffffffffffff")), "Opaque", "-1"),
                arguments(new Opaque(hex("9f7b08ffffffffffffffff")), "Opaque", "18446744073709551615"),
                arguments(new Opaque(hex("9f7804")), "Opaque", "9F:78:04"));
    }

    @ParameterizedTest
    @MethodSource("values")
    void everyTypeIsText(Variable written, String type, String value) throws Exception {
        Trap trap = reader.read(v2c(Sender.varbind(IF_DESCR, written)), SOURCE, AT, false);

        assertThat(trap.varbinds()).containsExactly(new Varbind(IF_DESCR, type, value));
    }

    @Test
    void aTypeThatNobodyKnowsDoesNotHideTheRest() throws Exception {
        byte[] datagram = v2c(Sender.varbind(IF_DESCR, octets(hex("0102"))), Sender.varbind(IF_DESCR, new Integer32(5)));
        // 0x45: NsapAddress, long gone.
        datagram[indexOf(datagram, hex("04020102"))] = 0x45;

        assertThat(reader.read(datagram, SOURCE, AT, false).varbinds())
                .containsExactly(new Varbind(IF_DESCR, "0x45", "01:02"), new Varbind(IF_DESCR, "INTEGER", "5"));
    }

    @Test
    void longTextIsCutAndManyVarbindsAreToo() throws Exception {
        byte[] longText = v2c(Sender.varbind(IF_DESCR, octets("x".repeat(50_000).getBytes(StandardCharsets.UTF_8))));
        byte[] many = v2c(Stream.generate(() -> Sender.varbind("1.3.6", new Integer32(1))).limit(3000)
                .toArray(VariableBinding[]::new));

        assertThat(reader.read(longText, SOURCE, AT, false).varbinds().get(0).value()).hasSize(16_384).endsWith("…");
        assertThat(reader.read(many, SOURCE, AT, false).varbinds()).hasSize(998);
    }

    @Test
    void anEightKibibyteTrapIsReadWhole() throws Exception {
        String text = "0123456789abcde ".repeat(512) + ".";

        assertThat(reader.read(v2c(Sender.varbind(IF_DESCR, octets(text.getBytes(StandardCharsets.UTF_8)))), SOURCE, AT,
                false).varbinds().get(0).value()).isEqualTo(text);
    }

    private static OctetString octets(byte[] octets) {
        return new OctetString(octets);
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }

    private static int indexOf(byte[] all, byte[] part) {
        for (int i = 0; i <= all.length - part.length; i++) {
            if (Arrays.equals(Arrays.copyOfRange(all, i, i + part.length), part)) {
                return i;
            }
        }
        throw new AssertionError("not in there");
    }
}
