package dev.nightcall.local.connect;

import dev.nightcall.local.connect.flow.InvalidFlowException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import static dev.nightcall.local.connect.Telephony.SATO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** How the stand-in starts. */
class ConnectStandInTest {

    private static final String SAYS_HELLO = """
            {"Version":"2019-10-30","StartAction":"hello","Actions":[
            {"Identifier":"hello","Type":"MessageParticipant","Parameters":{"Text":"Hello $.Attributes.call_id"},
             "Transitions":{"NextAction":"end","Errors":[{"NextAction":"end","ErrorType":"NoMatchingError"}]}},
            {"Identifier":"end","Type":"DisconnectParticipant","Parameters":{},"Transitions":{}}]}
            """;

    @TempDir
    private Path folder;

    @Test
    void runsAnotherFlow() throws IOException {
        Path flow = Files.writeString(folder.resolve("flow.json"), SAYS_HELLO);
        try (Telephony telephony = Telephony.quick(config -> config.withContactFlow(flow))) {
            telephony.script(SATO, "answer");

            assertThat(Telephony.texts(telephony.ended(telephony.call(SATO)).path("heard")))
                    .containsExactly("Hello call-1");
        }
    }

    @Test
    void doesNotStartWithAFlowThatConnectWouldRefuse() throws IOException {
        Path flow = Files.writeString(folder.resolve("flow.json"), SAYS_HELLO.replace("\"Text\"", "\"Txet\""));

        assertThatThrownBy(() -> new ConnectStandIn(ConnectStandInConfig.inMemory((id, json) -> { })
                .withContactFlow(flow))).isInstanceOf(InvalidFlowException.class).hasMessageContaining("block hello");
    }

    @Test
    void saysThatItsPortIsTaken() {
        try (Telephony telephony = Telephony.quick()) {
            ConnectStandIn second = new ConnectStandIn(ConnectStandInConfig.inMemory((id, json) -> { })
                    .withPort(telephony.standIn.port()));

            assertThatThrownBy(second::start).isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("in use");
        }
    }

    @Test
    void servesTheInstanceItIsToldTo() {
        String arn = "arn:aws:connect:ap-northeast-1:444455556666:instance/ours";
        try (Telephony telephony = Telephony.quick(config -> config.withInstance(arn, "our-flow"))) {
            telephony.put("/phones/" + SATO, Map.of("behaviour", "busy"));

            telephony.call(SATO, request -> request.instanceId("ours").contactFlowId("our-flow"));

            Telephony.await().until(() -> telephony.records.size() == 1);
            assertThat(telephony.records.get(0).path("InstanceARN").asText()).isEqualTo(arn);
            assertThat(telephony.records.get(0).path("AWSAccountId").asText()).isEqualTo("444455556666");
        }
    }
}
