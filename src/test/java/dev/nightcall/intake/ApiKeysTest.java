package dev.nightcall.intake;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

class ApiKeysTest {

    private final ApiKeys keys = new ApiKeys("""
            zabbix:send:key:with:colons, desk:operate:desk-key
            local:send+operate:local""");

    @Test
    void aKeyIsKnownByItsName() {
        assertThat(keys.check("key:with:colons", Right.SEND)).isEqualTo("zabbix");
        assertThat(keys.check("desk-key", Right.OPERATE)).isEqualTo("desk");
        assertThat(keys.check("local", Right.SEND)).isEqualTo("local");
        assertThat(keys.check("local", Right.OPERATE)).isEqualTo("local");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "wrong", "desk-key ", "DESK-KEY", "zabbix", "send:key:with:colons",
            "desk-key,local"})
    void whoeverHasNoKeyIsUnknown(String presented) {
        assertThatThrownBy(() -> keys.check(presented, Right.SEND))
                .asInstanceOf(type(NotAllowedException.class))
                .extracting(NotAllowedException::status).isEqualTo(401);
    }

    @Test
    void aKeyWithoutTheRightIsNamed() {
        assertThatThrownBy(() -> keys.check("desk-key", Right.SEND))
                .hasMessage("the key desk does not have the right send")
                .asInstanceOf(type(NotAllowedException.class))
                .extracting(NotAllowedException::status).isEqualTo(403);
        assertThatThrownBy(() -> keys.check("key:with:colons", Right.OPERATE)).hasMessageContaining("zabbix");
    }

    @Test
    void aKeyMayBeForSomeDoorsOnly() {
        ApiKeys limited = new ApiKeys("z:send@zabbix+send@mackerel:key-1,desk:operate+send@sns:key-2,all:send:key-3");

        assertThat(limited.checkSend("key-1", "zabbix")).isEqualTo("z");
        assertThat(limited.checkSend("key-1", "mackerel")).isEqualTo("z");
        assertThat(limited.checkSend("key-2", "sns")).isEqualTo("desk");
        assertThat(limited.checkSend("key-3", "sns")).isEqualTo("all");
        assertThat(limited.check("key-2", Right.OPERATE)).isEqualTo("desk");
        assertThatThrownBy(() -> limited.checkSend("key-1", "sns")).hasMessage("the key z may send to mackerel, zabbix only");
        assertThatThrownBy(() -> limited.checkSend("key-1", "")).isInstanceOf(NotAllowedException.class);
        assertThatThrownBy(() -> limited.check("key-1", Right.SEND)).isInstanceOf(NotAllowedException.class);
        assertThatThrownBy(() -> limited.check("key-1", Right.OPERATE)).isInstanceOf(NotAllowedException.class);
        assertThatThrownBy(() -> limited.checkSend("key-4", "zabbix"))
                .asInstanceOf(type(NotAllowedException.class)).extracting(NotAllowedException::status).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "''                              | number 1",
            "','                             | number 1 must be name:right+right:key",
            "' , ,, '                        | number 1 must be name:right+right:key",
            "secret                          | number 1 must be name:right+right:key",
            "a:send:secret-1 b:send          | number 2 must be name:right+right:key",
            ":send:secret-1                  | number 1",
            "a:send:secret-1,b:secret-2:sending | number 2 has a right",
            "a:send+:secret-1                | number 1 has a right",
            "a::secret-1                     | number 1 has a right",
            "a:send@:secret-1                | number 1 has a right",
            "a:operate@zabbix:secret-1       | number 1 has a right",
            "a:send:tiny                     | number 1 has a key of less than 5",
            "a:send:secret-1,a:send:secret-2 | number 2 has the name",
            "a:send:secret-1,b:send:secret-1 | number 2 has the name"})
    void aBadSettingIsNamedByItsPositionAndNeverShown(String setting, String message) {
        assertThatThrownBy(() -> new ApiKeys(setting))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message)
                .message().doesNotContain("secret", "tiny");
    }
}
