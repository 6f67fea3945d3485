package dev.nightcall.call;

import dev.nightcall.aws.Transactions;
import dev.nightcall.aws.Write;
import dev.nightcall.outage.DialStates;
import dev.nightcall.queue.TryAgain;
import dev.nightcall.sending.Dial;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Claims a line for one call about everything that waits for it. When Connect's quota is short, whoever has got a token
 * claims the line that comes first, not the one that its message names.
 */
public final class Claiming {

    /** Losing a token to others, or what waits to a change, this often is enough for one message. */
    private static final int TRIES = 8;

    private final Lines lines;
    private final Calls calls;
    private final Remaining remaining;
    private final Gathering gathering;
    private final WaitingOrder order;
    private final Quota quota;
    private final QuotaWait quotaWait;
    private final DialStates dials;
    private final Transactions transactions;
    private final Supplier<String> ids;
    private final Clock clock;
    private final Duration lease;

    /** @param lease how long a claim holds until the call is dialled */
    public Claiming(Lines lines, Calls calls, Remaining remaining, Gathering gathering, WaitingOrder order, Quota quota,
                    QuotaWait quotaWait, DialStates dials, Transactions transactions, Supplier<String> ids, Clock clock,
                    Duration lease) {
        this.lines = lines;
        this.calls = calls;
        this.remaining = remaining;
        this.gathering = gathering;
        this.order = order;
        this.quota = quota;
        this.quotaWait = quotaWait;
        this.dials = dials;
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
        this.lease = lease;
    }

    /**
     * @param owner the message that asks: it has a claim again when it is delivered again, while others leave as long as
     *              the claim is good
     * @param again whether the message has been delivered before, so that it may have claimed any line
     * @return the call to go on with; empty when the engineer's line is taken or nothing waits for it
     * @throws TryAgain when something waits, but not all may be called at once
     */
    Optional<Claim> claim(String engineer, String owner, boolean again) {
        String at = again ? lines.all().stream().filter(line -> owner.equals(line.owner())).findFirst()
                .map(Line::engineer).orElse(engineer) : engineer;
        for (int tries = 0; tries < TRIES; tries++) {
            Line line = lines.of(at);
            boolean mine = owner.equals(line.owner());
            if (!mine && !at.equals(engineer)) {
                at = engineer;
                continue;
            }
            if (!mine && isTaken(line)) {
                return Optional.empty();
            }
            if (line.isFree() && line.isWaiting() && quotaWait.gathers(gathering.left(line, lines.pages(), clock.instant()))) {
                continue;
            }
            if (!mine && line.isFree() && isIdle(line)) {
                return Optional.empty();
            }
            // A line that was woken just now is to be read again.
            Optional<Claim> claim = !line.isFree() ? takeOver(line, owner, engineer)
                    : line.isWaiting() ? claimFirst(line, owner) : Optional.empty();
            if (claim.isPresent()) {
                return claim;
            }
        }
        throw quotaWait.tooMany(lines.of(engineer));
    }

    private boolean isTaken(Line line) {
        return !line.isFree() && line.until().isAfter(clock.instant());
    }

    /** Whether nothing waits for a free line; what needs no call any more is left out. */
    private boolean isIdle(Line line) {
        if (line.isWaiting()) {
            if (remaining.isAnyOf(line) || !remaining.of(line).isEmpty() || !lines.rest(line)) {
                return false;
            }
        }
        // Who asked between looking and coming to rest has found the line waiting, and left it to us.
        List<Waiting> late = lines.pages().of(line).toList();
        if (!late.isEmpty()) {
            lines.wake(line, late);
        }
        return late.isEmpty();
    }

    /** Claims the line that comes first. @return empty when that is to be looked at anew */
    private Optional<Claim> claimFirst(Line own, String owner) {
        Instant now = clock.instant();
        // Whether anything is left for its own line was seen a moment ago.
        Optional<Line> first = order.free().stream()
                .filter(line -> line.engineer().equals(own.engineer()) || isReady(line, now)).findFirst();
        if (first.isEmpty()) {
            return Optional.empty();
        }
        String id = ids.get();
        DialStates.Pass pass = pass(own);
        Quota.Left left = quota.left();
        if (!quotaWait.mayDial(left, id, own, now)) {
            return Optional.empty();
        }
        Line line = first.get();
        Instant until = now.plus(lease);
        List<Write> writes = new ArrayList<>(List.of(calls.create(Call.created(id, line, now)),
                lines.claim(line, id, owner, until), left.take(id, until, now)));
        writes.addAll(pass.writes());
        return transactions.execute(writes) ? Optional.of(claim(id, line, own.engineer())) : Optional.empty();
    }

    /** While nobody can be phoned, only one of all calls tries now and then. */
    private DialStates.Pass pass(Line own) {
        DialStates.Pass pass = dials.pass();
        pass.held().ifPresent(outage -> {
            throw quotaWait.held(own, outage, pass.untilTry());
        });
        return pass;
    }

    /** What waits for another line and needs no call any more is the business of that line's own message. */
    private boolean isReady(Line line, Instant now) {
        return gathering.left(line, lines.pages(), now).isZero() && remaining.isAnyOf(line);
    }

    /** Goes on with a claimed call. One that is still to be dialled needs a token again. */
    private Optional<Claim> takeOver(Line line, String owner, String engineer) {
        Instant now = clock.instant();
        Instant until = now.plus(lease);
        if (!calls.find(line.call()).orElseThrow().isToBeDialled()) {
            return lines.takeOver(line, owner, until, List.of(quota.hold(line.call(), until)))
                    ? Optional.of(claim(line.call(), line, engineer)) : Optional.empty();
        }
        DialStates.Pass pass = pass(line);
        Quota.Left left = quota.left();
        if (!quotaWait.mayDial(left, line.call(), line, now)) {
            return Optional.empty();
        }
        List<Write> writes = new ArrayList<>(pass.writes());
        writes.add(left.take(line.call(), until, now));
        return lines.takeOver(line, owner, until, writes)
                ? Optional.of(claim(line.call(), line, engineer)) : Optional.empty();
    }

    /** Whoever serves another line first asks again for the one that the message named. */
    private static Claim claim(String callId, Line line, String engineer) {
        return new Claim(callId, line.engineer().equals(engineer) ? List.of()
                : List.of(new Dial(engineer)));
    }
}
