package dev.nightcall.trap;

import java.time.Instant;
import dev.nightcall.SettableClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.snmp4j.security.AuthHMAC128SHA224;
import org.snmp4j.security.AuthHMAC192SHA256;
import org.snmp4j.security.AuthHMAC256SHA384;
import org.snmp4j.security.AuthHMAC384SHA512;
import org.snmp4j.security.AuthMD5;
import org.snmp4j.security.AuthSHA;
import org.snmp4j.security.Priv3DES;
import org.snmp4j.security.PrivAES128;
import org.snmp4j.security.PrivAES192;
import org.snmp4j.security.PrivAES256;
import org.snmp4j.security.PrivDES;
import org.snmp4j.security.SecurityLevel;
import org.snmp4j.security.nonstandard.PrivAES192With3DESKeyExtension;
import org.snmp4j.security.nonstandard.PrivAES256With3DESKeyExtension;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OID;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Version 3, with snmp4j as the sender. */
class SecurityTest {

    private static final InetAddress SOURCE = InetAddress.getLoopbackAddress();
    private static final Map<String, OID> AUTHENTICATION = Map.of("MD5", AuthMD5.ID, "SHA-1", AuthSHA.ID,
            "SHA-224", AuthHMAC128SHA224.ID, "SHA-256", AuthHMAC192SHA256.ID, "SHA-384", AuthHMAC256SHA384.ID,
            "SHA-512", AuthHMAC384SHA512.ID);
    private static final Map<String, OID> PRIVACY = Map.of("DES", PrivDES.ID, "3DES", Priv3DES.ID, "AES-128", PrivAES128.ID,
            "AES-192", PrivAES192.ID, "AES-256", PrivAES256.ID, "AES-192-C", PrivAES192With3DESKeyExtension.ID,
            "AES-256-C", PrivAES256With3DESKeyExtension.ID);
    private static final int NONE = SecurityLevel.NOAUTH_NOPRIV;
    private static final int AUTH = SecurityLevel.AUTH_NOPRIV;
    private static final int PRIV = SecurityLevel.AUTH_PRIV;

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-22T18:43:00Z"));
    private TrapReader reader = reader("trapv3:SHA-256:authpass123:AES-128:privpass123,plain,signed:SHA-256:authpass123");

    static List<Arguments> protocols() {
        List<Arguments> all = new ArrayList<>();
        for (String authentication : AUTHENTICATION.keySet()) {
            PRIVACY.keySet().forEach(privacy -> all.add(arguments(authentication, privacy)));
        }
        return all;
    }

    @ParameterizedTest
    @MethodSource("protocols")
    void everyProtocolIsRead(String authentication, String privacy) throws Exception {
        reader = reader("u:%s:authpass123:%s:privpass123,a:%s:authpass123".formatted(authentication, privacy, authentication));
        try (Sender sender = new Sender("protocols", 3)
                .user("u", AUTHENTICATION.get(authentication), "authpass123", PRIVACY.get(privacy), "privpass123")
                .user("a", AUTHENTICATION.get(authentication), "authpass123", null, null)) {

            Trap encrypted = receive(sender.recorded("u", PRIV, Sender.varbind("1.3.6.1.9", new Integer32(7))));
            Trap signed = receive(sender.recorded("a", AUTH));

            assertThat(encrypted.user()).contains("u");
            assertThat(encrypted.oid()).isEqualTo(Sender.LINK_DOWN);
            assertThat(encrypted.varbinds()).containsExactly(new Varbind("1.3.6.1.9", "INTEGER", "7"));
            assertThat(signed.user()).contains("a");
        }
    }

    @ParameterizedTest
    @CsvSource({"SHA-1,wrongpass999,AES-128,privpass123,AUTHENTICATION", "MD5,authpass123,AES-128,privpass123,AUTHENTICATION",
            "SHA-512,authpass123,AES-128,privpass123,AUTHENTICATION", "SHA-1,authpass123,AES-128,wrongpass999,DECRYPTION",
            "SHA-1,authpass123,DES,privpass123,DECRYPTION"})
    void aWrongPasswordOrProtocolIsRefused(String authentication, String password, String privacy, String privacyPassword,
                                           Refusal refusal) throws Exception {
        reader = reader("u:SHA-1:authpass123:AES-128:privpass123");
        try (Sender sender = new Sender("wrong", 3).user("u", AUTHENTICATION.get(authentication), password,
                PRIVACY.get(privacy), privacyPassword)) {
            byte[] datagram = sender.recorded("u", PRIV);

            refused(datagram, refusal);
            assertThatThrownBy(() -> reader.read(datagram, SOURCE, clock.instant(), true))
                    .as("a recorded one, too").isInstanceOf(TrapRefusedException.class);
        }
    }

