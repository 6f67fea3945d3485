package dev.nightcall.trap;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import static org.assertj.core.api.Assertions.assertThat;

class TrapMessageTest {

    private static final String COLUMN = "1.3.6.1.2.1.2.2.1.2";

    private final TrapMessage message = new TrapMessage(new Trap("3", "1.3.6.1.6.3.1.1.5.3", Optional.of("1.3.6.1.4.1.9"),
            "192.0.2.50", "127.0.0.1", Optional.of("trapv3"), "vrf1", false, OptionalLong.of(500_000),
            List.of(new Varbind(COLUMN + ".3", "OCTET STRING", "Gi0/3"), new Varbind(COLUMN + ".4.1", "OCTET STRING", "Gi0/4"),
                    new Varbind(COLUMN + "0.5", "INTEGER", "9"), new Varbind("1.3.6.1.2.1.33.1.0", "INTEGER", "42")),
            Instant.EPOCH));

    @Test
    void whatEveryTrapHas() {
        assertThat(message.door()).isEqualTo("trap");
        assertThat(message.texts("trap")).containsExactly("1.3.6.1.6.3.1.1.5.3");
        assertThat(message.texts("enterprise")).containsExactly("1.3.6.1.4.1.9");
        assertThat(message.texts("agent")).containsExactly("192.0.2.50");
        assertThat(message.texts("source")).containsExactly("127.0.0.1");
        assertThat(message.texts("version")).containsExactly("3");
        assertThat(message.texts("user")).containsExactly("trapv3");
        assertThat(message.texts("context")).containsExactly("vrf1");
        assertThat(message.texts("uptime")).containsExactly("500000");
        assertThat(message.title()).isEqualTo("1.3.6.1.6.3.1.1.5.3");
        assertThat(message.sender()).isEqualTo("192.0.2.50");
        assertThat(message.system()).isEmpty();
        assertThat(message.writtenAt()).isEmpty();
    }

    @Test
    void whatATrapMayLack() {
        TrapMessage bare = new TrapMessage(new Trap("2c", "1.3.6", Optional.empty(), "::1", "::1", Optional.empty(), "", true,
                OptionalLong.empty(), List.of(), Instant.EPOCH));

        assertThat(List.of("enterprise", "user", "context", "uptime", COLUMN, "varbind:1", "index:" + COLUMN))
                .allMatch(name -> bare.texts(name).isEmpty());
        assertThat(bare.texts("varbinds")).containsExactly("");
    }

    @Test
    void anOidLeadsToAnObjectOrAColumn() {
        assertThat(message.texts(COLUMN)).containsExactly("Gi0/3", "Gi0/4");
        assertThat(message.texts("." + COLUMN + ".3")).containsExactly("Gi0/3");
        assertThat(message.texts("1.3.6.1.2.1.33.1")).containsExactly("42");
        assertThat(message.texts("1.3.6.1.2.1.99")).isEmpty();
        assertThat(message.texts("nonsense")).isEmpty();
        assertThat(message.texts("")).isEmpty();
    }

    @Test
    void anIndexIsWhatFollowsTheColumn() {
        assertThat(message.texts("index:" + COLUMN)).containsExactly("3");
        assertThat(message.texts("index:." + COLUMN + ".4")).containsExactly("1");
        assertThat(message.texts("index:1.3.6.1.2.1.99")).isEmpty();
    }

    @Test
    void varbindsAreCounted() {
        assertThat(message.texts("varbind:1")).containsExactly("Gi0/3");
        assertThat(message.texts("varbind:4")).containsExactly("42");
        assertThat(List.of("varbind:0", "varbind:5", "varbind:x", "varbind:", "varbind:99999999999"))
                .allMatch(name -> message.texts(name).isEmpty());
        assertThat(message.text()).isEqualTo(COLUMN + ".3 = Gi0/3\n" + COLUMN + ".4.1 = Gi0/4\n" + COLUMN
                + "0.5 = 9\n1.3.6.1.2.1.33.1.0 = 42").isEqualTo(message.texts("varbinds").get(0));
    }
}
