package dev.nightcall.oncall;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The feeds of one plan, by the places that name them. */
final class PlanFeeds {

    private final String file;
    private final Feeds feeds;
    private final Map<FeedSource<?>, Feed<?>> bySource = new LinkedHashMap<>();
    private final Map<String, FeedUse> uses = new LinkedHashMap<>();

    /** @param file how messages name {@code oncall.yaml}, and beside which others are */
    PlanFeeds(String file, Feeds feeds) {
        this.file = file;
        this.feeds = feeds;
    }

    /** The feed of a source, one for all places. */
    @SuppressWarnings("unchecked")
    <T> Feed<T> feed(FeedSource<T> source) {
        return (Feed<T>) bySource.computeIfAbsent(source, feeds::feed);
    }

    void add(String path, FeedUse use) {
        uses.put(path, use);
    }

    /** What a calendar or a layer is made of. */
    FeedUse at(String path) {
        return uses.get(path);
    }

    List<Feed<?>> all() {
        return List.copyOf(bySource.values());
    }

    /** What cannot be read, or names nobody, at the moment; as {@code file:line: path: text}. */
    List<String> warnings() {
        return uses.values().stream().flatMap(use -> use.warnings().stream()).map(problem -> problem.in(file)).distinct()
                .toList();
    }

    /** Looks at the files again. */
    void lookAtFiles() {
        for (Feed<?> feed : bySource.values()) {
            if (feed.source() instanceof FeedSource.IcsFile source) {
                IcsFiles.look(source, feed(source), feeds);
            }
        }
    }

    /** A file that {@code oncall.yaml} names; empty when there can be none of that name. */
    Optional<Path> resolve(String name) {
        try {
            return Optional.of(Path.of(file).toAbsolutePath().resolveSibling(name).normalize());
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    Feeds feeds() {
        return feeds;
    }
}
