package dev.nightcall.reading;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightcall.memory.Memory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class LenientJsonTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', value = {
            "{'key':'k'}                                    | k",
            "{'a':[1,{'key':'inner'}],'key':' k ','b':{}}   | k",
            "{'key':'k','a':{'key':'inner'}}                | k",
            "{'key':'first','key':'last'}                   | last",
            "{'key':'first','key':{}}                       | ^^",
            "{'key':'\\u006b'}                              | k",
            "{'key':12345}                                  | 12345",
            "{'key':null}                                   | ^^",
            "{'key':['k']}                                  | ^^",
            "{'key':{'key':'k'}}                            | ^^",
            "{'a':'key'}                                    | ^^",
            "{}                                             | ^^",
            "{'a':'C:\\users','key':'k',}                    | k",
            "{'key':'k'} and more                           | k"})
    void aFieldIsWhatItIsInATree(String text, String value) {
        String json = text.replace('\'', '"');

        assertThat(LenientJson.field(json, "key")).contains(value);
        JsonNode inTree = new LenientJson(Memory.unlimited().open()).read(json).orElseThrow().path("key");
        assertThat(inTree.isValueNode() && !inTree.isNull() ? inTree.asText().strip() : "").isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "key=k", "[{\"key\":\"k\"}]", "\"key\"", "{\"key\":\"k\"", "{\"key\":\"k\",\"a\":[}",
            "{\"key\" \"k\"}"})
    void whatIsNoObjectHasNoFields(String text) {
        assertThat(LenientJson.field(text, "key")).isEmpty();
    }

    @Test
    void nestingWithoutEndHasNoFields() {
        assertThat(LenientJson.field("{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000), "key")).isEmpty();
    }
}
