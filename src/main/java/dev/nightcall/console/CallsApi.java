package dev.nightcall.console;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.nightcall.aws.Cursor;
import dev.nightcall.aws.Item;
import dev.nightcall.aws.Table;
import dev.nightcall.call.WaitingOrder;
import dev.nightcall.intake.BadRequestException;
import dev.nightcall.tables.Calls;
import dev.nightcall.tables.LineTable;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code /api/calls}: who was called when, and what came of it. */
public final class CallsApi {

    private static final String DAY = "day";
    private final Calls calls;
    private final LineTable lines;
    private final WaitingOrder order;
    private final Clock clock;

    /** The newest call first, and which lines are to be dialled. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Listing(List<CallView> calls, List<WaitingView> waiting, String next) {
    }

    public CallsApi(Calls calls, LineTable lines, WaitingOrder order, Clock clock) {
        this.calls = calls;
        this.lines = lines;
        this.order = order;
        this.clock = clock;
    }

    /**
     * The calls of one day (UTC). When no day is asked for: today's, and yesterday's if those are fewer than asked for,
     * so that the list is not empty just after midnight. Whoever wants earlier days names them.
     */
    public Listing list(ApiRequest request) {
        int limit = request.limit();
        Item next = request.next();
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        Optional<LocalDate> asked = request.parameter(DAY).map(CallsApi::day);
        LocalDate day = asked.orElseGet(() -> next == null ? today : dayOf(next));
        Table.Page page = Pages.read(next, after -> calls.page(day, limit, after));
        List<CallView> found = new ArrayList<>(views(page));
        if (asked.isEmpty() && page.next() == null && found.size() < limit && !day.isBefore(today)) {
            page = calls.page(day.minusDays(1), limit - found.size(), null);
            found.addAll(views(page));
        }
        return new Listing(found, WaitingView.all(order), Cursor.write(page.next()));
    }

    private List<CallView> views(Table.Page page) {
        return Calls.read(page).stream().map(call -> CallView.of(call, lines)).toList();
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new BadRequestException(DAY, "must be a date, as in 2026-11-22");
        }
    }

    private static LocalDate dayOf(Item next) {
        try {
            return LocalDate.parse(Optional.ofNullable(next.text(DAY)).orElse(""));
        } catch (DateTimeException e) {
            throw ApiRequest.badNext();
        }
    }
}
