package dev.nightcall.audit;

import dev.nightcall.aws.Table;
import dev.nightcall.core.Call;
import dev.nightcall.incident.Incidents;
import dev.nightcall.ledger.Ledger;
import dev.nightcall.tables.Calls;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Accounts for every accepted alert and every call of a span of time. Changes nothing. */
public final class Accounts {

    private static final int PAGE = 500;
    private final AlertAccounts alerts;
    private final Calls calls;
    private final Patience patience;
    private final Clock clock;

    public Accounts(Ledger ledger, Incidents incidents, Calls calls, Backlog backlog, Patience patience, Clock clock) {
        this.alerts = new AlertAccounts(ledger, incidents, backlog, patience, clock);
        this.calls = calls;
        this.patience = patience;
        this.clock = clock;
    }

    /** @param to not included */
    public Account between(Instant from, Instant to) {
        return new Account(from, to, alerts.between(from, to), calls(from, to));
    }

    private CallAccount calls(Instant from, Instant to) {
        List<Call> found = callsBetween(from, to);
        // The index by which they are found may be behind.
        List<Call> overdue = calls.find(found.stream().filter(call -> patience.isOverdue(call, clock.instant()))
                .map(Call::id).toList());
        return new CallAccount(found.stream().map(CallAccount.Row::of).toList(),
                overdue.stream().filter(call -> patience.isOverdue(call, clock.instant()))
                        .sorted(Comparator.comparing(Call::createdAt)).map(CallAccount.Row::of).toList());
    }

    /** The calls that were written down in a span of time, the oldest first. */
    List<Call> callsBetween(Instant from, Instant to) {
        List<Call> found = new ArrayList<>();
        for (LocalDate day = day(from); !day.isAfter(day(to)); day = day.plusDays(1)) {
            Table.Page page = calls.page(day, PAGE, null);
            found.addAll(Calls.read(page));
            while (page.next() != null) {
                page = calls.page(day, PAGE, page.next());
                found.addAll(Calls.read(page));
            }
        }
        return found.stream().filter(call -> !call.createdAt().isBefore(from) && call.createdAt().isBefore(to))
                .sorted(Comparator.comparing(Call::createdAt)).toList();
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }
}
