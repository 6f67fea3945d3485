package dev.nightcall.local.kinesis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;

import java.io.IOException;

/** The two ways to say the same to Kinesis: the AWS CLI speaks JSON, the AWS SDK for Java speaks CBOR. */
enum Encoding {

    JSON("application/x-amz-json-1.1", new ObjectMapper()) {
        @Override
        JsonNode time(long millis) {
            return DoubleNode.valueOf(millis / 1000.0);
        }

        @Override
        long millis(JsonNode time) {
            return Math.round(time.asDouble() * 1000);
        }
    },

    CBOR("application/x-amz-cbor-1.1", new CBORMapper()) {
        @Override
        JsonNode time(long millis) {
            return LongNode.valueOf(millis);
        }

        @Override
        long millis(JsonNode time) {
            return time.asLong();
        }
    };

    private final String contentType;
    private final ObjectMapper mapper;

    Encoding(String contentType, ObjectMapper mapper) {
        this.contentType = contentType;
        this.mapper = mapper;
    }

    static Encoding of(String contentType) {
        return contentType != null && contentType.contains("cbor") ? CBOR : JSON;
    }

    String contentType() {
        return contentType;
    }

    abstract JsonNode time(long millis);

    abstract long millis(JsonNode time);

    JsonNode read(byte[] body) throws IOException {
        return body.length == 0 ? JsonNodeFactory.instance.objectNode() : mapper.readTree(body);
    }

    byte[] write(JsonNode answer) throws IOException {
        return answer.isMissingNode() ? new byte[0] : mapper.writeValueAsBytes(answer);
    }
}
