package dev.nightcall.console;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.nightcall.alert.Text;
import dev.nightcall.intake.BadRequestException;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/** The JSON object in a request's body, read field by field; whatever is wrong is a 400 that names the field. */
final class ApiBody {

    /** More than any request to the API has to say: no memory is to be counted for so little. */
    private static final int LONGEST = 65_536;
    private static final int LONGEST_TIME = 50;
    private static final int DEEPEST = 16;
    private static final ObjectMapper STRICT = JsonMapper.builder(JsonFactory.builder().streamReadConstraints(
            StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build()).build())
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    private final JsonNode object;

    /** @param fields every field that may be there */
    private ApiBody(JsonNode object, List<String> fields) {
        this.object = object;
        object.fieldNames().forEachRemaining(name -> {
            if (!fields.contains(name)) {
                throw new BadRequestException("/" + name, "is not known here; there are " + String.join(", ", fields));
            }
        });
    }

    static ApiBody of(ApiRequest request, String... fields) {
        if (request.octets() != null && request.octets().length > LONGEST) {
            throw new BadRequestException("", "must be at most " + LONGEST + " bytes");
        }
        try {
            JsonNode object = STRICT.readTree(request.body());
            if (!object.isObject()) {
                throw new BadRequestException("", "must be a JSON object");
            }
            return new ApiBody(object, List.of(fields));
        } catch (JsonProcessingException e) {
            throw new BadRequestException("", "must be a JSON object in which no field is there twice");
        }
    }

    boolean has(String name) {
        return object.hasNonNull(name);
    }

    /** One line of text, without control characters and spaces at its ends. */
    String text(String name, int shortest, int longest) {
        return optionalText(name, longest).filter(text -> text.length() >= shortest)
                .orElseThrow(() -> new BadRequestException("/" + name,
                        "must be a text of " + shortest + " to " + longest + " characters"));
    }

    Optional<String> optionalText(String name, int longest) {
        if (!has(name)) {
            return Optional.empty();
        }
        String text = object.get(name).isTextual() ? Text.line(object.get(name).textValue()) : null;
        if (text == null || text.length() > longest) {
            throw new BadRequestException("/" + name, "must be a text of at most " + longest + " characters");
        }
        return Optional.of(text);
    }

    /** As {@code 2026-11-22T18:10:00Z}; empty when it is not there. */
    Optional<Instant> optionalTime(String name) {
        try {
            return optionalText(name, LONGEST_TIME).map(text -> OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException e) {
            throw new BadRequestException("/" + name, "must be a time as 2026-11-22T18:10:00Z");
        }
    }

    int number(String name, int min, int max) {
        JsonNode number = object.path(name);
        boolean whole = number.isIntegralNumber() && number.canConvertToInt();
        if (!whole || number.intValue() < min || number.intValue() > max) {
            throw new BadRequestException("/" + name, "must be a whole number from " + min + " to " + max);
        }
        return number.intValue();
    }
}
