package dev.nightcall.local;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class SettingsTest {

    private final Properties system = new Properties();
    private final Properties file = new Properties();
    private final Properties shipped = new Properties();

    private Settings settings(Map<String, String> environment) {
        return new Settings(system, environment, file, shipped);
    }

    @Test
    void theNearestSourceWins() {
        shipped.setProperty("local.sqs", "1");
        assertThat(settings(Map.of()).get("local.sqs")).isEqualTo("1");
        file.setProperty("local.sqs", "2");
        assertThat(settings(Map.of()).get("local.sqs")).isEqualTo("2");
        assertThat(settings(Map.of("LOCAL_SQS", "3")).get("local.sqs")).isEqualTo("3");
        system.setProperty("local.sqs", "4");
        assertThat(settings(Map.of("LOCAL_SQS", "3")).get("local.sqs")).isEqualTo("4");
    }

    @Test
    void aDefaultIsNotAChoice() {
        shipped.setProperty("nightcall.api-keys", "");
        file.setProperty("nightcall.api-keys", "");
        assertThat(settings(Map.of()).isChosen("nightcall.api-keys")).isFalse();
        assertThat(settings(Map.of("NIGHTCALL_API_KEYS", "a")).isChosen("nightcall.api-keys")).isTrue();
        file.setProperty("nightcall.api-keys", "b");
        assertThat(settings(Map.of()).isChosen("nightcall.api-keys")).isTrue();
    }

    @Test
    void theShippedFileHasThePortsAndTheDataFolder() throws Exception {
        StandInsConfig config = StandInsConfig.from(Settings.load());
        assertThat(config.sqs()).isEqualTo(new Port("local.sqs", 9324));
        assertThat(config.dynamoDb()).isEqualTo(new Port("local.dynamodb", 8000));
        assertThat(config.kinesis()).isEqualTo(new Port("local.kinesis", 4567));
        assertThat(config.connect()).isEqualTo(new Port("local.connect", 8081));
        assertThat(config.data()).isEqualTo(Path.of("data"));
    }

    @Test
    void aWrongSettingIsNamed() {
        assertThatIllegalArgumentException().isThrownBy(() -> StandInsConfig.from(settings(Map.of())))
                .withMessageContaining("local.sqs");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StandInsConfig.from(settings(Map.of("LOCAL_SQS", "many"))))
                .withMessageContaining("local.sqs").withMessageContaining("many");
    }
}
