package dev.nightcall;

import dev.nightcall.mail.smtp.SmtpRules;
import dev.nightcall.settings.SettingException;
import dev.nightcall.settings.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.Reader;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What the settings of the SMTP door make of it. */
class SmtpDoorTest {

    @Test
    void theDefaultsTakeAlertsFromPrivateNetworks() throws Exception {
        SmtpRules rules = rules(Map.of());

        assertThat(rules.limits()).isEqualTo(new SmtpRules.Limits(10_485_760, Runtime.getRuntime().maxMemory() / 100 * 8, 100, 200, 50, 1_200, 20_000,
                Duration.ofMinutes(5), Duration.ofMinutes(10)));
        assertThat(rules.tls()).isEmpty();
        assertThat(rules.tlsRequired() || rules.authWithoutTls()).isFalse();
        assertThat(rules.users().isEmpty()).isTrue();
        assertThat(rules.recipients().accept("alerts+XYZ@nightcall.example")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1", "10.1.2.3", "172.16.0.1", "192.168.255.255", "fd00::1"})
    void privateNetworksAreAllowed(String address) throws Exception {
        assertThat(isAllowed(address)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "172.32.0.1", "192.169.0.1", "2001:db8::1", "fe80::1"})
    void othersAreNot(String address) throws Exception {
        assertThat(isAllowed(address)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"nightcall.smtp.networks | 10.0.0.0/8,example.jp", "nightcall.smtp.recipients | on*@example.jp",
        "nightcall.smtp.passwords | s3cret", "nightcall.smtp.certificate | missing.p12", "nightcall.smtp.max-size | big",
        "nightcall.smtp.idle | 0s", "nightcall.smtp.require-tls | yes", "nightcall.smtp.memory | 1024", "nightcall.smtp.name | ''"})
    void whatCannotBeFollowedIsNamed(String setting, String value) {
        assertThatThrownBy(() -> rules(Map.of(setting, value))).isInstanceOf(SettingException.class)
                .hasMessageContaining(setting)
                .hasMessageNotContaining("s3cret");
    }

    private static boolean isAllowed(String address) throws IOException, UnknownHostException {
        InetAddress peer = InetAddress.getByName(address);
        return rules(Map.of()).networks().stream().anyMatch(network -> network.contains(peer));
    }

    private static SmtpRules rules(Map<String, String> changes) throws IOException {
        Properties defaults = new Properties();
        try (Reader in = Files.newBufferedReader(Path.of("application.properties"))) {
            defaults.load(in);
        }
        Map<String, String> values = new TreeMap<>();
        defaults.stringPropertyNames().forEach(key -> values.put(key, defaults.getProperty(key)));
        return new SmtpDoor(Settings.of(values, changes, Map.of(), Map.of())).rules();
    }
}
