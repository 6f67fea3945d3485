package dev.nightcall.alert;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DatabindException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.nightcall.memory.Share;
import dev.nightcall.memory.WeighedNodes;

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

    /** What is read piece by piece. */
    interface Pieces {

        /** @throws IOException as the text throws it */
        void read(Written text) throws IOException;
    }

    /** A text of JSON whose parts become trees one after the other, as far as there is memory for them. */
    static final class Written {

        private final JsonParser parser;
        private final ObjectReader trees;

        private Written(JsonParser parser, ObjectReader trees) {
            this.parser = parser;
            this.trees = trees;
        }

        /** What has begun: the first token at first. */
        JsonToken token() {
            return parser.currentToken();
        }

        /** Goes on to the next one. */
        JsonToken next() throws IOException {
            return parser.nextToken();
        }

        /** The object or value that has begun. */
        JsonNode tree() throws IOException {
            return trees.readTree(parser);
        }

        /** Reads over what has begun; it has to be JSON all the same. */
        void skip() throws IOException {
            parser.skipChildren();
        }
    }

    /** @param share from which its trees take memory */
    void read(byte[] json, Share share, Pieces pieces) {
        try (JsonParser parser = mapper.getFactory().createParser(json)) {
            read(parser, "", share, pieces);
        } catch (IOException e) {
            throw broken("", e);
        }
    }

    /** @param field where in the request this text stands */
    void read(String json, String field, Share share, Pieces pieces) {
        try (JsonParser parser = mapper.getFactory().createParser(json)) {
            read(parser, field, share, pieces);
        } catch (IOException e) {
            throw broken(field, e);
        }
    }

    private void read(JsonParser parser, String field, Share share, Pieces pieces) throws IOException {
        if (parser.nextToken() == null) {
            throw new AlertRefusedException(field, "is empty; expected an alert as JSON");
        }
        pieces.read(new Written(parser, mapper.reader().with(new WeighedNodes(share))));
        if (parser.nextToken() != null) {
            throw new AlertRefusedException(field, "must end where its JSON ends" + at(parser));
        }
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
