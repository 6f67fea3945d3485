package dev.nightcall.audit;

import dev.nightcall.alert.Alert;
import dev.nightcall.alert.Severity;
import dev.nightcall.alert.State;
import dev.nightcall.metrics.Meters;
import dev.nightcall.sending.AuditDone;
import dev.nightcall.sending.Outgoing;
import dev.nightcall.sending.Raised;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Accounts for the last hours, and raises an alert when something is unaccounted for at two runs in a row: what the auditor has
 * moved itself, or SQS has counted badly, is well by then and wakes nobody.
 */
public final class Accounting {

    /** Reading the ledger takes a hundred requests for every hour, so most runs look at the last one only. */
    private static final Duration USUAL = Duration.ofHours(1);
    /** What is raised again, at a suppression's end, is in the ledger at the time when it was first received. */
    private static final Duration WHOLE = Duration.ofHours(24);
    private static final int REMEMBERED = 100;

    private final Accounts accounts;
    private final Progress progress;
    private final Meters meters;
    private final Supplier<String> ids;
    private final Clock clock;

    public Accounting(Accounts accounts, Progress progress, Meters meters, Supplier<String> ids, Clock clock) {
        this.accounts = accounts;
        this.progress = progress;
        this.meters = meters;
        this.ids = ids;
        this.clock = clock;
    }

    /** Something that is unaccounted for. */
    private record Suspect(String id, Instant at, String text) {
    }

    /** @return the alert, if there is something to tell; what was found is kept last */
    public List<Outgoing> account() {
        Instant now = clock.instant();
        AuditDone before = progress.before();
        boolean whole = before.wholeAt() == null || !before.wholeAt().plus(USUAL).isAfter(now);
        Account account = accounts.between(from(before, whole, now), now);
        meters.unaccounted(account.unaccounted());
        List<Suspect> suspects = suspects(account);
        List<Suspect> confirmed = suspects.stream().filter(one -> before.suspects().contains(one.id())).toList();
        Set<String> told = union(confirmed, before, suspects);
        List<Outgoing> outgoing = new ArrayList<>();
        if (!before.told().containsAll(told)) {
            progress.alarms();
            outgoing.add(alert(State.FIRING, account.unaccounted() + " alerts or calls are unaccounted for, the first: "
                    + confirmed.get(0).text(), now));
        } else if (suspects.isEmpty() && before.alarmed()) {
            outgoing.add(alert(State.RESOLVED, "everything is accounted for", now));
        }
        boolean alarmed = !suspects.isEmpty() && (before.alarmed() || !told.isEmpty());
        outgoing.add(new AuditDone(whole ? now : before.wholeAt(),
                suspects.isEmpty() ? null : suspects.get(0).at(), ids(suspects), told, alarmed));
        return outgoing;
    }

    private static Instant from(AuditDone before, boolean whole, Instant now) {
        Instant earliest = now.minus(WHOLE);
        Instant usual = now.minus(USUAL);
        Instant since = before.since() != null && before.since().isBefore(usual) ? before.since() : usual;
        return whole || since.isBefore(earliest) ? earliest : since;
    }

    /** Nobody is told twice of the same; what is well again is forgotten. */
    private static Set<String> union(List<Suspect> confirmed, AuditDone before, List<Suspect> suspects) {
        Set<String> still = ids(suspects);
        return Stream.concat(ids(confirmed).stream(), before.told().stream().filter(still::contains))
                .collect(Collectors.toSet());
    }

    private static List<Suspect> suspects(Account account) {
        return Stream.concat(
                account.alerts().unaccounted().stream().map(missing -> new Suspect(missing.id(), missing.receivedAt(),
                        "alert " + missing.id() + " " + missing.alert() + " of " + missing.receivedAt() + ", " + missing.why())),
                account.calls().unaccounted().stream().map(call -> new Suspect(call.id(), call.createdAt(),
                        "call " + call.id() + " to " + call.engineer() + " of " + call.createdAt())))
                .sorted(Comparator.comparing(Suspect::at)).limit(REMEMBERED).toList();
    }

    private static Set<String> ids(List<Suspect> suspects) {
        return suspects.stream().map(Suspect::id).collect(Collectors.toSet());
    }

    /** Always the same one, so that it joins one incident and ends it. */
    private Outgoing alert(State state, String summary, Instant now) {
        return new Raised(new Alert(ids.get(), "nightcall", "", "audit", "", Severity.ERROR, state, summary,
                now, now, Map.of()));
    }
}
