package dev.nightcall.tables;

import dev.nightcall.alert.Alert;
import dev.nightcall.alert.Form;

import java.util.Optional;

/**
 * What is noted of the place of an alert.
 *
 * @param group in which it is filed
 * @param by    the id of the alert that was filed there; null where only the place counts
 * @param alert under which it is noted: its identity, or what was written where an older version noted it
 */
public record Noted(String group, String by, String alert) {

    /** In which group an alert is filed. Only what is filed elsewhere than under its system has a note of its place. */
    public static String group(Optional<Noted> note, Alert alert) {
        return note.map(Noted::group).orElse(Form.name(alert.system()));
    }
}
