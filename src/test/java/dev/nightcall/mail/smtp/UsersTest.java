package dev.nightcall.mail.smtp;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class UsersTest {

    @Test
    void knowsNamesAndTheirPasswords() {
        Users users = new Users("nagios:se:cret, zabbix:日本");

        assertThat(users.isEmpty()).isFalse();
        assertThat(users.isPassword("nagios", "se:cret")).isTrue();
        assertThat(users.isPassword("zabbix", "日本")).isTrue();
        assertThat(users.isPassword("nagios", "日本")).isFalse();
        assertThat(users.isPassword("nagios", "")).isFalse();
        assertThat(users.isPassword("nobody", "")).isFalse();
        assertThat(users.isPassword("", "")).isFalse();
        assertThat(new Users(" ").isEmpty()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"a:secret1,secret2 | 2", ":secret1 | 1", "a: | 1", "a:secret1,a:secret2 | 2", "a:secret1, | 2"})
    void tellsWhichEntryIsWrongButNotWhatItSays(String written, int position) {
        assertThatThrownBy(() -> new Users(written)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("user number " + position).hasMessageNotContaining("secret");
    }
}
