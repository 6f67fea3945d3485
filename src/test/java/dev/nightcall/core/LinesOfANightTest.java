package dev.nightcall.core;

import dev.nightcall.alert.Severity;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import static org.assertj.core.api.Assertions.assertThat;

/** What holds of all lines, whoever is asked for what, whoever dies, and in whatever order messages come. */
class LinesOfANightTest {

    private static final Instant BEGIN = Instant.parse("2026-11-22T18:10:00Z");
    private static final Gathering GATHERING = new Gathering(Duration.ofMillis(200), Duration.ofMinutes(30),
            Duration.ofSeconds(3), Duration.ofSeconds(20));
    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final List<String> ENGINEERS = List.of("sato", "suzuki", "tanaka");
    private static final int INCIDENTS = 6;

    /** What may happen; the number picks an engineer, an incident, a message, a call or a time. */
    record Happens(What what, int number) {

        enum What { ASKED, MESSAGE, REPEAT, DIALLED, CALL_ENDS, OVER, TIME }
    }

    @Property(tries = 1000)
    void whatWaitsIsToldOnceAndNoMoreIsDialledThanTheQuotaAllows(
            @ForAll("quotas") Quota quota, @ForAll("happenings") List<Happens> happenings) {
        Played played = new Played(quota);
        happenings.forEach(played::play);
        played.goOnUntilMorning();

        assertThat(played.told).as("everything that still needed a call").containsAll(played.needed());
        assertThat(played.told).as("nothing twice to the same").doesNotHaveDuplicates();
    }

    /** What is to be told, to whom. */
    private record Told(String engineer, Request request) {
    }

    /** A shell in memory. Whoever asks always sends the message; it may come late, twice, or be left lying by one that dies. */
    private static final class Played {

        private final Quota quota;
        private final Map<String, Line> lines = new TreeMap<>();
        private final Map<String, List<Waiting>> pages = new HashMap<>();
        private final Map<String, Call> calls = new TreeMap<>();
        private final Set<String> over = new HashSet<>();
        private final List<String> messages = new ArrayList<>();
        private final List<Told> asked = new ArrayList<>();
        private final List<Told> told = new ArrayList<>();
        private final List<Instant> tokens = new ArrayList<>();
        private Quota.Use use = Quota.Use.NONE;
        private Instant now = BEGIN;

        Played(Quota quota) {
            this.quota = quota;
        }

        void play(Happens one) {
            int number = one.number();
            switch (one.what()) {
                case ASKED -> ask(ENGINEERS.get(number % ENGINEERS.size()), "i" + number % INCIDENTS,
                        Severity.values()[number % 3]);
                case MESSAGE -> message(ENGINEERS.get(number % ENGINEERS.size()), "m" + messages.size());
                case REPEAT -> repeat(number);
                case DIALLED -> any(calls, number).filter(Call::isToBeDialled).ifPresent(this::dial);
                case CALL_ENDS -> any(calls, number).ifPresent(this::end);
                case OVER -> over.add("i" + number % INCIDENTS);
                case TIME -> now = now.plusMillis((long) number * number);
            }
        }

        private void repeat(int number) {
            if (!messages.isEmpty()) {
                String message = messages.get(number % messages.size());
                message(message.substring(message.indexOf('/') + 1), message.substring(0, message.indexOf('/')));
            }
        }

        private static <T> Optional<T> any(Map<String, T> of, int number) {
            return of.values().stream().skip(of.isEmpty() ? 0 : number % of.size()).findFirst();
        }

        private void ask(String engineer, String incident, Severity severity) {
            if (over.contains(incident) || asked.contains(new Told(engineer, new Request(incident, 1)))) {
                return;
            }
            Line line = line(engineer);
            Waiting waiting = new Waiting(new Request(incident, 1), severity, now, now, false);
            page(line).add(waiting);
            lines.put(engineer, line.asked(waiting));
            asked.add(new Told(engineer, waiting.request()));
        }

        /** @return the call to dial, if there is one */
        private Optional<Call> message(String engineer, String message) {
            messages.add(message + "/" + engineer);
            SeenLines seen = SeenLines.of(message, engineer, List.copyOf(lines.values()));
            for (int tries = 0; tries < 20; tries++) {
                Serving verdict = new Lines(GATHERING, quota, now).serve(seen);
                if (verdict instanceof Serving.LooksAt looks) {
                    seen = looks.line().isFree() ? seen.with(looks.line(), new Page(page(looks.line()), isNeeded(looks.line())))
                            : seen.with(calls.get(looks.line().call()));
                } else if (verdict instanceof Serving.LooksAtAllowance) {
                    seen = seen.with(new Allowance(Optional.empty(), use));
                } else if (verdict instanceof Serving.Pauses pauses) {
                    now = now.plus(pauses.time());
                    seen = SeenLines.of(message, engineer, List.copyOf(lines.values()));
                } else {
                    return Optional.ofNullable(write(verdict, message)).map(calls::get);
                }
            }
            throw new AssertionError("a message that comes to no end");
        }

