package dev.nightcall.oncall;

import dev.nightcall.oncall.ics.Ics;
import dev.nightcall.yaml.Problem;
import dev.nightcall.yaml.YamlDocument;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** A place in {@code oncall.yaml} whose content comes from elsewhere. */
final class FeedUse {

    private final YamlDocument document;
    private final String path;
    private final Feed<?> feed;
    private final String unread;
    private final List<Supplier<List<String>>> more = new ArrayList<>();

    /** @param unread what holds until it was read for the first time, as {@code "nobody is on duty by it"} */
    FeedUse(YamlDocument document, String path, Feed<?> feed, String unread) {
        this.document = document;
        this.path = path;
        this.feed = feed;
        this.unread = unread;
    }

    Feed<?> feed() {
        return feed;
    }

    /** Only a calendar or a layer of this path asks for it, and they know what it is. */
    @SuppressWarnings("unchecked")
    <T> Feed<T> as() {
        return (Feed<T>) feed;
    }

    /** Looks at the content for more that may be wrong. Only while a plan is being read. */
    void warnsOf(Supplier<List<String>> warnings) {
        more.add(warnings);
    }

    List<Problem> warnings() {
        List<Problem> warnings = new ArrayList<>();
        String problem = feed.problem().map(why -> ": " + why).orElse("");
        if (feed.content().isEmpty()) {
            warnings.add(warning("could not be read yet, so that " + unread + problem));
        } else if (feed.problem().isPresent()) {
            warnings.add(warning("cannot be read; what was read at " + feed.readAt().orElseThrow() + " stays in force"
                    + problem));
        }
        if (feed.content().orElse(null) instanceof Ics ics) {
            ics.warnings().forEach(text -> warnings.add(warning(text)));
        }
        more.forEach(source -> source.get().forEach(text -> warnings.add(warning(text))));
        return warnings;
    }

    private Problem warning(String text) {
        return document.problem(path, feed.source() + ": " + text);
    }
}
