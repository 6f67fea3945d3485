package dev.nightcall.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static java.util.Map.entry;

/** An account for people. Times are UTC. */
public final class AccountText {

    private static final Map<String, String> PLACES = Map.ofEntries(
            entry(Place.OPEN.word(), "in an open incident"), entry(Place.ACKNOWLEDGED.word(), "in an acknowledged incident"),
            entry(Place.SUPPRESSED.word(), "in a suppressed incident"),
            entry(Place.RESOLVED.word(), "in a resolved incident"), entry(Place.HELD.word(), "held by a suppression"),
            entry(Place.NOTED.word(), "noted, no alert"), entry(Place.OLDER.word(), "ignored: older than known"),
            entry(Place.IGNORED.word(), "ignored: repeated, not known"), entry(Place.DEAD_LETTER.word(), "dead letter"),
            entry(Place.QUEUED.word(), "in the queue"), entry(Place.UNACCOUNTED.word(), "UNACCOUNTED FOR"));

    /** Line by line. */
    public List<String> lines(Account account) {
        List<String> lines = new ArrayList<>(List.of(account.from() + " to " + account.to(), ""));
        lines.add(row("alerts", account.alerts().total()));
        account.alerts().places().forEach((place, count) -> lines.add(row("  " + PLACES.get(place), count)));
        lines.add(row("calls", account.calls().calls().size()));
        outcomes(account.calls()).forEach((outcome, count) -> lines.add(row("  " + outcome, count)));
        lines.add(row("  UNACCOUNTED FOR", account.calls().unaccounted().size()));
        if (account.unaccounted() > 0 || !account.alerts().older().isEmpty()) {
            lines.add("");
        }
        Stream.concat(account.alerts().unaccounted().stream(), account.alerts().older().stream()).forEach(alert -> lines.add(
                "alert " + alert.id() + " " + alert.alert() + " received " + alert.receivedAt() + ": " + alert.why()));
        account.calls().unaccounted().forEach(call -> lines.add("call " + call.id() + " to " + call.engineer() + " made "
                + call.createdAt() + ", contact " + (call.contactId() == null ? "unknown" : call.contactId()) + ": "
                + (call.outcome() == null ? "no outcome" : call.outcome().word() + ", not settled")));
        return lines;
    }

    private static Map<String, Long> outcomes(CallAccount calls) {
        Map<String, Long> outcomes = new TreeMap<>();
        Set<String> unaccounted = calls.unaccounted().stream().map(CallAccount.Row::id).collect(Collectors.toSet());
        calls.calls().stream().filter(call -> !unaccounted.contains(call.id()))
                .forEach(call -> outcomes.merge(call.outcome() == null ? "under way" : call.outcome().word(), 1L, Long::sum));
        return outcomes;
    }

    private static String row(String name, long count) {
        return String.format(Locale.ROOT, "%-32s%8d", name, count);
    }
}
