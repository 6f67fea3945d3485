package dev.nightcall.console;

import dev.nightcall.audit.Account;
import dev.nightcall.audit.Accounts;
import dev.nightcall.audit.AuditSpan;
import dev.nightcall.intake.BadRequestException;
import dev.nightcall.intake.ConflictException;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;

/** {@code /api/audit}: what became of every alert and every call of some time. */
public final class AuditApi {

    /** A day takes more than 2,000 requests to DynamoDB; whoever wants more has the command. */
    private static final Duration LONGEST = Duration.ofHours(24);

    private final Accounts accounts;
    private final Clock clock;
    private final ReentrantLock looking = new ReentrantLock();

    public AuditApi(Accounts accounts, Clock clock) {
        this.accounts = accounts;
        this.clock = clock;
    }

    public Account account(ApiRequest request) {
        AuditSpan span = span(request);
        if (!looking.tryLock()) {
            throw new ConflictException("another audit is under way; ask again");
        }
        try {
            return accounts.between(span.from(), span.to());
        } finally {
            looking.unlock();
        }
    }

    private AuditSpan span(ApiRequest request) {
        try {
            return AuditSpan.parse(request.parameter("from").orElse(null), request.parameter("to").orElse(null), LONGEST,
                    clock.instant());
        } catch (AuditSpan.RefusedException e) {
            throw new BadRequestException(e.field(), e.getMessage());
        }
    }
}
