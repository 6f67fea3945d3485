package dev.nightcall.trap;

import org.junit.jupiter.api.Test;
import org.snmp4j.PDU;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.Null;
import org.snmp4j.smi.OID;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What is no trap, or not meant for us, is refused and never misread. */
class TrapRefusalTest extends TrapReading {

    @Test
    void anOidOfMoreThan128NumbersIsRefused() throws Exception {
        byte[] oid = new byte[200];
        Arrays.fill(oid, (byte) 1);
        byte[] varbind = Ber.value(Ber.SEQUENCE, Ber.value(Ber.OID, oid), Ber.integer(1));
        byte[] pdu = Ber.value(0xA7, Ber.integer(1), Ber.integer(0), Ber.integer(0), Ber.value(Ber.SEQUENCE, varbind));
        byte[] datagram = Ber.value(Ber.SEQUENCE, Ber.integer(1), Ber.octets("public".getBytes()), pdu);

        refused(datagram, Refusal.UNDECODABLE, "more than 128 numbers");
    }

    @Test
    void aCommunityThatIsNotAcceptedIsRefusedAndNeverTold() throws Exception {
        byte[] datagram = Sender.recorded(Sender.linkDown(), SnmpConstants.version2c, "hidden");

        assertThatThrownBy(() -> reader.read(datagram, SOURCE, AT, false))
                .isInstanceOfSatisfying(TrapRefusedException.class, e -> {
                    assertThat(e.refusal()).isEqualTo(Refusal.COMMUNITY);
                    assertThat(e).hasMessageNotContaining("hidden");
                });
        Trap lenient = reader.read(datagram, SOURCE, AT, true);
        assertThat(lenient.oid()).isEqualTo(Sender.LINK_DOWN);
        assertThat(lenient.toString()).doesNotContain("hidden");
        assertThatThrownBy(() -> reader("", "").read(Samples.datagram("v2c-linkDown.1"), SOURCE, AT, false))
                .as("no communities: none is accepted").isInstanceOf(TrapRefusedException.class);
    }

    @Test
    void wrongPasswordsAreRefused() throws Exception {
        refused(Samples.datagram("v3-wrong-password.1"), Refusal.AUTHENTICATION, "user trapv3");
        TrapReader otherPrivacy = reader("", "trapv3:SHA:authpass123:AES:otherpass");
        assertThatThrownBy(() -> otherPrivacy.read(Samples.datagram("v3-authPriv-SHA-AES-linkDown.1"), SOURCE, AT, true))
                .isInstanceOfSatisfying(TrapRefusedException.class,
                        e -> assertThat(e.refusal()).isEqualTo(Refusal.DECRYPTION));
        assertThatThrownBy(() -> reader("", "").read(Samples.datagram("v3-authPriv-SHA-AES-linkDown.1"), SOURCE, AT, true))
                .isInstanceOfSatisfying(TrapRefusedException.class, e -> assertThat(e.refusal()).isEqualTo(Refusal.USER));
    }

    @Test
    void discoveryIsNoTrap() throws Exception {
        refused(Samples.datagram("v3-inform-authPriv-linkDown.1"), Refusal.ENGINE, "carries no trap");
    }

    @Test
    void aGetIsNoTrap() throws Exception {
        PDU get = new PDU();
        get.setType(PDU.GET);
        get.add(Sender.varbind(IF_DESCR, Null.instance));

        refused(Sender.datagram(get, "public"), Refusal.UNDECODABLE, "neither a trap nor an INFORM");
    }

    @Test
    void aTrapThatDoesNotSayWhatKindItIsIsRefused() throws Exception {
        PDU pdu = new PDU();
        pdu.setType(PDU.TRAP);
        pdu.add(Sender.varbind(IF_DESCR, new Integer32(1)));

        refused(Sender.datagram(pdu, "public"), Refusal.UNDECODABLE, "no snmpTrapOID");
    }

    @Test
    void everyPieceOfADatagramIsRefusedNotMisread() throws Exception {
        for (String sample : Samples.names()) {
            byte[] whole = Samples.datagram(sample);
            for (int length = 0; length < whole.length; length++) {
                byte[] piece = Arrays.copyOf(whole, length);
                assertThatThrownBy(() -> reader.read(piece, SOURCE, AT, true)).isInstanceOf(TrapRefusedException.class);
            }
        }
    }

    @Test
    void noiseIsRefusedOrReadAndNothingElse() throws IOException {
        Random random = new Random(4711);
        List<byte[]> samples = new ArrayList<>();
        for (String sample : Samples.names()) {
            samples.add(Samples.datagram(sample));
        }
        for (int i = 0; i < 50_000; i++) {
            byte[] datagram = samples.get(random.nextInt(samples.size())).clone();
            if (i % 4 == 0) {
                datagram = new byte[random.nextInt(300)];
                random.nextBytes(datagram);
            }
            for (int flips = random.nextInt(4); flips >= 0 && datagram.length > 0; flips--) {
                datagram[random.nextInt(datagram.length)] = (byte) random.nextInt(256);
            }
            try {
                assertThat(reader.read(datagram, SOURCE, AT, true).oid()).isNotEmpty();
            } catch (TrapRefusedException e) {
                assertThat(e.refusal()).isNotNull();
            }
        }
    }

    private void refused(byte[] datagram, Refusal refusal, String because) {
        assertThatThrownBy(() -> reader.read(datagram, SOURCE, AT, false))
                .isInstanceOfSatisfying(TrapRefusedException.class, e -> assertThat(e.refusal()).isEqualTo(refusal))
                .hasMessageContaining(because);
    }
}
