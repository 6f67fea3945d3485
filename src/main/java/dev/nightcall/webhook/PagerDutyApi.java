package dev.nightcall.webhook;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The versions of PagerDuty's Events API: what an event is called there, what it must say, and how it is answered.
 *
 * <p>https://developer.pagerduty.com/docs/send-alert-event, https://developer.pagerduty.com/docs/send-change-event,
 * https://developer.pagerduty.com/docs/events-api-v1-overview
 */
enum PagerDutyApi {

    /** Alerts, version 2. */
    V2("/v2/enqueue", 202, "routing_key", "event_action", "dedup_key") {
        @Override
        void requireTrigger(JsonNode event, List<String> errors) {
            for (String field : List.of("summary", "source", "severity")) {
                require(event.path("payload"), field, "payload." + field, errors);
            }
            String severity = text(event.path("payload"), "severity");
            if (!severity.isEmpty() && !SEVERITIES.contains(severity)) {
                errors.add("'payload.severity' is invalid "
                        + "(must be one of the following: 'critical', 'warning', 'error' or 'info')");
            }
        }
    },
    /** Notices of changes, version 2. */
    CHANGE("/v2/change/enqueue", 202, "routing_key", null, "dedup_key") {
        @Override
        Answer success(String name) {
            return Answer.json(202, Map.of("status", "success", "message", "Change event processed"));
        }

        @Override
        void requireTrigger(JsonNode event, List<String> errors) {
            require(event.path("payload"), "summary", "payload.summary", errors);
        }
    },
    /** Version 1, which old scripts use. */
    V1("/generic/2010-04-15/create_event.json", 200, "service_key", "event_type", "incident_key") {
        @Override
        void requireTrigger(JsonNode event, List<String> errors) {
            require(event, "description", "description", errors);
        }
    };

    private static final String TRIGGER = "trigger";
    private static final Set<String> ACTIONS = Set.of(TRIGGER, "acknowledge", "resolve");
    private static final Set<String> SEVERITIES = Set.of("critical", "error", "warning", "info");

    private final String path;
    private final int accepted;
    private final String key;
    private final String action;
    private final String alias;

    PagerDutyApi(String path, int accepted, String key, String action, String alias) {
        this.path = path;
        this.accepted = accepted;
        this.key = key;
        this.action = action;
        this.alias = alias;
    }

    /** After {@code /pagerduty}. */
    String path() {
        return path;
    }

    /** The field with the sender's key. */
    String key() {
        return key;
    }

    /** The field with the name of the problem. */
    String alias() {
        return alias;
    }

    /** What is wrong with an event, apart from its key; empty when it is a right one. */
    List<String> errors(JsonNode event) {
        List<String> errors = new ArrayList<>();
        if (action == null) {
            requireTrigger(event, errors);
            return errors;
        }
        require(event, action, action, errors);
        String said = text(event, action);
        if (said.equals(TRIGGER)) {
            requireTrigger(event, errors);
        } else if (ACTIONS.contains(said)) {
            require(event, alias, alias, errors);
        } else if (!said.isEmpty()) {
            errors.add("'" + action + "' is invalid (must be 'trigger', 'acknowledge' or 'resolve')");
        }
        return errors;
    }

    /** @param name of the problem, under which the sender may speak of it again */
    Answer success(String name) {
        return Answer.json(accepted, Map.of("status", "success", "message", "Event processed", alias, name));
    }

    abstract void requireTrigger(JsonNode event, List<String> errors);

    static String text(JsonNode object, String field) {
        JsonNode value = object.path(field);
        return value.isValueNode() && !value.isNull() ? value.asText().strip() : "";
    }

    static void require(JsonNode object, String field, String called, List<String> errors) {
        if (text(object, field).isEmpty()) {
            errors.add("'" + called + "' is missing or blank");
        }
    }
}
