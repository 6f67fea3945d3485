package dev.nightcall.feed;

import dev.nightcall.oncall.ChangeStates;
import dev.nightcall.oncall.ChangeStates.Change;
import dev.nightcall.oncall.Feed;
import dev.nightcall.oncall.FeedSource.ChangeCalendars;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.CalendarState;
import software.amazon.awssdk.services.ssm.model.GetCalendarStateResponse;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Reads Change Calendars by GetCalendarState, which says the state at a time and when it will be another one: asked at each
 * of these, it tells what is ahead. While the state now is as was foreseen, one request is enough.
 */
final class ChangeCalendarFetch implements Runnable {

    private static final int MAX_CHANGES = 50;
    private static final Duration AHEAD = Duration.ofDays(31);
    /** Somebody may change what is ahead without changing what is next. */
    private static final Duration ASKED_AGAIN = Duration.ofHours(1);

    private final ChangeCalendars source;
    private final Feed<ChangeStates> feed;
    private final Supplier<SsmClient> ssm;
    private final Duration within;
    private final Clock clock;
    private long deadline;

    /** @param within in which all has to be asked; what is not known by then stays open */
    ChangeCalendarFetch(ChangeCalendars source, Feed<ChangeStates> feed, Supplier<SsmClient> ssm, Duration within, Clock clock) {
        this.source = source;
        this.feed = feed;
        this.ssm = ssm;
        this.within = within;
        this.clock = clock;
    }

    /** @param next null when none is known */
    private record State(boolean open, Instant next) {
    }

    /** @throws FeedException when it cannot be read */
    @Override
    public void run() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        deadline = System.nanoTime() + within.toNanos();
        try {
            State state = state(now);
            if (isForeseen(state, now)) {
                feed.unchanged();
            } else {
                feed.read(new ChangeStates(changes(state, now)), now);
            }
        } catch (AwsServiceException e) {
            String code = e.awsErrorDetails() == null ? "status " + e.statusCode() : e.awsErrorDetails().errorCode();
            throw new FeedException("Systems Manager refuses GetCalendarState: " + code, e);
        } catch (SdkException e) {
            throw new FeedException("Systems Manager cannot be reached (" + e.getClass().getSimpleName() + ")", e);
        } catch (DateTimeException e) {
            throw new FeedException("Systems Manager answers with a time that is none", e);
        }
    }

    private boolean isForeseen(State state, Instant now) {
        boolean recent = feed.readAt().filter(at -> at.plus(ASKED_AGAIN).isAfter(now)).isPresent();
        return recent && feed.content().filter(known -> known.isOpen(now) == state.open()
                && known.nextChange(now).equals(state.next() == null ? Instant.MAX : state.next())).isPresent();
    }

    private List<Change> changes(State first, Instant now) {
        List<Change> changes = new ArrayList<>();
        changes.add(new Change(now, first.open()));
        Instant at = now;
        State state = first;
        while (state.next() != null && state.next().isAfter(at) && changes.size() <= MAX_CHANGES) {
            at = state.next();
            if (at.isAfter(now.plus(AHEAD))) {
                // It is known without another question.
                changes.add(new Change(at, !state.open()));
                break;
            }
            Optional<State> answer = ahead(at);
            changes.add(new Change(at, answer.map(State::open).orElse(!state.open())));
            if (answer.isEmpty()) {
                break;
            }
            state = answer.get();
        }
        return changes;
    }

    /** What is ahead is worth less than what is now: too many questions, or too slow answers, only end them. */
    private Optional<State> ahead(Instant at) {
        try {
            return System.nanoTime() < deadline ? Optional.of(state(at)) : Optional.empty();
        } catch (SdkException e) {
            return Optional.empty();
        }
    }

    private State state(Instant at) {
        Duration left = Duration.ofNanos(Math.max(1_000_000, deadline - System.nanoTime()));
        GetCalendarStateResponse response = ssm.get().getCalendarState(request -> request.calendarNames(source.names())
                .atTime(at.toString()).overrideConfiguration(limit -> limit.apiCallTimeout(left)));
        if (response.state() != CalendarState.OPEN && response.state() != CalendarState.CLOSED) {
            throw new FeedException("Systems Manager answers with state " + response.stateAsString());
        }
        String next = response.nextTransitionTime();
        return new State(response.state() == CalendarState.OPEN,
                next == null || next.isBlank() ? null : OffsetDateTime.parse(next).toInstant());
    }
}
