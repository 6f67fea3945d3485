package dev.nightcall.local.connect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightcall.alert.Json;

/** Reads what a test or a person sends: a misspelt name must be told, not ignored. */
final class StrictJson {

    private StrictJson() {
    }

    static ObjectMapper mapper() {
        return Json.mapper().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);
    }

    /** @throws IllegalArgumentException saying what is wrong with {@code node} */
    static <T> T read(ObjectMapper mapper, JsonNode node, Class<T> type) {
        try {
            return mapper.treeToValue(node, type);
        } catch (JsonProcessingException e) {
            Throwable cause = e.getCause() instanceof IllegalArgumentException ? e.getCause() : e;
            throw new IllegalArgumentException(cause == e ? e.getOriginalMessage() : cause.getMessage(), e);
        }
    }
}
