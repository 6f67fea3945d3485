package dev.nightcall.alert;

import com.fasterxml.jackson.databind.JsonNode;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** One JSON object read as an alert, field by field. What is not asked for becomes a label. */
final class AlertFields {

    private static final String SYSTEM = "system";
    private static final String SYSTEM_NAME = "systemname";
    private static final String LABELS = "labels";
    private static final String MORE_LABELS = "…";
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999999Z");
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder().parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME).appendPattern("[ ][XXX][XX][X]").toFormatter(Locale.ROOT)
            // 30 February is a mistake, not the 28th.
            .withResolverStyle(ResolverStyle.STRICT);

    private final JsonNode object;
    private final String field;
    private final AlertLimits limits;
    private final Set<String> asked = new HashSet<>();

    AlertFields(JsonNode object, String field, AlertLimits limits) {
        this.object = object;
        this.field = field;
        this.limits = limits;
    }

    /** Tells an alert that happens to have a field {@code input} from the envelope. */
    static boolean namesSystem(JsonNode object) {
        return object.has(SYSTEM) || object.has(SYSTEM_NAME);
    }

    Alert alert(String id, Instant receivedAt, ZoneId local) {
        String system = name(SYSTEM, SYSTEM_NAME);
        String host = name("host");
        String service = name("service");
        if (system.isEmpty()) {
            throw refused(object.has(SYSTEM_NAME) ? SYSTEM_NAME : SYSTEM, "is required: the system the alert is about");
        }
        String alias = name("alias");
        if (host.isEmpty() && service.isEmpty() && alias.isEmpty()) {
            throw refused("host", "is required, unless service or alias is given");
        }
        Alert alert = new Alert(id, system, host, service, alias,
                word("severity", Severity::of, Severity.CRITICAL), word("state", State::of, State.FIRING),
                Text.cut(Text.lines(text("summary")), limits.summary()),
                occurredAt(receivedAt, local), receivedAt, labels());
        // In both forms: what older versions filed is looked for, too.
        requireFits(alert.key().toString(), "system, host and service");
        requireFits(alert.written().toString(), "system, host and service");
        requireFits(alert.identity(), "system and alias");
        requireFits(alert.writtenIdentity(), "system and alias");
        return alert;
    }

    private void requireFits(String key, String what) {
        if (key.getBytes(StandardCharsets.UTF_8).length > limits.keyBytes()) {
            throw new AlertRefusedException(field, what + " must fit into " + limits.keyBytes() + " bytes of UTF-8 together");
        }
    }

    private String name(String... names) {
        String name = first(names);
        String line = Text.line(text(name));
        if (line.length() > limits.name()) {
            throw refused(name, "must be at most " + limits.name() + " characters");
        }
        return line;
    }

    private <T> T word(String name, Function<String, T> of, T byDefault) {
        String word = text(name);
        try {
            return word.isBlank() ? byDefault : of.apply(word);
        } catch (IllegalArgumentException e) {
            throw refused(name, e.getMessage());
        }
    }

    private Instant occurredAt(Instant byDefault, ZoneId local) {
        String name = first("occurredAt", "lastcheck");
        String written = text(name).strip();
        if (written.isEmpty()) {
            return byDefault;
        }
        try {
            return time(written, local);
        } catch (DateTimeException e) {
            throw refused(name,
                    "must be a time from 1970 on like 2023-10-03T13:20:52+09:00, or local like 2023-10-03 13:20:52");
        }
    }

    private static Instant time(String written, ZoneId local) {
        TemporalAccessor time =
                TIME.parseBest(written.replaceFirst(" ", "T"), OffsetDateTime::from, LocalDateTime::from);
        Instant at = time instanceof OffsetDateTime there ? there.toInstant()
                : ((LocalDateTime) time).atZone(local).toInstant();
        if (at.isBefore(Instant.EPOCH) || at.isAfter(LATEST)) {
            throw new DateTimeException(written);
        }
        return at;
    }

    /** The first of these that says something, else the first one. The others are labels. */
    private String first(String... names) {
        for (String name : names) {
            if (object.hasNonNull(name) && !(object.get(name).isTextual() && object.get(name).textValue().isBlank())) {
                return name;
            }
        }
        return names[0];
    }

    private String text(String name) {
        asked.add(name);
        JsonNode value = object.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        if (!value.isTextual()) {
            throw refused(name, "must be text");
        }
        return value.textValue();
    }

    private Map<String, String> labels() {
        asked.add(LABELS);
        Map<String, String> all = new LinkedHashMap<>();
        JsonNode given = object.path(LABELS);
        if (!given.isMissingNode() && !given.isNull() && !given.isObject()) {
            throw refused(LABELS, "must be an object of text, numbers and booleans");
        }
        given.properties().forEach(label -> {
            if (label.getValue().isContainerNode()) {
                throw refused(LABELS + "/" + pointer(label.getKey()), "must be text, a number or a boolean");
            }
            addLabel(label.getKey(), label.getValue(), all);
        });
        object.properties().stream().filter(other -> !asked.contains(other.getKey()))
                .forEach(other -> addLabel(other.getKey(), other.getValue(), all));
        return atMost(limits.labels(), all);
    }

    private void addLabel(String name, JsonNode value, Map<String, String> to) {
        if (!value.isNull()) {
            String text = value.isContainerNode() ? value.toString() : value.asText();
            to.putIfAbsent(Text.cut(Text.line(name), limits.labelName()),
                    Text.cut(Text.lines(text), limits.labelValue()));
        }
    }

    private static Map<String, String> atMost(int max, Map<String, String> all) {
        if (all.size() <= max) {
            return all;
        }
        Map<String, String> some = new LinkedHashMap<>();
        all.entrySet().stream().limit(max - 1).forEach(label -> some.put(label.getKey(), label.getValue()));
        some.put(MORE_LABELS, all.size() - some.size() + " more");
        return some;
    }

    private AlertRefusedException refused(String name, String expected) {
        return new AlertRefusedException(field + "/" + name, expected);
    }

    private static String pointer(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
