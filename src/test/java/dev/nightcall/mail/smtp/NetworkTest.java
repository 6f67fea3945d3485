package dev.nightcall.mail.smtp;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.InetAddress;
import java.net.UnknownHostException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class NetworkTest {

    @ParameterizedTest
    @CsvSource({"10.0.0.0/8, 10.255.0.1, true", "10.0.0.0/8, 11.0.0.1, false", "172.16.0.0/12, 172.31.255.255, true",
        "172.16.0.0/12, 172.32.0.0, false", "192.0.2.7, 192.0.2.7, true", "192.0.2.7, 192.0.2.8, false",
        "192.0.2.128/25, 192.0.2.127, false", "192.0.2.128/25, 192.0.2.200, true", "0.0.0.0/0, 203.0.113.9, true",
        "0.0.0.0/0, 2001:db8::1, false", "fc00::/7, fd12::1, true", "fc00::/7, fe80::1, false", "::/0, 2001:db8::1, true",
        "::1/128, ::1, true", "::1, ::2, false", "10.0.0.0/8, ::ffff:10.1.2.3, true"})
    void holdsTheAddressesWithTheSameFirstBits(String network, String address, boolean inside) throws UnknownHostException {
        assertThat(Network.parse(network).contains(InetAddress.getByName(address))).isEqualTo(inside);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/33", "fc00::/129", "10.0.0/8", "10.0.0.0/", "10.0.0.0/8/8", "10.0.0.0/x", "example.jp",
        "10.0.0.256/8", "/8", "fc00:::/7", "10", "-1.0.0.0/8"})
    void refusesWhatIsNoNetworkAndAsksNoDns(String written) {
        assertThatThrownBy(() -> Network.parse(written)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(written);
    }

    @Test
    void severalAreSeparatedByCommas() {
        assertThat(Network.parseAll(" 10.0.0.0/8 , ::1/128,")).hasSize(2);
        assertThat(Network.parseAll("")).isEmpty();
    }
}
