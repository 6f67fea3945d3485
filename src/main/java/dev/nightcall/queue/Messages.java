package dev.nightcall.queue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.UncheckedIOException;

/** Our messages as JSON. */
public final class Messages {

    private final ObjectMapper mapper;

    public Messages(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    public String write(Object message) {
        try {
            return mapper.writeValueAsString(message);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws Unhandleable when the text is no such message */
    public <T> T read(String text, Class<T> type) {
        try {
            T message = mapper.readValue(text, type);
            if (message == null) {
                throw new Unhandleable("empty message", null);
            }
            return message;
        } catch (JsonProcessingException e) {
            throw new Unhandleable("not a " + type.getSimpleName() + ": " + e.getOriginalMessage(), e);
        }
    }
}
