package dev.nightcall.tables;

import dev.nightcall.aws.Item;
import dev.nightcall.aws.Reads;
import dev.nightcall.aws.Table;
import dev.nightcall.aws.Write;
import dev.nightcall.core.Call;
import dev.nightcall.core.Finding;
import dev.nightcall.core.Outcome;
import dev.nightcall.core.SaidInCall;
import dev.nightcall.core.Word;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The table {@code nightcall-calls}: every call, written down before it is dialled. */
public final class Calls {

    private final Table table;

    public Calls(Table table) {
        this.table = table;
    }

    public Optional<Call> find(String id) {
        return table.get(key(id)).map(Calls::read);
    }

    /** The same, read with other things. */
    public Supplier<Optional<Call>> find(String id, Reads reads) {
        return reads.get(table, key(id), Calls::read);
    }

    /** @param ids any number */
    public List<Call> find(List<String> ids) {
        return table.get(ids.stream().map(Calls::key).toList()).stream().map(Calls::read).toList();
    }

    /** One page of the calls of a day (UTC), newest first. */
    public Table.Page page(LocalDate day, int limit, Item after) {
        return table.page("created", "day", day.toString(), true, limit, after);
    }

    public static List<Call> read(Table.Page page) {
        return page.items().stream().map(Calls::read).toList();
    }

    /** The call is written down. */
    public Write create(Call call) {
        return table.put(key(call.id()).with("engineer", call.engineer()).with("number", call.number())
                .with("firstPage", call.firstPage()).with("lastPage", call.lastPage())
                .with("waitingSince", call.waitingSince()).with("createdAt", call.createdAt()).with("check_flag", 0)
                .with("day", LocalDate.ofInstant(call.createdAt(), ZoneOffset.UTC))).whenAbsent("id");
    }

    /** It takes the page at which its line stands now, too. */
    public Write extend(Call call, long lastPage) {
        return table.update(key(call.id())).set("lastPage", lastPage).whenEquals("lastPage", call.lastPage())
                .whenAbsent("askedConnect").whenAbsent("outcome");
    }

    /** Only one may ask Connect to dial this call, and only once unless Connect refuses. */
    public Write askConnect(Call asked) {
        SaidInCall said = asked.said();
        return table.update(key(asked.id())).set("askedConnect", asked.askedConnect()).set("number", asked.number())
                .set("ringLimit", asked.ringLimit()).set("size", asked.size()).set("shownAt", said.at())
                .set("shownToo", said.too()).set("shownWorst", said.worst()).whenEquals("lastPage", asked.lastPage())
                .whenAbsent("askedConnect").whenAbsent("outcome");
    }

    /**
     * Nothing was dialled, for certain, so that the same call may be tried again.
     *
     * @param asked when Connect was asked, as whoever asked has written it
     * @return false when the call was decided meanwhile
     */
    public boolean takeBack(String id, Instant asked) {
        return table.update(key(id)).remove("askedConnect").whenEquals("askedConnect", asked).whenAbsent("contactId")
                .whenAbsent("outcome").execute().isPresent();
    }

    /**
     * Connect has answered, perhaps late: whatever was decided meanwhile stays, and whoever decides from now on knows of the
     * contact.
     *
     * @return the call as it is now
     */
    public Call dialled(String id, String contactId, Instant now) {
        return read(table.update(key(id)).set("contactId", contactId).setOnce("dialledAt", now).execute().orElseThrow());
    }

    /** The same, as a part of what is written when nothing was decided meanwhile. */
    public Write begun(Call asked, String contactId, Instant now) {
        return table.update(key(asked.id())).set("contactId", contactId).set("dialledAt", now)
                .whenEquals("askedConnect", asked.askedConnect()).whenAbsent("dialledAt").whenAbsent("outcome");
    }

    /**
     * Writes down, at once, what a word on the end of a call changes: the outcome, and what is told of the contact unless
     * something newer is noted. Records come at least once and in any order; the newest LastUpdateTimestamp wins (Connect
     * administrator guide, "Contact record data model").
     *
     * @return the call as it is now; empty when it has changed since the word was judged, and nothing is written
     */
    public Optional<Call> write(Word word) {
        return word.match(new Word.Cases<>() {
            @Override
            public Optional<Call> first(Word.First first) {
                Write write = decided(first.call(), first.finding(), first.outcome()).whenAbsent("outcome");
                if (first.finding().contactId() == null) {
                    write.whenAbsent("contactId");
                }
                return done(first.finding().isNotPlaced() ? write.whenAbsent("askedConnect") : write);
            }

            @Override
            public Optional<Call> corrects(Word.Corrects corrects) {
                return done(decided(corrects.call(), corrects.finding(), corrects.outcome()).remove("settledAt")
                        .whenEquals("outcome", corrects.call().outcome().word()));
            }

            @Override
            public Optional<Call> known(Word.Known known) {
                // Whoever has judged it may have read the call a while ago, and its outcome is about to be followed.
                return known.finding().isNewerThan(known.call()) ? done(told(known.call(), known.finding()))
                        : find(known.call().id());
            }

            @Override
            public Optional<Call> none(Word.None none) {
                return Optional.empty();
            }
        });
    }

    private Write decided(Call call, Finding finding, Outcome outcome) {
        return told(call, finding).set("outcome", outcome.word()).set("endedAt", finding.endedAt())
                .set("reason", call.decided(outcome, finding).disconReason()).set("suppress_minutes", finding.minutes())
                .set("pressed", finding.pressed(outcome));
    }

    private Write told(Call call, Finding finding) {
        Write write = table.update(key(call.id())).whenPresent("engineer");
        if (!finding.isNewerThan(call)) {
            return write;
        }
        return (finding.reason() == null ? write : write.set("discon_reason", finding.reason()))
                .set("contactId", finding.contactId()).set("answeredAt", finding.connectedAt())
                .set("check_flag", finding.checkFlag()).set("lastUpdate", finding.lastUpdate())
                .whenAbsentOrEquals("contactId", finding.contactId()).whenAbsentOrLess("lastUpdate", finding.lastUpdate());
    }

    private static Optional<Call> done(Write write) {
        return write.execute().map(Calls::read);
    }

    /** Everything that follows from this outcome is done, unless another one has been told meanwhile. */
    public void settled(String id, Outcome outcome, Instant now) {
        table.update(key(id)).set("settledAt", now).whenEquals("outcome", outcome.word()).execute();
    }

    private static Item key(String id) {
        return Item.of("id", id);
    }

    private static Call read(Item item) {
        return new Call(item.text("id"), item.text("engineer"), item.text("number"), item.number("firstPage"),
                item.number("lastPage"), (int) item.number("size"), item.time("waitingSince"), item.time("createdAt"),
                item.has("ringLimit") ? Duration.parse(item.text("ringLimit")) : null,
                item.time("askedConnect"), item.text("contactId"), item.time("dialledAt"), item.time("answeredAt"),
                item.time("endedAt"), item.has("discon_reason") ? item.text("discon_reason") : item.text("reason"),
                (int) item.number("check_flag"), item.text("pressed"), (int) item.number("suppress_minutes"),
                item.has("outcome") ? Outcome.of(item.text("outcome")) : null, item.time("settledAt"), item.time("lastUpdate"),
                item.has("shownAt") ? new SaidInCall(item.time("shownAt"), item.set("shownToo"), item.set("shownWorst")) : null);
    }
}
