package dev.nightcall.oncall;

import java.util.List;
import java.util.Locale;

/**
 * Somebody who can be phoned.
 *
 * @param id       the name used in {@code oncall.yaml}, as in {@code call:sato}
 * @param name     as spoken and shown
 * @param language the language Nightcall speaks to them
 * @param phones   the first one is called in the first round, the second one in the second; never empty
 */
public record Engineer(String id, String name, Locale language, List<Phone> phones) {

    public Engineer {
        phones = List.copyOf(phones);
    }
}
