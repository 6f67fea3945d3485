package dev.nightcall.core;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that is known of the lines when a message asks for one. What is needed only sometimes is read when a verdict asks for it.
 *
 * @param message   that asks: it has a claim again when it is delivered again
 * @param engineer  whose line it names
 * @param all       every line that was ever asked for
 * @param pages     what waits for those that were looked at, by engineer
 * @param call      of the message's line, if that is in one and was looked at
 * @param allowance if it was looked at
 */
public record SeenLines(String message, String engineer, List<Line> all, Map<String, Page> pages, Optional<Call> call,
                        Optional<Allowance> allowance) {

    public SeenLines {
        all = List.copyOf(all);
        pages = Map.copyOf(pages);
    }

    public static SeenLines of(String message, String engineer, List<Line> all) {
        return new SeenLines(message, engineer, all, Map.of(), Optional.empty(), Optional.empty());
    }

    /** The one that the message has claimed before, which may be any, otherwise the one that it names. */
    public Line line() {
        return all.stream().filter(line -> message.equals(line.owner())).findFirst().orElseGet(this::named);
    }

    private Line named() {
        return all.stream().filter(line -> engineer.equals(line.engineer())).findFirst()
                .orElseGet(() -> Line.untouched(engineer));
    }

    Optional<Page> page(Line line) {
        return Optional.ofNullable(pages.get(line.engineer()));
    }

    public SeenLines with(Line line, Page page) {
        Map<String, Page> more = new HashMap<>(pages);
        more.put(line.engineer(), page);
        return new SeenLines(message, engineer, all, more, call, allowance);
    }

    public SeenLines with(Call found) {
        return new SeenLines(message, engineer, all, pages, Optional.of(found), allowance);
    }

    public SeenLines with(Allowance found) {
        return new SeenLines(message, engineer, all, pages, call, Optional.of(found));
    }
}
