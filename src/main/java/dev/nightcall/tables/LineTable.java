package dev.nightcall.tables;

import dev.nightcall.alert.Severity;
import dev.nightcall.aws.Item;
import dev.nightcall.aws.Reads;
import dev.nightcall.aws.Table;
import dev.nightcall.aws.Transactions;
import dev.nightcall.aws.Write;
import dev.nightcall.core.Call;
import dev.nightcall.core.Line;
import dev.nightcall.core.Request;
import dev.nightcall.core.Waiting;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The lines: in the table {@code nightcall-lines}, set {@code lines}, one item per engineer, which stays small whatever
 * waits. What waits is in the same table ({@link WaitingPages}).
 */
public final class LineTable {

    private static final List<String> WAITS = List.of("severity", "since", "began", "dialSent");

    private final Table table;
    private final WaitingPages pages;
    private final Transactions transactions;
    private final QuotaTable quota;

    public LineTable(Table table, Transactions transactions, QuotaTable quota) {
        this.table = table;
        this.pages = new WaitingPages(table);
        this.transactions = transactions;
        this.quota = quota;
    }

    public Line of(String engineer) {
        return table.get(key(engineer)).map(LineTable::read).orElseGet(() -> Line.untouched(engineer));
    }

    /** The same, read with other things. */
    public Supplier<Line> of(String engineer, Reads reads) {
        Supplier<Optional<Line>> line = reads.get(table, key(engineer), LineTable::read);
        return () -> line.get().orElseGet(() -> Line.untouched(engineer));
    }

    /** Every line that was ever asked for: as many as engineers. */
    public List<Line> all() {
        return table.partition("set", "lines").map(LineTable::read).toList();
    }

    /** What a call is about, each incident once. */
    public List<Request> requests(Call call) {
        return pages.requests(call);
    }

    /** What waits for a line now. */
    public Stream<Waiting> waiting(Line line) {
        return pages.of(line);
    }

    /** What waits for the lines, and what calls have taken of it. */
    public WaitingPages pages() {
        return pages;
    }

    /** The part of beginning to wait that belongs to the line: it still stands at the page to which the incident is added. */
    public Write admit(Line line, Waiting waiting) {
        Line now = line.asked(waiting);
        if (now.equals(line)) {
            return at(line.page(), table.check(key(line.engineer()))).whenPresent("began");
        }
        Write write = waits(line, now);
        return line.isWaiting()
                ? write.whenEquals("severity", line.severity().word()).whenEquals("since", line.since())
                : write.set("began", now.began()).whenAbsent("began");
    }

    /** A message is sent that has the line dialled about what waits, unless that is gone and something else waits by now. */
    public void dialSent(String engineer, long page, Instant began) {
        at(page, table.update(key(engineer))).set("dialSent", 1).whenEquals("began", began).execute();
    }

    /** Nothing waits any more. @return false when it has changed since it was read */
    public boolean rest(Line line) {
        return clear(at(line.page(), table.update(key(line.engineer())))).whenEquals("began", line.began()).whenAbsent("call")
                .execute().isPresent();
    }

    /** Something waits after all, that was added while the line came to rest. */
    public void wake(Line line, List<Waiting> late) {
        Line now = line.woken(late);
        waits(line, now).set("began", now.began()).set("dialSent", 1).whenAbsent("began").execute();
    }

    /** A call has the line with everything that waits for it. */
    public Write claim(Line line, Line now) {
        return clear(at(line.page(), table.update(key(line.engineer())))).set("page", now.page()).set("call", now.call())
                .set("owner", now.owner()).set("until", now.until()).whenAbsent("call").whenPresent("began");
    }

    /** Its call takes the page at which the line stands now, too. */
    public Write turn(Line line) {
        return clear(at(line.page(), table.update(key(line.engineer())))).set("page", line.turned().page())
                .whenEquals("call", line.call());
    }

    /** Somebody goes on with its call. */
    public Write takeOver(Line line, Line now) {
        return table.update(key(line.engineer())).set("owner", now.owner()).set("until", now.until())
                .whenEquals("call", line.call()).whenEquals("owner", line.owner()).whenEquals("until", line.until());
    }

    /** The engineer is about to be called. */
    public Write called(Call call, Instant now) {
        return table.update(key(call.engineer())).set("calledAt", now).whenEquals("call", call.id());
    }

    /** The call is under way: the line is not to be had before this time, whoever asks. */
    public void extend(String engineer, String call, Instant until) {
        transactions.execute(extending(engineer, call, until));
    }

    /** The writes of that. */
    public List<Write> extending(String engineer, String call, Instant until) {
        return List.of(table.update(key(engineer)).set("until", until).whenEquals("call", call), quota.hold(call, until));
    }

    /** The call is over. @return the line as it is then, by every repeat: something may wait for it */
    public Line free(String engineer, String call) {
        transactions.execute(freeing(engineer, call));
        return of(engineer);
    }

    /** The writes of that. */
    public List<Write> freeing(String engineer, String call) {
        return List.of(table.update(key(engineer)).remove("call").remove("owner").remove("until").whenEquals("call", call),
                quota.release(call));
    }

    private static Write at(long page, Write write) {
        return page == 0 ? write.whenAbsentOrEquals("page", 0) : write.whenEquals("page", page);
    }

    private Write waits(Line line, Line now) {
        return at(line.page(), table.update(key(line.engineer()))).set("severity", now.severity().word())
                .set("since", now.since());
    }

    private static Write clear(Write write) {
        WAITS.forEach(write::remove);
        return write;
    }

    private static Item key(String engineer) {
        return Item.of("set", "lines").with("name", engineer);
    }

    private static Line read(Item item) {
        return new Line(item.text("name"), item.text("call"), item.text("owner"), item.time("until"), item.number("page"),
                item.has("severity") ? Severity.of(item.text("severity")) : null, item.time("since"), item.time("began"),
                item.number("dialSent") == 1, item.time("calledAt"));
    }
}
