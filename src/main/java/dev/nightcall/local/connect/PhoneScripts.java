package dev.nightcall.local.connect;

import com.fasterxml.jackson.databind.ObjectMapper;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The telephones that act by themselves; every other number rings for a person. */
final class PhoneScripts {

    private static final String KIND = "phone";

    private final Map<String, PhoneScript> scripts = new LinkedHashMap<>();
    private final Journal journal;

    PhoneScripts(ObjectMapper json, Journal journal) {
        this.journal = journal;
        journal.kept(KIND).forEach(
                (number, script) -> scripts.put(number, StrictJson.read(json, script, PhoneScript.class)));
    }

    Optional<PhoneScript> of(String number) {
        return Optional.ofNullable(scripts.get(number));
    }

    Map<String, PhoneScript> all() {
        return Collections.unmodifiableMap(scripts);
    }

    void put(String number, PhoneScript script) {
        scripts.put(number, script);
        journal.write(KIND, number, script);
    }

    void forget(String number) {
        scripts.remove(number);
        journal.write(KIND, number, null);
    }
}
