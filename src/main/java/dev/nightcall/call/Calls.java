package dev.nightcall.call;

import dev.nightcall.aws.Item;
import dev.nightcall.aws.Table;
import dev.nightcall.aws.Write;
import dev.nightcall.core.Finding;
import dev.nightcall.core.Outcome;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The table {@code nightcall-calls}: every call, written down before it is dialled. */
public final class Calls {

    private final Table table;

    public Calls(Table table) {
        this.table = table;
    }

    public Optional<Call> find(String id) {
        return table.get(key(id)).map(Calls::read);
    }

    /** @param ids any number */
    public List<Call> find(List<String> ids) {
        List<Call> found = new ArrayList<>();
        for (int from = 0; from < ids.size(); from += 100) {
            table.get(ids.subList(from, Math.min(from + 100, ids.size())).stream().map(Calls::key).toList())
                    .forEach(item -> found.add(read(item)));
        }
        return found;
    }

    /** One page of the calls of a day (UTC), newest first. */
    public Table.Page page(LocalDate day, int limit, Item after) {
        return table.page("created", "day", day.toString(), true, limit, after);
    }

    public static List<Call> read(Table.Page page) {
        return page.items().stream().map(Calls::read).toList();
    }

    Write create(Call call) {
        return table.put(key(call.id()).with("engineer", call.engineer()).with("number", call.number())
                .with("firstPage", call.firstPage()).with("lastPage", call.lastPage())
                .with("waitingSince", call.waitingSince()).with("createdAt", call.createdAt()).with("check_flag", 0)
                .with("day", LocalDate.ofInstant(call.createdAt(), ZoneOffset.UTC))).whenAbsent("id");
    }

    /** It takes the page at which its line stands now, too. */
    Write extend(Call call, long lastPage) {
        return table.update(key(call.id())).set("lastPage", lastPage).whenEquals("lastPage", call.lastPage())
                .whenAbsent("askedConnect").whenAbsent("outcome");
    }

    /** Only one may ask Connect to dial this call, and only once unless Connect refuses. */
    Write askConnect(Call call, String number, int size, Duration ringLimit, Instant now) {
        return table.update(key(call.id())).set("askedConnect", now).set("number", number).set("ringLimit", ringLimit)
                .set("size", size).whenEquals("lastPage", call.lastPage()).whenAbsent("askedConnect").whenAbsent("outcome");
    }

    /**
     * Nothing was dialled, for certain, so that the same call may be tried again.
     *
     * @param asked when Connect was asked, as whoever asked has written it
     * @return false when the call was decided meanwhile
     */
    boolean takeBack(String id, Instant asked) {
        return table.update(key(id)).remove("askedConnect").whenEquals("askedConnect", asked).whenAbsent("contactId")
                .whenAbsent("outcome").execute().isPresent();
    }

    /**
     * Connect has answered, perhaps late: whatever was decided meanwhile stays, and whoever decides from now on knows of the
     * contact.
     *
     * @return the call as it is now
     */
    Call dialled(String id, String contactId, Instant now) {
        return read(table.update(key(id)).set("contactId", contactId).setOnce("dialledAt", now).execute().orElseThrow());
    }

    /**
     * Writes down what a record says, or a look at the contact, unless something newer has been written already.
     *
     * <p>Records come at least once and in any order; the newest LastUpdateTimestamp wins (Connect administrator guide,
     * "Contact record data model").
     *
     * @return false when the call has another contact, so that nothing that is found is about it; nothing is written then
     */
    public boolean record(Finding finding) {
        if (finding.lastUpdate() == null) {
            return true;
        }
        boolean written = table.update(key(finding.callId())).set("contactId", finding.contactId())
                .set("answeredAt", finding.connectedAt()).set("discon_reason", finding.reason())
                .set("check_flag", finding.attributes().getOrDefault("check_flag", "0").equals("1") ? 1 : 0)
                .set("lastUpdate", finding.lastUpdate()).whenPresent("engineer")
                .whenAbsentOrEquals("contactId", finding.contactId()).whenAbsentOrLess("lastUpdate", finding.lastUpdate())
                .execute().isPresent();
        // What is older than what is known is still of this call, and may have the digit.
        return written || find(finding.callId()).filter(call -> finding.contactId().equals(call.contactId())).isPresent();
    }

    /**
     * The first word on the outcome counts. That there was no contact is no word on a call that has got one meanwhile, nor that
     * it was not to be placed on one that Connect has been asked for.
     *
     * @return false when there was one before, or it is none
     */
    public boolean decide(Call call, Outcome outcome, Finding finding) {
        Write write = table.update(key(call.id())).set("outcome", outcome.word()).set("endedAt", finding.endedAt())
                .set("reason", finding.reason()).set("suppress_minutes", finding.minutes())
                .set("pressed", pressed(outcome, finding)).whenAbsent("outcome");
        if (finding.contactId() == null) {
            write.whenAbsent("contactId");
        }
        return (finding.isNotPlaced() ? write.whenAbsent("askedConnect") : write).execute().isPresent();
    }

    /** A decision told late wins over what was told before, its times too, and is to be settled anew. */
    public boolean decideAnew(Call call, Outcome outcome, Finding finding) {
        return table.update(key(call.id())).set("outcome", outcome.word()).remove("settledAt")
                .set("endedAt", finding.endedAt()).set("reason", finding.reason()).set("suppress_minutes", finding.minutes())
                .set("pressed", pressed(outcome, finding)).whenEquals("outcome", call.outcome().word()).execute().isPresent();
    }

    private static String pressed(Outcome outcome, Finding finding) {
        return outcome == Outcome.TOO_LATE ? finding.pressedTooLate() : outcome.key();
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
                item.has("outcome") ? Outcome.of(item.text("outcome")) : null, item.time("settledAt"), item.time("lastUpdate"));
    }
}
