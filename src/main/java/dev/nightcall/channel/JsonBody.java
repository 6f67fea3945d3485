package dev.nightcall.channel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The JSON that a webhook gets: the notice itself, or a text in which {@code {text}} and other names of the notice's fields
 * stand between quotes. What is put there is escaped, so it stays a value whatever monitors wrote.
 */
final class JsonBody {

    private static final Pattern FIELD = Pattern.compile("\\{([a-zA-Z]+)}");
    private final String template;
    private final ObjectMapper json;

    /**
     * @param template empty for the notice itself
     * @throws IllegalArgumentException when it is no JSON, or names what a notice does not have
     */
    JsonBody(String template, ObjectMapper json) {
        this.template = template.strip();
        this.json = json;
        if (!this.template.isEmpty()) {
            FIELD.matcher(this.template).results().map(found -> found.group(1)).filter(name -> !NoticeTexts.NAMES.contains(name))
                    .findFirst().ifPresent(name -> {
                        throw new IllegalArgumentException("{" + name + "} is none of " + String.join(", ", NoticeTexts.NAMES));
                    });
            requireJson();
        }
    }

    byte[] of(Notice notice) {
        JsonNode fields = json.valueToTree(notice);
        String body = template.isEmpty() ? fields.toString()
                : FIELD.matcher(template).replaceAll(found ->
                        Matcher.quoteReplacement(inQuotes(NoticeTexts.of(notice, found.group(1)))));
        return body.getBytes(StandardCharsets.UTF_8);
    }

    private void requireJson() {
        try {
            json.readTree(FIELD.matcher(template).replaceAll("x"));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("is no JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static String inQuotes(String text) {
        return new String(JsonStringEncoder.getInstance().quoteAsString(text));
    }
}
