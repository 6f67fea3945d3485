package dev.nightcall.mail.smtp;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class PathArgumentTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"FROM:<a@b.example> | a@b.example", "from: <a@b.example> | a@b.example",
        "FROM:a@b.example | a@b.example", "FROM:<> | ``", "FROM:< a@b > | a@b", "FROM:<root> | root",
        "FROM:<nagios@host_1> | nagios@host_1", "FROM:<@x,@y:a@b> | a@b", "FROM:<\"a>b\"@c> SIZE=1 | \"a>b\"@c",
        "FROM:<監視@例え.jp> SMTPUTF8 | 監視@例え.jp"})
    void findsTheAddress(String argument, String address) {
        assertThat(PathArgument.parse("FROM:", argument)).map(PathArgument::address).contains(address);
    }

    @Test
    void findsEveryParameterInAnyOrder() {
        assertThat(PathArgument.parse("FROM:", "FROM:<a@b> size=12 BODY=8BITMIME smtputf8").orElseThrow().parameters())
                .containsAllEntriesOf(Map.of("SIZE", "12", "BODY", "8BITMIME", "SMTPUTF8", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "FROM:", "FROM: ", "FROM:<a@b", "TO:<a@b>", "<a@b>", "FROM <a@b>"})
    void refusesTheRest(String argument) {
        assertThat(PathArgument.parse("FROM:", argument)).isEmpty();
    }

    @Test
    void refusesAddressesNobodyHas() {
        assertThat(PathArgument.parse("TO:", "TO:<" + "a".repeat(330) + "@b>")).isEmpty();
        assertThat(PathArgument.parse("TO:", "TO:<a\u0000b@c>")).isEmpty();
    }
}
