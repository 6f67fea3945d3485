package dev.nightcall.reading;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.re2j.Pattern;
import dev.nightcall.memory.Share;
import dev.nightcall.memory.WeighedNodes;

import java.io.IOException;
import java.util.Optional;

/**
 * JSON as monitors write it: made by pasting texts between quotes, so that a Windows path brings backslashes that begin no
 * escape, and a message its ends of line. Who sent it does not repeat it, so it is read all the same.
 */
public final class LenientJson {

    /** A backslash that begins no escape, one with its escape, in this order so that each is consumed once. */
    private static final Pattern BACKSLASH = Pattern.compile("\\\\(u[0-9a-fA-F]{4}|[\"\\\\/bfnrt])|\\\\");

    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
    private static final JsonMapper LENIENT = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS, JsonReadFeature.ALLOW_TRAILING_COMMA,
                    JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS, JsonReadFeature.ALLOW_MISSING_VALUES)
            .build();

    private final Share share;

    /** @param share from which the trees take memory */
    LenientJson(Share share) {
        this.share = share;
    }

    /** Empty when it is no JSON object or array. */
    Optional<JsonNode> read(String text) {
        String stripped = text.strip();
        if (!stripped.startsWith("{") && !stripped.startsWith("[")) {
            return Optional.empty();
        }
        return read(STRICT, stripped).or(() -> read(LENIENT, mended(stripped)));
    }

    private Optional<JsonNode> read(JsonMapper mapper, String text) {
        long before = share.used();
        try (JsonParser parser = mapper.createParser(text)) {
            return Optional.ofNullable(mapper.reader().with(new WeighedNodes(share)).readTree(parser));
        } catch (JsonProcessingException e) {
            // Not JSON in this reading of it: that is the answer.
            share.backTo(before);
            return Optional.empty();
        } catch (IOException e) {
            throw new IllegalStateException("a text can always be read", e);
        }
    }

    /**
     * A field of an object, found without making a tree of it: that may need far more memory than somebody may have of whom this
     * field says who it is.
     *
     * @return as text; empty text when there is no such field, or no text or number in it; nothing when this is no JSON object
     */
    public static Optional<String> field(String text, String name) {
        String stripped = text.strip();
        if (!stripped.startsWith("{")) {
            return Optional.empty();
        }
        return field(STRICT, stripped, name).or(() -> field(LENIENT, mended(stripped), name));
    }

    private static Optional<String> field(JsonMapper mapper, String text, String name) {
        try (JsonParser parser = mapper.createParser(text)) {
            String found = "";
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean wanted = parser.currentName().equals(name);
                parser.nextToken();
                if (wanted) {
                    // The last one counts, as in a tree.
                    found = parser.getValueAsString("").strip();
                }
                parser.skipChildren();
            }
            return Optional.of(found);
        } catch (JsonProcessingException e) {
            // Not JSON in this reading of it: that is the answer.
            return Optional.empty();
        } catch (IOException e) {
            throw new IllegalStateException("a text can always be read", e);
        }
    }

    private static String mended(String text) {
        var matcher = BACKSLASH.matcher(text);
        StringBuilder mended = new StringBuilder(text.length());
        int from = 0;
        while (matcher.find()) {
            mended.append(text, from, matcher.start()).append(matcher.group(1) == null ? "\\\\" : matcher.group());
            from = matcher.end();
        }
        return mended.append(text, from, text.length()).toString();
    }
}
