package dev.nightcall.reading;

import java.util.Map;
import java.util.stream.Stream;

/** An alert as a pattern found it: the text of each field, as the monitor wrote it but for the tables. */
record Draft(Message message, Map<String, String> fields, Map<String, String> labels) {

    /** Bytes of a text in a map, besides its characters, and of the maps with the draft. */
    private static final int ENTRY = 64;
    private static final int MAPS = 200;

    static final String SYSTEM = "system";
    static final String HOST = "host";
    static final String SERVICE = "service";
    static final String ALIAS = "alias";
    static final String SEVERITY = "severity";
    static final String STATE = "state";
    static final String SUMMARY = "summary";
    static final String OCCURRED_AT = "occurredAt";

    /** Bytes that it takes up, rather more than less. */
    long weight() {
        return Stream.of(fields, labels).flatMap(texts -> texts.entrySet().stream())
                .mapToLong(text -> ENTRY + 2L * text.getValue().length()).sum() + MAPS;
    }

    String field(String name) {
        return fields.getOrDefault(name, "");
    }
}
