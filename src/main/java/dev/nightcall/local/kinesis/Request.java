package dev.nightcall.local.kinesis;

import com.fasterxml.jackson.databind.JsonNode;

/** One call of an operation. */
record Request(JsonNode body, Encoding encoding) {

    JsonNode get(String field) {
        return body.path(field);
    }

    String text(String field) {
        JsonNode value = body.path(field);
        if (!value.isTextual() || value.textValue().isEmpty()) {
            throw KinesisException.validation(field + " is missing");
        }
        return value.textValue();
    }

    int number(String field, int byDefault, int min, int max) {
        int value = body.path(field).asInt(byDefault);
        if (value < min || value > max) {
            throw KinesisException.validation(field + " must be from " + min + " to " + max + ": " + value);
        }
        return value;
    }

    /** The stream's name, also if the caller gave its ARN instead. */
    String streamName() {
        if (body.hasNonNull("StreamName")) {
            return text("StreamName");
        }
        String arn = text("StreamARN");
        return arn.substring(arn.indexOf('/') + 1);
    }
}
