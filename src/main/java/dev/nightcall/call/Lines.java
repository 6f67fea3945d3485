package dev.nightcall.call;

import dev.nightcall.aws.Item;
import dev.nightcall.aws.Table;
import dev.nightcall.aws.Write;

import java.time.Instant;
import java.util.List;

/** The table {@code nightcall-lines}. It also says who reads which mailbox: keys with a slash, and lines in no call. */
public final class Lines {

    private final Table table;

    public Lines(Table table) {
        this.table = table;
    }

    public Line of(String engineer) {
        return table.get(key(engineer)).map(Lines::read).orElse(new Line(engineer, null, null, null, List.of()));
    }

    /** How many lines are in a call. There is one item per engineer, so that all of them may be read. */
    public long busy() {
        return table.all().map(Lines::read).filter(line -> !line.isFree()).count();
    }

    Write wait(String engineer, Request request) {
        return table.update(key(engineer)).addToSet("waiting", List.of(request.toString()));
    }

    /** Takes what no longer needs a call from those that wait. */
    void stopWaiting(String engineer, List<Request> requests) {
        if (!requests.isEmpty()) {
            leave(engineer, requests).execute();
        }
    }

    Write leave(String engineer, List<Request> requests) {
        return table.update(key(engineer)).removeFromSet("waiting", texts(requests));
    }

    /** Claims a free line. */
    Write claim(String engineer, String call, String owner, Instant until, List<Request> requests) {
        return table.update(key(engineer)).set("call", call).set("owner", owner).set("until", until)
                .removeFromSet("waiting", texts(requests)).whenAbsent("call");
    }

    /** Takes a claim over, or renews one's own. @return false when somebody else has been faster */
    boolean takeOver(Line line, String owner, Instant until) {
        return table.update(key(line.engineer())).set("owner", owner).set("until", until)
                .whenEquals("call", line.call()).whenEquals("owner", line.owner())
                .whenEquals("until", line.until()).execute().isPresent();
    }

    /** The call is under way: the line is not to be had before this time, whoever asks. */
    void extend(String engineer, String call, Instant until) {
        table.update(key(engineer)).set("until", until).whenEquals("call", call).execute();
    }

    /** The call is over. */
    public void free(String engineer, String call) {
        table.update(key(engineer)).remove("call").remove("owner").remove("until").whenEquals("call", call).execute();
    }

    private static Item key(String engineer) {
        return Item.of("engineer", engineer);
    }

    private static List<String> texts(List<Request> requests) {
        return requests.stream().map(Request::toString).toList();
    }

    private static Line read(Item item) {
        return new Line(item.text("engineer"), item.text("call"), item.text("owner"), item.time("until"),
                item.set("waiting").stream().map(Request::parse).toList());
    }
}
