package dev.nightcall.tables;

import dev.nightcall.alert.Severity;
import dev.nightcall.aws.Item;
import dev.nightcall.aws.Table;
import dev.nightcall.aws.Write;
import dev.nightcall.core.Call;
import dev.nightcall.core.Line;
import dev.nightcall.core.Request;
import dev.nightcall.core.Waiting;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * What waits for the lines: in the table {@code nightcall-lines}, set {@code waiting/ENGINEER/PAGE}, one item per incident.
 *
 * <p>A line stands at one page; a call takes whole pages. Nothing is written to a page any more that a call has taken, so its
 * items say for good what the call is about. No engineer's name has a slash.
 */
public final class WaitingPages {

    /** Longer than anybody asks what a call was about. */
    private static final Duration KEPT = Duration.ofDays(90);

    private final Table table;
    private final FinalPages finals = new FinalPages();

    WaitingPages(Table table) {
        this.table = table;
    }

    /** What waits for a line now. */
    public Stream<Waiting> of(Line line) {
        return of(line.engineer(), line.page());
    }

    /** What a call has taken, without what was left out just before dialling; read as the stream is consumed. */
    public Stream<Waiting> of(Call call) {
        return finals.of(call, this::read);
    }

    /** The moment at which Connect was asked to dial a call, from which on its pages stay as they are. */
    public record Asked(String call, Instant at) {

        static Asked of(Call call) {
            return new Asked(call.id(), call.askedConnect());
        }
    }

    /** What a call is about, as it was read. @param rows each incident once or more */
    public record Known(Asked asked, List<Waiting> rows) {

        /** Whether that is so of the call as it is. */
        public boolean isOf(Call call) {
            return asked.equals(Asked.of(call));
        }
    }

    /** What a call is about, if that need not be read any more. */
    public Optional<Known> known(String callId) {
        return finals.known(callId);
    }

    /** Connect is asked to dial a call. @param rows what it is about */
    public void keep(Call asked, List<Waiting> rows) {
        finals.keep(Asked.of(asked), rows);
    }

    private Stream<Waiting> read(Call call) {
        return LongStream.rangeClosed(call.firstPage(), call.lastPage()).boxed().flatMap(page -> of(call.engineer(), page));
    }

    /** How many incidents wait for a line now. */
    public long count(Line line) {
        return table.count(null, "set", set(line.engineer(), line.page()));
    }

    /** What a call is about: each incident once, at the latest position at which it was asked for. */
    public List<Request> requests(Call call) {
        return Waiting.latest(of(call)).stream().map(Waiting::request).toList();
    }

    /** An incident begins to wait: {@link LineTable#admit} is the part of the line. */
    public Write put(Line line, Waiting waiting) {
        return table.put(key(line.engineer(), line.page(), waiting.request())
                .with("position", waiting.request().position()).with("severity", waiting.severity().word())
                .with("openedAt", waiting.openedAt()).with("askedAt", waiting.askedAt()).with("again", waiting.again() ? 1 : 0)
                .with("expires", waiting.askedAt().plus(KEPT).getEpochSecond()));
    }

    /** Takes an incident from these pages, unless it has been asked for at a later position meanwhile. */
    public void leaveOut(String engineer, long firstPage, long lastPage, Request request) {
        for (long page = firstPage; page <= lastPage; page++) {
            table.delete(key(engineer, page, request), "position", request.position());
        }
    }

    private Stream<Waiting> of(String engineer, long page) {
        return table.partition("set", set(engineer, page)).map(WaitingPages::read);
    }

    private static Item key(String engineer, long page, Request request) {
        return Item.of("set", set(engineer, page)).with("name", request.incident());
    }

    private static String set(String engineer, long page) {
        return "waiting/" + engineer + "/" + page;
    }

    private static Waiting read(Item item) {
        return new Waiting(new Request(item.text("name"), item.number("position")), Severity.of(item.text("severity")),
                item.time("openedAt"), item.time("askedAt"), item.number("again") == 1);
    }
}
