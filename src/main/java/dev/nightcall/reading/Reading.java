package dev.nightcall.reading;

import dev.nightcall.alert.Alert;

import java.util.List;

/**
 * A message as it was read.
 *
 * @param pattern the name of the source whose pattern knew it; empty when none did
 * @param alerts  one or more, of which some may be notes
 */
public record Reading(Kind kind, String pattern, List<Alert> alerts) {

    public Reading {
        alerts = List.copyOf(alerts);
    }
}
