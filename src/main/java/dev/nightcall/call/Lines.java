package dev.nightcall.call;

import dev.nightcall.alert.Severity;
import dev.nightcall.aws.Item;
import dev.nightcall.aws.Table;
import dev.nightcall.aws.Transactions;
import dev.nightcall.aws.Write;
import dev.nightcall.sending.DialSent;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The lines: in the table {@code nightcall-lines}, set {@code lines}, one item per engineer, which stays small whatever
 * waits. The table also has what waits ({@link WaitingPages}), the fleet's quotas, and who reads which mailbox.
 */
public final class Lines {

    private static final List<String> WAITS = List.of("severity", "since", "began", "dialSent");

    private final Table table;
    private final WaitingPages pages;
    private final Transactions transactions;
    private final Quota quota;

    public Lines(Table table, Transactions transactions, Quota quota) {
        this.table = table;
        this.pages = new WaitingPages(table);
        this.transactions = transactions;
        this.quota = quota;
    }

    public Line of(String engineer) {
        return table.get(key(engineer)).map(Lines::read).orElseGet(() -> read(key(engineer)));
    }

    /** Every line that was ever asked for: as many as engineers. */
    public List<Line> all() {
        return table.partition("set", "lines").map(Lines::read).toList();
    }

    /** What a call is about, each incident once. */
    public List<Request> requests(Call call) {
        return pages.requests(call);
    }

    /** Some of what waits for a line now. */
    public List<Request> waiting(Line line, int most) {
        return pages.of(line).map(Waiting::request).limit(most).toList();
    }

    WaitingPages pages() {
        return pages;
    }

    /** The part of beginning to wait that belongs to the line: it still stands at the page to which the incident is added. */
    Write admit(Line line, Waiting waiting) {
        if (!line.isWaiting()) {
            return at(line.page(), table.update(key(line.engineer()))).set("severity", waiting.severity().word())
                    .set("since", waiting.openedAt()).set("began", waiting.askedAt()).whenAbsent("began");
        }
        if (!line.isSurpassedBy(waiting)) {
            return at(line.page(), table.check(key(line.engineer()))).whenPresent("began");
        }
        Severity severity = waiting.severity().isHigherThan(line.severity()) ? waiting.severity() : line.severity();
        Instant since = waiting.openedAt().isBefore(line.since()) ? waiting.openedAt() : line.since();
        return at(line.page(), table.update(key(line.engineer()))).set("severity", severity.word()).set("since", since)
                .whenEquals("severity", line.severity().word()).whenEquals("since", line.since());
    }

    /** A message is sent that has the line dialled about what waits, unless that is gone and something else waits by now. */
    void dialSent(DialSent sent) {
        at(sent.page(), table.update(key(sent.engineer()))).set("dialSent", 1).whenEquals("began", sent.began()).execute();
    }

    /** Nothing waits any more. @return false when it has changed since it was read */
    boolean rest(Line line) {
        return clear(at(line.page(), table.update(key(line.engineer())))).whenEquals("began", line.began()).whenAbsent("call")
                .execute().isPresent();
    }

    /** Something waits after all, that was added while the line came to rest. */
    void wake(Line line, List<Waiting> waiting) {
        at(line.page(), table.update(key(line.engineer())))
                .set("severity", waiting.stream().map(Waiting::severity).max(Comparator.naturalOrder()).orElseThrow().word())
                .set("since", waiting.stream().map(Waiting::openedAt).min(Comparator.naturalOrder()).orElseThrow())
                .set("began", waiting.stream().map(Waiting::askedAt).min(Comparator.naturalOrder()).orElseThrow())
                .set("dialSent", 1).whenAbsent("began").execute();
    }

    /** Claims a free line with everything that waits for it: what comes from now on waits on the next page. */
    Write claim(Line line, String call, String owner, Instant until) {
        return clear(at(line.page(), table.update(key(line.engineer())))).set("page", line.page() + 1).set("call", call)
                .set("owner", owner).set("until", until).whenAbsent("call").whenPresent("began");
    }

    /** The call takes the page at which its line stands now, too. */
    Write turn(Line line, String call) {
        return clear(at(line.page(), table.update(key(line.engineer())))).set("page", line.page() + 1).whenEquals("call", call);
    }

    /** Takes a claim over, or renews one's own. @param others what is written with it; @return false when it has changed */
    boolean takeOver(Line line, String owner, Instant until, List<Write> others) {
        List<Write> writes = new ArrayList<>(others);
        writes.add(table.update(key(line.engineer())).set("owner", owner).set("until", until)
                .whenEquals("call", line.call()).whenEquals("owner", line.owner()).whenEquals("until", line.until()));
        return transactions.execute(writes);
    }

    /** The engineer is about to be called. */
    Write called(Call call, Instant now) {
        return table.update(key(call.engineer())).set("calledAt", now).whenEquals("call", call.id());
    }

    /** The call is under way: the line is not to be had before this time, whoever asks. */
    void extend(String engineer, String call, Instant until) {
        transactions.execute(table.update(key(engineer)).set("until", until).whenEquals("call", call), quota.hold(call, until));
    }

    /** The call is over. */
    public void free(String engineer, String call) {
        transactions.execute(table.update(key(engineer)).remove("call").remove("owner").remove("until").whenEquals("call", call),
                quota.release(call));
    }

    private static Write at(long page, Write write) {
        return page == 0 ? write.whenAbsentOrEquals("page", 0) : write.whenEquals("page", page);
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
