package dev.nightcall.oncall;

import dev.nightcall.oncall.FeedSource.ChangeCalendars;
import dev.nightcall.oncall.FeedSource.IcsFile;
import dev.nightcall.oncall.FeedSource.IcsUrl;
import dev.nightcall.oncall.ics.Ics;
import dev.nightcall.settings.Spelling;
import dev.nightcall.yaml.Problem;
import dev.nightcall.yaml.YamlDocument;

import java.net.URI;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Calendars and layers whose content comes from elsewhere: whether there is such a place, and its feed. Files are read
 * here, for they must be right when the plan is.
 */
final class FeedCheck {

    private final YamlDocument document;
    private final PlanFeeds feeds;
    private final List<Problem> problems = new ArrayList<>();

    private FeedCheck(YamlDocument document, PlanFeeds feeds) {
        this.document = document;
        this.feeds = feeds;
    }

    static List<Problem> check(YamlDocument document, PlanFeeds feeds) {
        FeedCheck check = new FeedCheck(document, feeds);
        check.names("calendars").forEach(name -> check.calendar(YamlDocument.child("/calendars", name)));
        check.names("schedules").forEach(name -> {
            String path = YamlDocument.child("/schedules", name);
            for (int i = 0; i < document.root().at(path + "/layers").size(); i++) {
                check.layer(path, path + "/layers/" + i);
            }
        });
        return check.problems;
    }

    private void calendar(String path) {
        String unread = document.root().at(path + "/otherwise").asText().equals("in") ? "every moment is in it"
                : "no moment is in it";
        if (document.root().at(path + "/ics").isTextual()) {
            boolean free = document.root().at(path + "/countFree").asBoolean();
            ics(path, zone(path + "/timezone", "/timezone"), free, unread);
        } else if (document.root().at(path).has("changeCalendar")) {
            List<String> names = CalendarReader.texts(document.root().at(path + "/changeCalendar")).toList();
            feeds.add(path, new FeedUse(document, path, feeds.feed(new ChangeCalendars(names)), unread));
        }
    }

    private void layer(String schedule, String path) {
        if (!document.root().at(path + "/ics").isTextual()) {
            return;
        }
        // On duty is not busy: our own export says so, too.
        ics(path, zone(schedule + "/timezone", "/timezone"), true, "nobody is on duty by it");
        Set<String> known = names("engineers");
        known.addAll(names("teams"));
        document.root().at(path + "/names").properties().forEach(entry -> {
            String name = entry.getValue().asText();
            if (entry.getValue().isTextual() && !known.contains(name)) {
                report(YamlDocument.child(path + "/names", entry.getKey()),
                        name + " is no engineer or team" + Spelling.hint(name, known));
            }
        });
    }

    private void ics(String path, ZoneId zone, boolean free, String unread) {
        String written = document.root().at(path + "/ics").textValue();
        if (written.isBlank()) {
            return;
        }
        if (written.contains("://")) {
            url(written).ifPresentOrElse(
                    uri -> feeds.add(path, new FeedUse(document, path, feeds.feed(new IcsUrl(uri, zone, free)), unread)),
                    () -> report(path + "/ics", "must be a URL that begins with https:// or http://, or a file"));
            return;
        }
        Optional<Path> file = feeds.resolve(written);
        if (file.isEmpty()) {
            report(path + "/ics", "is no name of a file");
            return;
        }
        IcsFile source = new IcsFile(file.get(), zone, free);
        Feed<Ics> feed = feeds.feed(source);
        if (feeds.feeds().readsFiles()) {
            IcsFiles.look(source, feed, feeds.feeds());
        }
        feed.problem().ifPresent(problem -> report(path + "/ics", written + " " + problem));
        feeds.add(path, new FeedUse(document, path, feed, unread));
    }

    private static Optional<URI> url(String written) {
        try {
            URI uri = URI.create(written);
            boolean web = "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
            return web && uri.getHost() != null ? Optional.of(uri) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The first of these that is one; any, when none is: that is told elsewhere. */
    private ZoneId zone(String... paths) {
        for (String path : paths) {
            String zone = document.root().at(path).asText("");
            if (ZoneId.getAvailableZoneIds().contains(zone)) {
                return ZoneId.of(zone);
            }
        }
        return ZoneId.of("UTC");
    }

    private Set<String> names(String section) {
        Set<String> names = new LinkedHashSet<>();
        document.root().path(section).fieldNames().forEachRemaining(names::add);
        return names;
    }

    private void report(String path, String text) {
        problems.add(document.problem(path, text));
    }
}
