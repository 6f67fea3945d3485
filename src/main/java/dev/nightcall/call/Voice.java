package dev.nightcall.call;

import java.util.List;

/**
 * A voice of Amazon Polly as the contact flow sets it ("Set voice", Amazon Connect administrator guide).
 *
 * @param name   as {@code Takumi}
 * @param engine which not every voice has
 * @param style  which few voices have: {@code None} is none
 */
public record Voice(String name, String engine, String style) {

    private static final List<String> ENGINES = List.of("Neural", "Standard", "Generative");
    private static final List<String> STYLES = List.of("None", "Conversational", "Newscaster");

    /**
     * {@code NAME}, {@code NAME:ENGINE} or {@code NAME:ENGINE:STYLE}; without an engine it is Neural, without a style None.
     *
     * @throws IllegalArgumentException saying what of it is not known
     */
    static Voice parse(String written) {
        String[] parts = written.split(":", -1);
        if (parts.length > 3 || !parts[0].matches("\\p{L}+")) {
            throw new IllegalArgumentException("\"" + written + "\" is no voice: write NAME, NAME:ENGINE or NAME:ENGINE:STYLE");
        }
        return new Voice(parts[0], parts.length > 1 ? one(ENGINES, "engine", parts[1]) : ENGINES.get(0),
                parts.length > 2 ? one(STYLES, "style", parts[2]) : STYLES.get(0));
    }

    private static String one(List<String> known, String kind, String written) {
        return known.stream().filter(written::equalsIgnoreCase).findFirst().orElseThrow(() -> new IllegalArgumentException(
                "there is no " + kind + " \"" + written + "\": it is one of " + String.join(", ", known)));
    }
}
