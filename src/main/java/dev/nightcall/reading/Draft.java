package dev.nightcall.reading;

import java.util.Map;

/** An alert as a pattern found it: the text of each field, as the monitor wrote it but for the tables. */
record Draft(Message message, Map<String, String> fields, Map<String, String> labels) {

    static final String SYSTEM = "system";
    static final String HOST = "host";
    static final String SERVICE = "service";
    static final String ALIAS = "alias";
    static final String SEVERITY = "severity";
    static final String STATE = "state";
    static final String SUMMARY = "summary";
    static final String OCCURRED_AT = "occurredAt";

    String field(String name) {
        return fields.getOrDefault(name, "");
    }
}