    @Test
    void aUserMustUseTheSecurityItIsConfiguredWith() throws Exception {
        try (Sender sender = new Sender("levels", 1)
                .user("trapv3", AuthHMAC192SHA256.ID, "authpass123", PrivAES128.ID, "privpass123")
                .user("signed", AuthHMAC192SHA256.ID, "authpass123", PrivAES128.ID, "privpass123").user("plain", null, null,
                        null, null).user("stranger", null, null, null, null)) {
            assertThat(receive(sender.recorded("plain", NONE)).user()).contains("plain");
            assertThat(receive(sender.recorded("signed", AUTH)).user()).contains("signed");
            refused(sender.recorded("trapv3", NONE), Refusal.LEVEL);
            refused(sender.recorded("trapv3", AUTH), Refusal.LEVEL);
            refused(sender.recorded("signed", NONE), Refusal.LEVEL);
            refused(sender.recorded("signed", PRIV), Refusal.LEVEL);
            refused(sender.recorded("stranger", NONE), Refusal.USER);
        }
    }

    @Test
    void theSameDatagramIsTakenOnce() throws Exception {
        try (Sender sender = device(1)) {
            byte[] first = sender.recorded("trapv3", PRIV);
            byte[] second = sender.recorded("trapv3", PRIV);

            receive(first);
            refused(first, Refusal.REPLAY);
            receive(second);
        }
    }

    @Test
    void anOldDatagramIsRefusedOnceNewerTimeWasSeen() throws Exception {
        byte[] old;
        try (Sender sender = device(4)) {
            old = sender.recorded("trapv3", PRIV);
        }
        try (Sender rebooted = device(5)) {
            receive(rebooted.recorded("trapv3", PRIV));
            refused(old, Refusal.TIME_WINDOW);
            receive(rebooted.recorded("trapv3", PRIV));
        }
    }

    @Test
    void withoutNewerTimeTheWindowClosesByItself() throws Exception {
        try (Sender sender = device(1)) {
            byte[] recorded = sender.recorded("trapv3", PRIV);
            byte[] other = sender.recorded("trapv3", PRIV);
            receive(sender.recorded("trapv3", PRIV));
            clock.advance(Duration.ofSeconds(100));
            receive(recorded);
            clock.advance(Duration.ofSeconds(100));
            refused(other, Refusal.TIME_WINDOW);
        }
    }

    @Test
    void nobodyWithoutThePasswordCanPutASendersClockForward() throws Exception {
        byte[] forged;
        try (Sender stranger = new Sender("device", 1_000_000)
                .user("trapv3", AuthHMAC192SHA256.ID, "wrongpass999", PrivAES128.ID, "privpass123")) {
            forged = stranger.recorded("trapv3", PRIV);
        }
        try (Sender sender = device(1)) {
            refused(forged, Refusal.AUTHENTICATION);
            receive(sender.recorded("trapv3", PRIV));
        }
    }

    @Test
    void aRecordedDatagramChangesNothing() throws Exception {
        byte[] newer;
        try (Sender sender = device(9)) {
            newer = sender.recorded("trapv3", PRIV);
        }
        try (Sender sender = device(1)) {
            reader.read(newer, SOURCE, clock.instant(), false);
            reader.read(newer, SOURCE, clock.instant(), false);
            receive(sender.recorded("trapv3", PRIV));
            receive(newer);
            assertThatCode(() -> reader.read(newer, SOURCE, clock.instant(), false))
                    .as("it does not matter that it has been received").doesNotThrowAnyException();
        }
    }

    @Test
    void theEngineStaysAndItsBootsGrow() {
        LocalEngine first = LocalEngine.named("nightcall:1162", clock);
        clock.advance(Duration.ofSeconds(1));
        LocalEngine restarted = LocalEngine.named("nightcall:1162", clock);

        assertThat(restarted.id()).isEqualTo(first.id()).hasSizeBetween(5, 32);
        assertThat(restarted.boots()).isGreaterThan(first.boots()).isBetween(1L, (long) Integer.MAX_VALUE - 1);
        assertThat(first.time()).isEqualTo(1);
        assertThat(LocalEngine.named("nightcall:1163", clock).id()).isNotEqualTo(first.id());
        assertThat(LocalEngine.withId("0x8000137005c0ffee", clock).id()).hasSize(8);
        assertThatThrownBy(() -> LocalEngine.withId("nonsense", clock)).hasMessageContaining("nightcall.snmp.engine-id");
    }

    private Sender device(int boots) throws Exception {
        return new Sender("device", boots).user("trapv3", AuthHMAC192SHA256.ID, "authpass123", PrivAES128.ID, "privpass123");
    }

    private Trap receive(byte[] datagram) throws TrapRefusedException {
        return reader.receive(datagram, SOURCE, clock.instant()).trap();
    }

    private void refused(byte[] datagram, Refusal refusal) {
        assertThatThrownBy(() -> receive(datagram)).isInstanceOfSatisfying(TrapRefusedException.class,
                e -> assertThat(e.refusal()).isEqualTo(refusal));
    }

    private TrapReader reader(String users) {
        return new TrapReader(new Communities(""), new Users(users), LocalEngine.named("test", clock), clock);
    }
}
