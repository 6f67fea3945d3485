package dev.nightcall.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/** The key after which a page starts, as a text that callers hand back without understanding it. Keys are texts. */
public final class Cursor {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() { };

    private Cursor() {
    }

    /** @param key null when there is no further page; so is the answer then */
    public static String write(Item key) {
        if (key == null) {
            return null;
        }
        Map<String, String> texts = new TreeMap<>();
        key.values().keySet().forEach(name -> texts.put(name, key.text(name)));
        try {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(JSON.writeValueAsBytes(texts));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts can always be written", e);
        }
    }

    /** @throws IllegalArgumentException when it is not something that {@link #write} wrote */
    public static Item read(String cursor) {
        try {
            Map<String, String> texts = JSON.readValue(Base64.getUrlDecoder().decode(cursor), TEXTS);
            Item key = Item.empty();
            texts.forEach(key::with);
            return key;
        } catch (IOException e) {
            throw new IllegalArgumentException("not a cursor", e);
        }
    }
}
