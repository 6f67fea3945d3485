package dev.nightcall.oncall;

import dev.nightcall.alert.Alert;
import dev.nightcall.alert.Form;

/**
 * A field of an alert as the plan names it.
 *
 * @param name {@code system}, {@code host}, {@code service} or {@code labels.NAME}
 */
record AlertField(String name) {

    static final AlertField SYSTEM = new AlertField("system");
    static final String LABELS = "labels.";

    /** A label may be missing; the others are always there, if only empty. */
    boolean isIn(Alert alert) {
        return !name.startsWith(LABELS) || alert.labels().containsKey(name.substring(LABELS.length()));
    }

    /** In the form in which it is compared. @return empty when the alert does not have it */
    String of(Alert alert) {
        return inForm(written(alert));
    }

    String inForm(String text) {
        return name.equals("host") ? Form.host(text) : Form.name(text);
    }

    /** @return empty when the alert does not have it */
    String written(Alert alert) {
        return switch (name) {
            case "system" -> alert.system();
            case "host" -> alert.host();
            case "service" -> alert.service();
            default -> alert.labels().getOrDefault(name.substring(LABELS.length()), "");
        };
    }
}
