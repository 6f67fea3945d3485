package dev.nightcall.settings;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class SettingsTest {

    private static final Map<String, String> NONE = Map.of();
    private static final Map<String, String> DEFAULTS = Map.of(
            "nightcall.port", "8080",
            "nightcall.ring-limit", "25s",
            "nightcall.api-keys", "",
            "local.phones.page", "true",
            "camel.main.name", "nightcall",
            "plain", "default");

    @TempDir
    Path directory;

    @ParameterizedTest(name = "file {0}, environment {1}, system property {2}: {3} from {4}")
    @CsvSource({
        ",    ,    ,    25s, default",
        "1s,  ,    ,    1s,  application.properties",
        "1s,  2s,  ,    2s,  environment variable NIGHTCALL_RING_LIMIT",
        "1s,  2s,  3s,  3s,  system property",
        ",    2s,  ,    2s,  environment variable NIGHTCALL_RING_LIMIT",
        ",    ,    3s,  3s,  system property",
    })
    void theLaterLayerWins(String file, String environment, String system, String value, String place) {
        Settings settings = Settings.of(DEFAULTS, layer("nightcall.ring-limit", file),
                layer("NIGHTCALL_RING_LIMIT", environment), layer("nightcall.ring-limit", system));

        assertThat(settings.text("nightcall.ring-limit")).isEqualTo(value);
        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(() -> settings.flag("nightcall.ring-limit"))
                .withMessage("nightcall.ring-limit (" + place + ") must be true or false, not \"" + value + "\"");
    }

    @ParameterizedTest
    @CsvSource({"500ms, PT0.5S", "25s, PT25S", "3m, PT3M", "1h, PT1H", "PT1M30S, PT1M30S", "' 5s ', PT5S"})
    void readsDurations(String written, Duration duration) {
        assertThat(only(written).duration("nightcall.value")).isEqualTo(duration);
    }

    @ParameterizedTest
    @CsvSource({"0s, PT0S", "-10m, PT-10M", "-PT1H, PT-1H", "1h, PT1H"})
    void readsDurationsOnBothSidesOfZeroWhereTheyHaveAMeaning(String written, Duration duration) {
        Duration hour = Duration.ofHours(1);

        assertThat(only(written).duration("nightcall.value", hour.negated(), hour)).isEqualTo(duration);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-61m", "61m", "--5m", "- 5m", "-m", "-"})
    void refusesDurationsOutsideOfWhatIsAllowed(String written) {
        Duration hour = Duration.ofHours(1);

        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(() -> only(written).duration("nightcall.value", hour.negated(), hour))
                .withMessage("nightcall.value (default) must be a duration from -3600s to 3600s, not \"" + written + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "0s", "-5s", "PT0S", "PT-5S", "5 s", "5d", "s", "1h30m", "9999999999s"})
    void refusesDurations(String written) {
        assertThatExceptionOfType(SettingException.class).isThrownBy(() -> only(written).duration("nightcall.value"))
                .withMessage("nightcall.value (default) must be a duration above zero, such as 500ms, 25s, 3m or 1h,"
                        + " not \"" + written + "\"");
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "10, 10", "+5, 5"})
    void readsWholeNumbers(String written, int number) {
        assertThat(only(written).integer("nightcall.value", 1, 10)).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "11", "1.5", "ten", "99999999999"})
    void refusesWholeNumbers(String written) {
        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(() -> only(written).integer("nightcall.value", 1, 10))
                .withMessage("nightcall.value (default) must be a whole number from 1 to 10, not \"" + written + "\"");
    }

    @ParameterizedTest
    @CsvSource({"0.5, 0.5", "2, 2", "1e1, 10"})
    void readsNumbers(String written, double number) {
        assertThat(only(written).decimal("nightcall.value", 0.5, 10)).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0.4", "10.1", "NaN", "Infinity", "two"})
    void refusesNumbers(String written) {
        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(() -> only(written).decimal("nightcall.value", 0.5, 10))
                .withMessageContaining("must be a number from 0.5 to 10.0");
    }

    @Test
    void readsBytesAndPartsOfTheHeap() {
        long heap = Runtime.getRuntime().maxMemory();

        assertThat(only("4096").memory("nightcall.value", 1024)).isEqualTo(4096);
        assertThat(only("10%").memory("nightcall.value", 1024)).isEqualTo(heap / 100 * 10);
        assertThat(only("1%").memory("nightcall.value", heap)).as("at least").isEqualTo(heap);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1023", "0%", "101%", "-5%", "%", "much", "5 MB", ""})
    void refusesWhatIsNoMemory(String written) {
        assertThatExceptionOfType(SettingException.class).isThrownBy(() -> only(written).memory("nightcall.value", 1024))
                .withMessageContaining("must be a number of bytes from 1024 on, or a part of the heap as in 10%");
    }

    @Test
    void readsPortsFlagsChoicesAndText() {
        assertThat(only("0").port("nightcall.value")).isZero();
        assertThat(only("65535").port("nightcall.value")).isEqualTo(65535);
        assertThat(only("true").flag("nightcall.value")).isTrue();
        assertThat(only("false").flag("nightcall.value")).isFalse();
        assertThat(only("tls").choice("nightcall.value", "plain", "tls")).isEqualTo("tls");
        assertThat(only("a b").text("nightcall.value")).isEqualTo("a b");
        assertThat(only("a b").optional("nightcall.value")).hasValue("a b");
        assertThat(only(" ").optional("nightcall.value")).isEmpty();
    }

    @Test
    void refusesPortsFlagsChoicesAndText() {
        assertRefused(() -> only("65536").port("nightcall.value"),
                "nightcall.value (default) must be a whole number from 0 to 65535, not \"65536\"");
        assertRefused(() -> only("yes").flag("nightcall.value"),
                "nightcall.value (default) must be true or false, not \"yes\"");
        assertRefused(() -> only("TLS").choice("nightcall.value", "plain", "tls", "none"),
                "nightcall.value (default) must be plain or tls or none, not \"TLS\"");
        assertRefused(() -> only(" ").text("nightcall.value"),
                "nightcall.value (default) must not be empty");
    }

    @Test
    void anEmptyVariableTakesAValueAway() {
        Settings settings = Settings.of(DEFAULTS, layer("nightcall.api-keys", "a"), Map.of("NIGHTCALL_API_KEYS", ""),
                NONE);

        assertThat(settings.optional("nightcall.api-keys")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nightcall.api-keys", "nightcall.mail.password", "nightcall.clientSecret",
        "nightcall.chat-token"})
    void neverTellsASecret(String key) {
        Settings settings = Settings.of(Map.of(key, ""), NONE, Map.of(Layers.variable(key), "hush"), NONE);

        assertThatExceptionOfType(SettingException.class).isThrownBy(() -> settings.port(key))
                .withMessageContaining(key).withMessageContaining("environment variable")
                .satisfies(e -> assertThat(e).hasMessageNotContaining("hush").hasNoCause());
    }

    @Test
    void readsTheFileInTheWorkingDirectoryIfThereIsOne() throws IOException {
        assertThat(Settings.load(DEFAULTS, directory, NONE, NONE).port("nightcall.port")).isEqualTo(8080);

        Files.writeString(directory.resolve("application.properties"), "nightcall.port=9000\n");
        assertThat(Settings.load(DEFAULTS, directory, NONE, NONE).port("nightcall.port")).isEqualTo(9000);
    }

    @Test
    void readsTheFileThatTheEnvironmentNames() throws IOException {
        Files.writeString(directory.resolve("application.properties"), "nightcall.port=9000\n");
        Path named = Files.writeString(directory.resolve("other.properties"), "nightcall.port=9001\n");
        Map<String, String> environment = Map.of("NIGHTCALL_CONFIG", named.toString());

        assertThat(Settings.load(DEFAULTS, directory, environment, NONE).port("nightcall.port")).isEqualTo(9001);

        Files.delete(named);
        assertRefused(() -> Settings.load(DEFAULTS, directory, environment, NONE),
                named + " (named by NIGHTCALL_CONFIG) does not exist");
    }

    @Test
    void nothingStartsWithAnUnknownKey() throws IOException {
        Path file = Files.writeString(directory.resolve("application.properties"), "nightcall.prot=9000\n");

        assertRefused(() -> Settings.load(DEFAULTS, directory, NONE, NONE),
                "nightcall.prot (" + file + ":1) is not a setting (did you mean nightcall.port?)");
    }

    @Test
    void askingForWhatIsNoSettingIsOurMistake() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Settings.of(DEFAULTS, Map.of("other", "1"), NONE, NONE).duration("other"));
    }

    @Test
    void twoKeysWithOneVariableAreOurMistake() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Settings.of(Map.of("a.b", "", "a-b", ""), NONE, NONE, NONE))
                .withMessageContaining("same environment variable");
    }

    @Test
    void tellsAllUnknownKeysAtOnceAndWhatMayHaveBeenMeant() {
        Settings settings = Settings.of(DEFAULTS,
                Map.of("nightcall.ringlimit", "hush", "local.nothing.like-it", "1", "chat.url", "https://x"),
                Map.of("NIGHTCALL_API_KEY", "hush", "LOCAL_PHONES_PAGES", "1", "LOCALE", "ja", "HOME", "/"),
                Map.of("nightcall.prot", "1", "java.version", "17"));

        assertThatExceptionOfType(SettingException.class).isThrownBy(settings::check)
                .satisfies(e -> assertThat(e.problems()).containsExactly(
                        "local.nothing.like-it (application.properties) is not a setting",
                        "nightcall.ringlimit (application.properties) is not a setting"
                                + " (did you mean nightcall.ring-limit?)",
                        "environment variable LOCAL_PHONES_PAGES is not a setting (did you mean LOCAL_PHONES_PAGE?)",
                        "environment variable NIGHTCALL_API_KEY is not a setting (did you mean NIGHTCALL_API_KEYS?)",
                        "nightcall.prot (system property) is not a setting (did you mean nightcall.port?)"))
                .satisfies(e -> assertThat(e).hasMessageNotContaining("hush"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"NIGHTCALL_SERVICE_HOST", "NIGHTCALL_SERVICE_PORT", "NIGHTCALL_SERVICE_PORT_HTTP",
        "NIGHTCALL_WEB_PORT", "NIGHTCALL_PORT_8080_TCP_ADDR", "LOCAL_PORT", "NIGHTCALL_CONFIG", "NIGHTCALL_API_KEYS"})
    void toleratesWhatKubernetesInjects(String variable) {
        Settings settings = Settings.of(DEFAULTS, NONE, Map.of(variable, "1"), NONE);

        assertThatCode(settings::check).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({"9000, 9000", "tcp://10.0.0.7:8080, 8080"})
    void takesAPortFromTheEnvironmentButNotAnAddressFromKubernetes(String value, int port) {
        Settings settings = Settings.of(DEFAULTS, NONE, Map.of("NIGHTCALL_PORT", value), NONE);

        assertThat(settings.port("nightcall.port")).isEqualTo(port);
    }

    @Test
    void showsEverythingToCamelAndToRoutes() {
        Settings settings = Settings.of(DEFAULTS,
                Map.of("chat.url", "https://file", "plain", "file", "nightcall.port", "1"),
                Map.of("CHAT_URL", "https://environment", "PLAIN", "environment", "HOME", "/root"),
                Map.of("camel.main.name", "test", "java.version", "17"));

        assertThat(settings.asMap()).containsExactlyInAnyOrderEntriesOf(Map.of(
                "nightcall.port", "1",
                "nightcall.ring-limit", "25s",
                "nightcall.api-keys", "",
                "local.phones.page", "true",
                "camel.main.name", "test",
                // One word could as well be PATH or HOME: the environment does not touch it.
                "plain", "file",
                "chat.url", "https://environment"));
    }

    private static void assertRefused(ThrowingCallable read, String message) {
        assertThatExceptionOfType(SettingException.class).isThrownBy(read).withMessage(message);
    }

    private static Settings only(String value) {
        return Settings.of(Map.of("nightcall.value", value), NONE, NONE, NONE);
    }

    private static Map<String, String> layer(String key, String value) {
        return value == null ? NONE : Map.of(key, value);
    }
}
