package dev.nightcall.alert;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DatabindException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

import java.io.IOException;

/** JSON from outside: not too deep, no field twice, nothing behind it, numbers as they were written. */
final class StrictJson {

    private final JsonMapper mapper;

    StrictJson(int depth) {
        JsonFactory factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(depth).build())
                .build();
        mapper = JsonMapper.builder(factory)
                .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                .build();
    }

    JsonNode read(byte[] json) {
        try (JsonParser parser = mapper.getFactory().createParser(json)) {
            return read(parser, "");
        } catch (IOException e) {
            throw broken("", e);
        }
    }

    /** @param field where in the request this text stands */
    JsonNode read(String json, String field) {
        try (JsonParser parser = mapper.getFactory().createParser(json)) {
            return read(parser, field);
        } catch (IOException e) {
            throw broken(field, e);
        }
    }

    private JsonNode read(JsonParser parser, String field) throws IOException {
        JsonNode root = mapper.readTree(parser);
        if (root == null || root.isMissingNode()) {
            throw new AlertRefusedException(field, "is empty; expected an alert as JSON");
        }
        if (parser.nextToken() != null) {
            throw new AlertRefusedException(field, "must end where its JSON ends" + at(parser));
        }
        return root;
    }

    /** Jackson's own messages name its classes, so they stay here. */
    private static AlertRefusedException broken(String field, IOException e) {
        String what = "must be JSON in UTF-8";
        if (e instanceof StreamConstraintsException) {
            what = "is nested too deep, or holds a number or a name that is too long";
        } else if (e instanceof DatabindException) {
            what = "must not name a field twice";
        }
        String where = e instanceof JsonProcessingException json && json.getLocation() != null
                ? "; see line %d, column %d".formatted(json.getLocation().getLineNr(), json.getLocation().getColumnNr())
                : "";
        return new AlertRefusedException(field, what + where);
    }

    private static String at(JsonParser parser) {
        return "; see line %d, column %d".formatted(
                parser.currentTokenLocation().getLineNr(), parser.currentTokenLocation().getColumnNr());
    }
}
