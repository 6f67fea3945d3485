package dev.nightcall.local.connect.flow;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A voice that was set, with its engine and style. */
public record SpeakingVoice(String name, String engine, String style) {

    static final String STANDARD = "Standard";
    static final String NO_STYLE = "None";

    private static final Set<String> ENGINES = Set.of("standard", "neural", "generative");
    /**
     * Voices whose engines are known here ("Available voices", Amazon Polly developer guide); of others each is taken. Who
     * has all of them is not listed.
     */
    private static final Map<String, Set<String>> LIMITED = Map.of(
            "Takumi", Set.of("standard", "neural"), "Kazuha", Set.of("neural"), "Tomoko", Set.of("neural"),
            "Mizuki", Set.of("standard"), "Olivia", Set.of("neural", "generative"));
    /** "Newscaster" and "Conversational" ("Neural voices", same guide). */
    private static final Map<String, Set<String>> STYLED = Map.of("Conversational", Set.of("Joanna", "Matthew"),
            "Newscaster", Set.of("Joanna", "Matthew", "Amy", "Lupe"));

    static boolean exists(String name, String engine, String style) {
        String wanted = engine.toLowerCase(Locale.ROOT);
        return !name.isBlank() && ENGINES.contains(wanted) && LIMITED.getOrDefault(name, ENGINES).contains(wanted)
                && (style.equals(NO_STYLE) || wanted.equals("neural") && STYLED.getOrDefault(style, Set.of()).contains(name));
    }
}
