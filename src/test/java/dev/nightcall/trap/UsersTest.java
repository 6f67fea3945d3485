package dev.nightcall.trap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class UsersTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "a,b:SHA-256|user number 2 must be name",
            "a:SHA-256:longenough:AES-128|user number 1 must be name",
            "a:SHA-257:longenough|user number 1 has a protocol for authentication that is none of MD5, SHA-1",
            "a:MD5:longenough:ROT13:longenough|user number 1 has a protocol for privacy that is none of DES, 3DES",
            "a,b:MD5:short|user number 2 has a password for authentication of less than 8",
            "a:MD5:longenough:DES:short|user number 1 has a password for privacy of less than 8",
            "a,a|user number 2 has the name of an earlier one",
            "a,,b|user number 2 must have a name"})
    void aWrongEntryIsNamedByItsPositionAndNotByItsText(String setting, String because) {
        assertThatThrownBy(() -> new Users(setting)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nightcall.snmp.users: " + because)
                .hasMessageNotContainingAny("longenough", "short ", "ROT13", "SHA-257");
    }

    @Test
    void everyLevelIsUnderstood() {
        Users users = new Users("none, signed:SHA:authpass123 ,full:SHA-512:authpass123:AES:privpass123");

        assertThat(users.find("none")).hasValueSatisfying(user -> assertThat(user.authenticates()).isFalse());
        assertThat(users.find("signed")).hasValueSatisfying(user -> {
            assertThat(user.authenticates()).isTrue();
            assertThat(user.encrypts()).isFalse();
        });
        assertThat(users.find("full")).hasValueSatisfying(user -> assertThat(user.encrypts()).isTrue());
        assertThat(users.find("nobody")).isEmpty();
        assertThat(new Users("").find("")).isEmpty();
    }

    @Test
    void passwordsMayHoldWhatSeparates() {
        Users users = new Users("a\\:b:SHA-256:pass\\,word\\:\\\\,c");

        byte[] engine = {1, 2, 3, 4, 5};
        byte[] message = {9};
        assertThat(users.find("c")).isPresent();
        assertThat(users.find("a:b").orElseThrow().code(engine, message))
                .isEqualTo(new User("a:b", Authentication.SHA_256, "pass,word:\\", null, null).code(engine, message));
    }
}