        private String write(Serving verdict, String message) {
            if (verdict instanceof Serving.Claims claims) {
                Line line = claims.line();
                assertThat(line.isFree() && isNeeded(line)).as("free, and something needs a call").isTrue();
                lines.values().stream().filter(other -> other.isFree() && other.isWaiting() && isNeeded(other)
                        && other.began().isBefore(now.minus(GATHERING.longest()))).forEach(other ->
                        assertThat(line.severity()).as("no worse one waits").isGreaterThanOrEqualTo(other.severity()));
                Call call = Call.created("c" + calls.size(), line.engineer(), line.page(), line.began(), now);
                calls.put(call.id(), call);
                take(call.id());
                lines.put(line.engineer(), line.claimed(call.id(), message, now.plus(LEASE)));
                return call.id();
            } else if (verdict instanceof Serving.GoesOn goesOn) {
                Line line = goesOn.line();
                assertThat(line.owner().equals(message) || !line.until().isAfter(now)).as("nobody loses a good claim").isTrue();
                if (goesOn.takesToken()) {
                    take(line.call());
                }
                lines.put(line.engineer(), line.takenOver(message, now.plus(LEASE)));
                return line.call();
            } else if (verdict instanceof Serving.Rests rests) {
                assertThat(isNeeded(rests.line())).as("nothing is needed").isFalse();
                page(rests.line()).clear();
                lines.put(rests.line().engineer(), rests.line().rested());
            }
            return null;
        }

        private void take(String call) {
            assertThat(use.running(now).stream().filter(running -> !running.equals(call))).as("calls that run")
                    .hasSizeLessThan(quota.calls());
            use = quota.taken(use, call, now.plus(LEASE), now);
            tokens.add(now);
            for (int n = 0; n < tokens.size(); n++) {
                long most = quota.bucket().size() + Duration.between(tokens.get(n), now).dividedBy(quota.bucket().interval());
                assertThat(tokens.size() - n).as("dials since the token %d", n).isLessThanOrEqualTo((int) most);
            }
        }

        private void dial(Call call) {
            Line line = line(call.engineer());
            if (!call.id().equals(line.call())) {
                return;
            }
            page(line.engineer(), call.firstPage()).stream().filter(waiting -> !over.contains(waiting.request().incident()))
                    .forEach(waiting -> told.add(new Told(call.engineer(), waiting.request())));
            calls.put(call.id(), new Call(call.id(), call.engineer(), null, call.firstPage(), call.lastPage(), 1,
                    call.waitingSince(), call.createdAt(), null, now, "contact", now, null, null, null, 0, null, 0, null, null,
                    null, null));
            lines.put(line.engineer(), line.called(now));
        }

        /** Whoever frees a line asks for it again. One that was never dialled does not end. */
        private void end(Call call) {
            if (!call.isToBeDialled() && call.id().equals(line(call.engineer()).call())) {
                use = use.released(call.id());
                lines.put(call.engineer(), line(call.engineer()).freed());
            }
        }

        /** Everybody's message comes again until nothing is left to do; nobody dies any more. */
        void goOnUntilMorning() {
            for (int round = 0; round < 100 && !told.containsAll(needed()); round++) {
                now = now.plus(LEASE);
                ENGINEERS.forEach(engineer -> message(engineer, "morning").filter(Call::isToBeDialled).ifPresent(this::dial));
                List.copyOf(calls.values()).forEach(this::end);
            }
        }

        List<Told> needed() {
            return asked.stream().filter(each -> !over.contains(each.request().incident())).toList();
        }

        private Line line(String engineer) {
            return lines.getOrDefault(engineer, Line.untouched(engineer));
        }

        private List<Waiting> page(Line line) {
            return page(line.engineer(), line.page());
        }

        private List<Waiting> page(String engineer, long number) {
            return pages.computeIfAbsent(engineer + "/" + number, page -> new ArrayList<>());
        }

        private boolean isNeeded(Line line) {
            return page(line).stream().anyMatch(waiting -> !over.contains(waiting.request().incident()));
        }
    }

    @Provide
    Arbitrary<Quota> quotas() {
        return Combinators.combine(Arbitraries.integers().between(1, 4), Arbitraries.integers().between(1, 3))
                .as((size, calls) -> new Quota(new Bucket(Duration.ofMillis(700), size), calls));
    }

    @Provide
    Arbitrary<List<Happens>> happenings() {
        return Combinators.combine(Arbitraries.of(Happens.What.values()), Arbitraries.integers().between(0, 300)).as(Happens::new)
                .list().ofMaxSize(80);
    }
}
