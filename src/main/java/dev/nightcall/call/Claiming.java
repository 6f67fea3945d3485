package dev.nightcall.call;

import dev.nightcall.aws.Transactions;
import dev.nightcall.aws.Write;
import dev.nightcall.core.Call;
import dev.nightcall.core.Line;
import dev.nightcall.core.Lines;
import dev.nightcall.core.SeenLines;
import dev.nightcall.core.Serving;
import dev.nightcall.core.Waiting;
import dev.nightcall.queue.TryAgain;
import dev.nightcall.sending.Dial;
import dev.nightcall.timeline.Event;
import dev.nightcall.timeline.Timeline;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Claims a line for one call about everything that waits for it, as {@link Lines} decides. Line, call and token of the quota are
 * one transaction; when it fails, somebody was faster, and it is looked anew.
 */
public final class Claiming {

    private static final Logger LOG = LoggerFactory.getLogger(Claiming.class);
    /** Losing a token to others, or what waits to a change, this often is enough for one message. */
    private static final int TRIES = 8;

    private final LineLook.Sources sources;
    private final Supplier<Lines> rules;
    private final Timeline timeline;
    private final Transactions transactions;
    private final Supplier<String> ids;
    private final Clock clock;
    private final Times times;

    /**
     * @param lease how long a claim holds until the call is dialled
     * @param pause waits in the thread
     */
    public record Times(Duration lease, Consumer<Duration> pause) {
    }

    /** @param rules as they are at the moment */
    public Claiming(LineLook.Sources sources, Supplier<Lines> rules, Timeline timeline, Transactions transactions,
                    Supplier<String> ids, Clock clock, Times times) {
        this.sources = sources;
        this.rules = rules;
        this.timeline = timeline;
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
        this.times = times;
    }

    /**
     * @param message that asks: it has a claim again when it is delivered again, while others leave as long as the claim is good
     * @return the call to go on with; empty when the engineer's line is taken or nothing waits for it
     * @throws TryAgain when something waits, but not all may be called at once
     */
    Optional<Claim> claim(String engineer, String message) {
        LineLook look = new LineLook(sources, message, engineer);
        while (look.looks() <= TRIES) {
            Serving verdict = rules.get().serve(look.seen());
            LOG.debug("{} for {}: {}", message, engineer, verdict.reason());
            Optional<Done> done = verdict.match(new Acting(look));
            if (done.isPresent()) {
                return Optional.ofNullable(done.get().claim());
            }
        }
        throw waits(look.seen(), rules.get().tooMany(look.seen()));
    }

    /** The message is done with. @param claim null when there is none */
    private record Done(Claim claim) {

        private static final Optional<Done> NOTHING = Optional.of(new Done(null));
        private static final Optional<Done> NOT_YET = Optional.empty();
    }

    /** What is done in each case; not yet done when more, or all anew, has been looked at. */
    private final class Acting implements Serving.Cases<Optional<Done>> {

        private final LineLook look;

        private Acting(LineLook look) {
            this.look = look;
        }

        @Override
        public Optional<Done> looksAt(Serving.LooksAt looks) {
            look.at(looks.line());
            return Done.NOT_YET;
        }

        @Override
        public Optional<Done> looksAtAllowance(Serving.LooksAtAllowance looks) {
            look.atAllowance();
            return Done.NOT_YET;
        }

        @Override
        public Optional<Done> leaves(Serving.Leaves leaves) {
            return Done.NOTHING;
        }

        @Override
        public Optional<Done> rests(Serving.Rests rests) {
            return rest(rests.line()) ? Done.NOTHING : anew();
        }

        @Override
        public Optional<Done> pauses(Serving.Pauses pauses) {
            times.pause().accept(pauses.time());
            return anew();
        }

        @Override
        public Optional<Done> gathers(Serving.Gathers gathers) {
            throw new TryAgain(gathers.reason(), seconds(gathers.time()), null);
        }

        @Override
        public Optional<Done> waits(Serving.Waits waits) {
            throw Claiming.this.waits(look.seen(), waits);
        }

        @Override
        public Optional<Done> claims(Serving.Claims claims) {
            Line line = claims.line();
            Instant now = clock.instant();
            Instant until = now.plus(times.lease());
            Call call = Call.created(ids.get(), line.engineer(), line.page(), line.began(), now);
            List<Write> writes = new ArrayList<>(List.of(sources.calls().create(call),
                    sources.lines().claim(line, line.claimed(call.id(), look.seen().message(), until)),
                    look.left().take(call.id(), until, now)));
            writes.addAll(look.pass().writes());
            return transactions.execute(writes) ? goesOn(call.id(), Optional.of(call), claims.own()) : anew();
        }

        @Override
        public Optional<Done> goesOn(Serving.GoesOn goesOn) {
            Line line = goesOn.line();
            Instant now = clock.instant();
            Instant until = now.plus(times.lease());
            List<Write> writes = new ArrayList<>();
            if (goesOn.takesToken()) {
                writes.addAll(look.pass().writes());
                writes.add(look.left().take(line.call(), until, now));
            } else {
                writes.add(sources.quota().hold(line.call(), until));
            }
            writes.add(sources.lines().takeOver(line, line.takenOver(look.seen().message(), until)));
            return transactions.execute(writes) ? goesOn(line.call(), Optional.empty(), goesOn.own()) : anew();
        }

        /** Whoever serves another line first asks again for the one that the message named. */
        private Optional<Done> goesOn(String call, Optional<Call> created, boolean own) {
            return Optional.of(new Done(new Claim(call, created, own ? List.of() : List.of(new Dial(look.seen().engineer())))));
        }

        private Optional<Done> anew() {
            look.anew();
            return Done.NOT_YET;
        }
    }

    /** @return false when something waits all the same */
    private boolean rest(Line line) {
        if (line.isWaiting() && (sources.remaining().isLeftOf(line) || !sources.lines().rest(line))) {
            return false;
        }
        // Who asked between looking and coming to rest has found the line waiting, and left it to us.
        List<Waiting> late = sources.lines().pages().of(line).toList();
        if (!late.isEmpty()) {
            sources.lines().wake(line, late);
        }
        return late.isEmpty();
    }

    private TryAgain waits(SeenLines seen, Serving.Waits waits) {
        String engineer = seen.line().engineer();
        Instant minute = clock.instant().truncatedTo(ChronoUnit.MINUTES);
        waits.told().forEach(each -> timeline.add(each.request().incident(), minute, Event.CALL_WAITS, engineer, waits.reason(),
                engineer));
        return new TryAgain(waits.reason(), seconds(waits.time()), null);
    }

    private static Duration seconds(Duration wait) {
        return Duration.ofSeconds(wait.plusNanos(999_999_999).toSeconds());
    }
}
