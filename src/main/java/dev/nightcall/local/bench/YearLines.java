package dev.nightcall.local.bench;

import dev.nightcall.core.Allowance;
import dev.nightcall.core.Bucket;
import dev.nightcall.core.Gathering;
import dev.nightcall.core.Line;
import dev.nightcall.core.Lines;
import dev.nightcall.core.Quota;
import dev.nightcall.core.SeenLines;
import dev.nightcall.core.Serving;
import dev.nightcall.core.Waiting;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static dev.nightcall.local.bench.YearParameter.*;

/**
 * Who is dialled when: what becomes of a message that asks for a line is decided by the same class as at night. Here is only what
 * at night are queues, tables and time.
 */
final class YearLines {

    private final YearTime time;
    private final YearCalls calls;
    private final YearResult result;
    private final Gathering gathering;
    private final Quota quota;
    private final List<YearLine> all;
    /** Those for which something waits; few of a thousand, and the others do not matter to each other. */
    private final Set<YearLine> waiting = new LinkedHashSet<>();
    /** The lines whose message waits for the quota, and for what of it; the longest first. */
    private final Map<YearLine, YearResult.Limit> lacking = new LinkedHashMap<>();
    private YearResult.Limit latest = YearResult.Limit.NONE;
    private Quota.Use use = Quota.Use.NONE;
    private long dialled;

    YearLines(YearSettings settings, YearTime time, YearCalls calls, YearResult result) {
        this.time = time;
        this.calls = calls;
        this.result = result;
        gathering = new Gathering(settings.duration(GATHER), settings.duration(STORM), settings.duration(STORM_QUIET),
                settings.duration(STORM_LONGEST));
        quota = new Quota(Bucket.ofDials(settings.get(RATE), settings.count(BURST)), settings.count(CONCURRENT));
        all = IntStream.range(0, settings.count(ENGINEERS)).mapToObj(YearLine::new).toList();
    }

    /** One message has the line dialled, whatever waits for it. */
    void ask(int engineer, YearIncident incident, long position) {
        YearLine line = all.get(engineer);
        Waiting one = line.ask(incident, position, time.instant());
        waiting.add(line);
        if (line.line().lacksMessage()) {
            Optional<Instant> due = Optional.ofNullable(rules().due(line.line(), one));
            line.sent();
            due.ifPresentOrElse(later -> time.at(later.toEpochMilli(), () -> serve(line)), () -> serve(line));
        }
    }

    private Lines rules() {
        return new Lines(gathering, quota, time.instant());
    }

    /** The message of a line has come. Whatever it does not take leaves room to those that wait for it. */
    private void serve(YearLine line) {
        Optional<YearLine> next = Optional.of(line);
        while (next.isPresent()) {
            lacking.remove(next.get());
            act(next.get());
            next = lacking.containsKey(next.get()) ? Optional.empty() : longest();
        }
        result.waiting(lacking.size());
        result.limited(lacking.isEmpty() ? YearResult.Limit.NONE : latest, time.now());
    }

    private Optional<YearLine> longest() {
        return lacking.entrySet().stream().filter(one -> one.getValue() == YearResult.Limit.CONCURRENT).map(Map.Entry::getKey)
                .findFirst();
    }

    /** All that may be asked for is at hand here, so it is looked at before. */
    private void act(YearLine own) {
        List<Line> lines = Stream.concat(Stream.of(own), waiting.stream().filter(line -> line != own)).map(YearLine::line)
                .toList();
        Optional<SeenLines> seen = Optional.of(SeenLines.of("", own.line().engineer(), lines).with(own.line(), own.page())
                .with(new Allowance(Optional.empty(), use)));
        while (seen.isPresent()) {
            seen = rules().serve(seen.get()).match(new Acting(own, seen.get()));
        }
    }

    /** What is done in each case; what was looked at, if the message is not done with. */
    private final class Acting implements Serving.Cases<Optional<SeenLines>> {

        private final YearLine own;
        private final SeenLines seen;

        private Acting(YearLine own, SeenLines seen) {
            this.own = own;
            this.seen = seen;
        }

        @Override
        public Optional<SeenLines> looksAt(Serving.LooksAt looks) {
            return Optional.of(seen.with(looks.line(), of(looks.line()).page()));
        }

        @Override
        public Optional<SeenLines> looksAtAllowance(Serving.LooksAtAllowance looks) {
            return Optional.of(seen.with(new Allowance(Optional.empty(), use)));
        }

        @Override
        public Optional<SeenLines> leaves(Serving.Leaves leaves) {
            return Optional.empty();
        }

        @Override
        public Optional<SeenLines> rests(Serving.Rests rests) {
            own.rest();
            waiting.remove(own);
            return Optional.empty();
        }

        @Override
        public Optional<SeenLines> pauses(Serving.Pauses pauses) {
            return again(pauses.time(), pauses.lacks());
        }

        @Override
        public Optional<SeenLines> gathers(Serving.Gathers gathers) {
            return again(gathers.time(), Optional.empty());
        }

        @Override
        public Optional<SeenLines> waits(Serving.Waits waits) {
            return again(waits.time(), waits.lacks());
        }

        /** That there is room again is seen when a call ends. */
        private Optional<SeenLines> again(Duration after, Optional<Quota.Kind> lacks) {
            lacks.ifPresent(kind -> {
                latest = kind == Quota.Kind.ROOM ? YearResult.Limit.CONCURRENT : YearResult.Limit.RATE;
                lacking.put(own, latest);
            });
            if (lacks.filter(kind -> kind == Quota.Kind.ROOM).isEmpty()) {
                time.after(after, () -> serve(own));
            }
            return Optional.empty();
        }

        @Override
        public Optional<SeenLines> claims(Serving.Claims claims) {
            dial(of(claims.line()));
            if (!claims.own()) {
                act(own);
            }
            return Optional.empty();
        }

        @Override
        public Optional<SeenLines> goesOn(Serving.GoesOn goesOn) {
            throw new IllegalStateException("nobody dies in the year");
        }

        private YearLine of(Line line) {
            return all.get(Integer.parseInt(line.engineer()));
        }
    }

    private void dial(YearLine line) {
        lacking.remove(line);
        waiting.remove(line);
        String call = "call " + dialled++;
        use = quota.taken(use, call, Instant.MAX, time.instant());
        calls.dial(line, line.call(call, time.instant()), () -> ended(line, call));
    }

    private void ended(YearLine line, String call) {
        use = use.released(call);
        line.free();
        serve(line);
    }
}
