package dev.nightcall.call;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.TreeMap;

/** Which voice speaks which language, and in which language somebody is spoken to at all. */
public final class Voices {

    private static final String TEXTS = "dev.nightcall.call.speech";
    private static final String ENGLISH = "en";

    private final Map<String, Voice> byLanguage = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    /**
     * @param written voices by language, as {@code ja-JP} to {@code Takumi:Neural}, or {@code ja} for all of Japanese
     * @throws IllegalArgumentException naming the language whose voice cannot be read, or English when it has none
     */
    public Voices(Map<String, String> written) {
        written.forEach((language, voice) -> byLanguage.put(language, parse(language, voice)));
        if (!byLanguage.containsKey(ENGLISH)) {
            throw new IllegalArgumentException("there must be a voice for " + ENGLISH
                    + ", in which everybody is told who has no other");
        }
    }

    private static Voice parse(String language, String voice) {
        if (Locale.forLanguageTag(language).getLanguage().isEmpty()) {
            throw new IllegalArgumentException(language + " is no language");
        }
        try {
            return Voice.parse(voice);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(language + ": " + e.getMessage(), e);
        }
    }

    /** The texts of a language; those in English for one that has none. */
    ResourceBundle texts(Locale language) {
        return ResourceBundle.getBundle(TEXTS, language,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /** The language that is spoken to somebody who wants {@code language}: that, or English without texts or a voice of it. */
    Locale spoken(Locale language) {
        return hasTexts(language) && find(language).isPresent() ? language : Locale.ENGLISH;
    }

    /** Of the language and region, or else of the language. @param spoken as {@link #spoken} has it */
    Voice of(Locale spoken) {
        return find(spoken).orElseThrow();
    }

    /** Why somebody is not spoken to in the language that the plan says; empty when all is well. */
    public Optional<String> problem(Locale language) {
        if (!hasTexts(language)) {
            return Optional.of("there are no texts in " + language.toLanguageTag() + ": English is spoken instead");
        }
        return find(language).isPresent() ? Optional.empty() : Optional.of("nightcall.connect.voices has no voice for "
                + language.toLanguageTag() + ": English is spoken instead");
    }

    private boolean hasTexts(Locale language) {
        return language.getLanguage().equals(ENGLISH) || !texts(language).getLocale().equals(Locale.ROOT);
    }

    private Optional<Voice> find(Locale language) {
        Voice ofRegion = byLanguage.get(language.toLanguageTag());
        return Optional.ofNullable(ofRegion == null ? byLanguage.get(language.getLanguage()) : ofRegion);
    }
}
