package dev.nightcall.settings;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What somebody may have meant who wrote a name that does not exist. */
public final class Spelling {

    private static final int SHORTEST_BEGINNING = 3;

    private Spelling() {
    }

    /**
     * The known name nearest to {@code word}, unless even that one is more than a third different; then the only one that it
     * is the beginning of.
     */
    public static Optional<String> nearest(String word, Collection<String> known) {
        int tolerated = Math.max(2, word.length() / 3);
        return known.stream()
                .map(name -> Map.entry(name, distance(word.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT))))
                .filter(candidate -> candidate.getValue() <= tolerated && candidate.getValue() < word.length())
                .min(Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .or(() -> completed(word.toLowerCase(Locale.ROOT), known));
    }

    private static Optional<String> completed(String word, Collection<String> known) {
        List<String> longer = word.length() < SHORTEST_BEGINNING ? List.of()
                : known.stream().filter(name -> name.toLowerCase(Locale.ROOT).startsWith(word)).toList();
        return longer.size() == 1 ? Optional.of(longer.get(0)) : Optional.empty();
    }

    /** The end of an error message: {@code " (did you mean suzuki?)"}, or nothing. */
    public static String hint(String word, Collection<String> known) {
        return nearest(word, known).map(name -> " (did you mean " + name + "?)").orElse("");
    }

    /** Levenshtein's: how many letters to insert, delete or replace. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
