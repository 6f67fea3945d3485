package dev.nightcall.reading;

import com.google.re2j.Pattern;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What stands behind labels, each on its line: {@code Host: web01}, {@code ■ホスト　：　web01},
 * {@code 【状態】 CRITICAL}, or two cells of a table. Lines are taken apart once and not searched for every label: a mail
 * may be long and the labels many.
 *
 * @param labels for each name the labels that mean it, the better ones first; they have to match the whole label
 */
record Lines(Map<String, List<Pattern>> labels) {

    private static final String SEPARATORS = ":：=＝\t";
    /** Bullets, blanks and brackets, as people set them around a label in English and Japanese. */
    private static final String AROUND = " \t　・■●◆□○*-【】[]";
    private static final int LONGEST_LABEL = 60;

    private record Line(String label, String text) {
    }

    /** The names that are there, with what stands behind the first line of the best label. */
    Map<String, String> find(List<String> texts) {
        Map<String, String> found = new HashMap<>();
        if (labels.isEmpty()) {
            return found;
        }
        List<Line> lines = texts.stream().flatMap(text -> lines(text).stream()).toList();
        labels.forEach((name, alternatives) -> alternatives.stream()
                .flatMap(label -> lines.stream().filter(line -> label.matches(line.label)).limit(1)).findFirst()
                .ifPresent(line -> found.put(name, line.text)));
        return found;
    }

    private static List<Line> lines(String text) {
        List<Line> lines = new ArrayList<>();
        text.lines().forEach(line -> {
            int start = 0;
            while (start < line.length() && AROUND.indexOf(line.charAt(start)) >= 0) {
                start++;
            }
            int end = start;
            while (end < line.length() && end - start <= LONGEST_LABEL && SEPARATORS.indexOf(line.charAt(end)) < 0) {
                end++;
            }
            if (end > start && end < line.length() && end - start <= LONGEST_LABEL) {
                String behind = line.substring(end + 1).strip();
                if (!behind.isEmpty()) {
                    lines.add(new Line(withoutEnd(line.substring(start, end)), behind));
                }
            }
        });
        return lines;
    }

    private static String withoutEnd(String label) {
        int end = label.length();
        while (end > 0 && AROUND.indexOf(label.charAt(end - 1)) >= 0) {
            end--;
        }
        return label.substring(0, end);
    }
}
