package dev.nightcall.oncall;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Somebody who can be phoned.
 *
 * @param id          the name used in {@code oncall.yaml}, as in {@code call:sato}
 * @param name        as spoken and shown
 * @param language    the language Nightcall speaks to them
 * @param phones      in their order; never empty
 * @param when        in all of which they are called; empty for at all times
 * @param unavailable when they are not called
 */
public record Engineer(String id, String name, Locale language, List<Phone> phones, List<Window> when,
                       List<Absence> unavailable) {

    public Engineer {
        phones = List.copyOf(phones);
        when = List.copyOf(when);
        unavailable = List.copyOf(unavailable);
    }

    /** Somebody who is called at all times. */
    public Engineer(String id, String name, Locale language, List<Phone> phones) {
        this(id, name, language, phones, List.of(), List.of());
    }

    /**
     * The phone to call at a moment: of those that are called then, the first one in the first round, the second one in
     * the second, and so on.
     *
     * @param round from 1
     * @return empty when this engineer is not to be called then
     */
    public Optional<Phone> phone(int round, Instant at) {
        if (unreachable(at).isPresent()) {
            return Optional.empty();
        }
        List<Phone> called = phones.stream().filter(phone -> phone.isCalled(at)).toList();
        return Optional.of(called.get((round - 1) % called.size()));
    }

    /** Why this engineer is not to be called at a moment, as {@code on leave until 2026-12-05}; empty when they are. */
    public Optional<String> unreachable(Instant at) {
        Optional<String> absent = unavailable.stream().filter(absence -> absence.contains(at)).map(Absence::reason).findFirst();
        if (absent.isPresent()) {
            return absent;
        }
        Optional<String> outside = when.stream().filter(window -> !window.calendar().contains(at))
                .map(window -> "not called outside " + window.name()).findFirst();
        if (outside.isPresent() || phones.stream().anyMatch(phone -> phone.isCalled(at))) {
            return outside;
        }
        return Optional.of("no phone is called outside "
                + phones.stream().map(phone -> phone.when().name()).distinct().collect(Collectors.joining(", ")));
    }
}
