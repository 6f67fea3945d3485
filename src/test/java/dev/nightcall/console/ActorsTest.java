package dev.nightcall.console;

import dev.nightcall.intake.UnprocessableException;
import dev.nightcall.oncall.OnCall;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Who acts by the API. */
class ActorsTest {

    private final Actors actors = new Actors(() -> OnCall.parse("oncall.yaml", """
            timezone: Asia/Tokyo
            engineers:
              sato: {name: Sato, phones: [{number: "+819000000001"}]}
              monitor: {name: Monitor, phones: [{number: "+819000000002"}]}
            policies:
              default: {steps: [{recipients: ["call:sato"]}]}
            """));

    @Test
    void anEngineerOrTheKeyDoes() {
        assertThat(by("sato", "desk")).isEqualTo("sato");
        assertThat(by("desk", "desk")).isEqualTo("desk");
    }

    /** What they close by hand would count as over by itself. */
    @ParameterizedTest
    @ValueSource(strings = {"monitor", "nightcall"})
    void whatEndsByItselfIsEndedByNobody(String name) {
        assertThatThrownBy(() -> by(name, name)).isInstanceOf(UnprocessableException.class)
                .hasMessageContaining("must not be " + name).hasMessageContaining("another one");
    }

    private String by(String name, String key) {
        ApiRequest request = new ApiRequest(key, "/api/incidents/4711/resolve", null,
                ("{\"by\": \"" + name + "\"}").getBytes(StandardCharsets.UTF_8));
        return actors.by(request, ApiBody.of(request, "by"));
    }
}
