package dev.nightcall.channel;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The fields of a notice as texts, by name. */
final class NoticeTexts {

    private static final Map<String, Function<Notice, Object>> FIELDS = Map.ofEntries(
            Map.entry("id", Notice::id), Map.entry("incident", Notice::incident), Map.entry("group", Notice::group),
            Map.entry("event", Notice::event), Map.entry("text", Notice::text),
            Map.entry("lines", notice -> String.join("\n", notice.lines())), Map.entry("at", Notice::at),
            Map.entry("status", Notice::status), Map.entry("severity", Notice::severity), Map.entry("about", Notice::about),
            Map.entry("since", Notice::since), Map.entry("by", Notice::by), Map.entry("until", Notice::until),
            Map.entry("next", Notice::next), Map.entry("nextAt", Notice::nextAt));

    static final List<String> NAMES = FIELDS.keySet().stream().sorted().toList();

    private NoticeTexts() {
    }

    /** Empty where the notice has nothing. */
    static String of(Notice notice, String name) {
        Object value = FIELDS.get(name).apply(notice);
        return value == null ? "" : value.toString();
    }

    /** Everything for people. */
    static String whole(Notice notice, String endOfLine) {
        return Stream.concat(Stream.of(notice.text()), notice.lines().stream()).collect(Collectors.joining(endOfLine));
    }
}
