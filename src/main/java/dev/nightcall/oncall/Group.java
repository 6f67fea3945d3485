package dev.nightcall.oncall;

import dev.nightcall.alert.Alert;
import dev.nightcall.alert.Text;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/** Names groups of alerts by what they have in common. */
final class Group {

    static final String ALL = "all alerts";
    private static final int LONGEST = 200;

    private Group() {
    }

    /** As {@code system=XYZ labels.site=tokyo}; what is too long for a key and for people is cut and made different again. */
    static String name(List<String> fields, Alert alert) {
        if (fields.isEmpty()) {
            return ALL;
        }
        // Quoted, so that no value can look like another field.
        String name = fields.stream().map(field -> field + "=" + quoted(new AlertField(field).of(alert)))
                .collect(Collectors.joining(" "));
        return name.length() <= LONGEST ? name : Text.cut(name, LONGEST) + " "
                + UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    private static String quoted(String value) {
        return value.matches("[\\p{L}\\p{N}._:/-]+") ? value
                : "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
