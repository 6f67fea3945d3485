package dev.nightcall.console;

import dev.nightcall.incident.Noting;
import dev.nightcall.intake.BadRequestException;
import dev.nightcall.timeline.Timeline;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** {@code /api/notes}: what monitors said that was no alert. */
public final class NotesApi {

    private static final int USUAL = 500;
    private static final int MOST = 5000;

    private final Timeline timeline;
    private final Clock clock;

    /** The newest notes of a day, the oldest of them first. */
    public record Listing(LocalDate day, List<IncidentView.EntryView> items) {
    }

    public NotesApi(Timeline timeline, Clock clock) {
        this.timeline = timeline;
        this.clock = clock;
    }

    /** Those of a day in UTC. */
    public Listing list(ApiRequest request) {
        LocalDate day = request.parameter("day").map(NotesApi::day)
                .orElseGet(() -> LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
        return new Listing(day, timeline.latest(Noting.NOTES + day, request.limit(USUAL, MOST)).stream()
                .map(IncidentView.EntryView::of).toList());
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new BadRequestException("day", "must be a day, as in 2026-11-22");
        }
    }
}
