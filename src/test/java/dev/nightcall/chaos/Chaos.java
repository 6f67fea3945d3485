package dev.nightcall.chaos;

import dev.nightcall.core.Status;
import dev.nightcall.night.Http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A run: Nightcalls on shared stand-ins, alerts and telephone calls, kills and faults for some minutes; then everything may
 * settle, and every promise is checked. As a program it exits with 1 when one was not kept.
 */
public final class Chaos {

    /** By how much the clock of each Nightcall is wrong. */
    private static final List<Duration> CLOCKS = List.of(Duration.ZERO, ChaosPlan.SKEW, ChaosPlan.SKEW.negated());
    private static final int MONITORS = 4;
    /** As many alerts are handled within seconds, where there is time for it. */
    private static final int JAM = 40;
    private static final Duration LAST_WORDS = Duration.ofSeconds(60);
    private static final Duration SETTLING = Duration.ofMinutes(3);
    private static final Duration SECOND_LOOK = Duration.ofSeconds(20);
    private static final int LOOKS = 5;

    private final Options options;
    private final Path folder;
    private final Clock clock;
    private final Random random;
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicBoolean giveUp = new AtomicBoolean();
    private final AtomicBoolean morning = new AtomicBoolean();
    private final List<Replica> replicas = new ArrayList<>();
    /** Nobody's clock, or one; monitors knock at its door as well. */
    private final List<Replica> wrong = new ArrayList<>();
    private final List<Fate> fates = new ArrayList<>();
    private final Ledger ledger;

    Chaos(Options options, Path folder, Clock clock) {
        this.options = options;
        this.folder = folder;
        this.clock = clock;
        this.random = new Random(options.seed());
        this.ledger = new Ledger(clock);
    }

    /** Takes {@link Options#USAGE}. */
    public static void main(String[] args) throws Exception {
        Options options = Options.of(args);
        System.setProperty("logback.configurationFile", Chaos.class.getResource("logback.xml").toString());
        System.out.println("chaos for " + options.minutes() + " minutes, seed " + options.seed());
        Report report = new Chaos(options, Path.of("target", "chaos"), Clock.systemUTC()).run();
        report.print(System.out);
        // DynamoDB Local leaves threads behind that would keep the process alive.
        System.exit(report.isKept() ? 0 : 1);
    }

    Report run() throws Exception {
        clear();
        try (Cloud cloud = new Cloud()) {
            Path plan = Files.writeString(folder.resolve("oncall.yaml"), ChaosPlan.yaml());
            Archive archive = new Archive(Classes.packed(folder), folder.resolve("classes.jsa"));
            Classes classes = archive.by(
                    new Replica("first", folder, plan, cloud.endpoints(), archive.recorded(), Duration.ZERO));
            for (int n = 0; n < options.replicas(); n++) {
                replicas.add(new Replica("replica-" + (n + 1), folder, plan, cloud.endpoints(), classes,
                        CLOCKS.get(n % CLOCKS.size())));
            }
            if (options.hasWrongClock()) {
                wrong.add(new Replica(ClockChecks.NAME, folder, plan, cloud.endpoints(), classes, ChaosPlan.FAR_OFF));
            }
            String connect = cloud.endpoints().connect().toString().replaceAll("/$", "");
            Telephones telephones = new Telephones(new Http(connect, null), next(), over, clock);
            Report report = night(cloud, telephones);
            report.write(folder.resolve("report.json"));
            return report;
        } finally {
            all().forEach(Replica::kill);
        }
    }

    private Report night(Cloud cloud, Telephones telephones) throws Exception {
        Standing taken = new Standing(clock);
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            Future<?> watched = threads.submit(() -> taken.watch(cloud, Status.ACKNOWLEDGED, morning));
            goWrong(cloud, telephones, threads);
            Instant relented = clock.instant();
            Unanswered unanswered = nobodyAnswers(cloud, threads);
            telephones.takeEverything();
            Calm calm = new Calm(cloud, telephones);
            List<String> disturbances = Pause.until(SETTLING, calm::isNow) ? List.of() : calm.disturbances();
            Duration settling = Duration.between(relented, clock.instant()).minus(options.unanswered());
            morning.set(true);
            watched.get();
            Promises promises = new Promises(options, ledger, taken, unanswered);
            Morning found = look(cloud, telephones, calm);
            if (!promises.violations(found, disturbances).isEmpty()) {
                // The end of a suppression may be on its way. What is broken stays broken.
                Pause.of(SECOND_LOOK);
                found = look(cloud, telephones, calm);
            }
            List<Violation> violations = new ArrayList<>(promises.violations(found, disturbances));
            fates.forEach(fate -> fate.violation().ifPresent(violations::add));
            return Report.of(options, ledger, found, fates, settling, violations);
        } finally {
            threads.shutdownNow();
        }
    }

    /** Everything goes wrong at once, until the time is over; then every monitor has said its last word. */
    private void goWrong(Cloud cloud, Telephones telephones, ExecutorService threads) throws Exception {
        telephones.begin();
        KillPoints points = new KillPoints(next());
        Stops stops = new Stops(replicas.size() - 1, options.longestStop(), next());
        replicas.forEach(replica -> fates.add(new Fate(replica, options.kills() ? points : null, stops, next(), over)));
        List<Future<?>> ends = new ArrayList<>();
        fates.forEach(fate -> ends.add(threads.submit(fate)));
        wrong.forEach(replica -> replica.start(Orders.none()));
        // The time of a run is that in which something can go wrong.
        Pause.until(Fate.LONGEST_START, () -> fates.stream().allMatch(Fate::hasBegun));
        ends.add(threads.submit(telephones));
        Future<?> people = threads.submit(new People(replicas, next(), over, giveUp));
        List<Monitor> monitors = monitors(cloud);
        List<Future<?>> said = Stream.concat(Stream.of(people), monitors.stream().map(threads::submit)).toList();
        Pause.of(Duration.ofMillis((long) (options.minutes() * 60_000)));
        over.set(true);
        for (Future<?> end : ends) {
            end.get();
        }
        fates.forEach(Fate::relent);
        telephones.nobodyAnswers();
        Pause.until(Fate.LONGEST_START, () -> replicas.stream().allMatch(Replica::isReady));
        giveUp.set(!Pause.until(LAST_WORDS, () -> said.stream().allMatch(Future::isDone)));
        for (Future<?> end : said) {
            end.get();
        }
        monitors.forEach(Monitor::sayTheLast);
    }

    private Unanswered nobodyAnswers(Cloud cloud, ExecutorService threads) throws Exception {
        AtomicBoolean answered = new AtomicBoolean();
        Standing open = new Standing(clock);
        Future<?> watched = threads.submit(() -> open.watch(cloud, Status.OPEN, answered));
        Instant from = clock.instant().plus(Unanswered.BEFORE);
        Pause.of(options.unanswered());
        answered.set(true);
        watched.get();
        return new Unanswered(from, clock.instant(), open.all(), open.longestLook());
    }

    /** Between two looks at which everything was calm; if that does not come, what there is. */
    private Morning look(Cloud cloud, Telephones telephones, Calm calm) throws IOException {
        Morning found = read(cloud, telephones);
        for (int tries = 0; tries < LOOKS && !calm.isNow(); tries++) {
            Pause.until(Duration.ofSeconds(20), calm::isNow);
            found = read(cloud, telephones);
        }
        return found;
    }

    private Morning read(Cloud cloud, Telephones telephones) throws IOException {
        List<Deed> deeds = new ArrayList<>();
        for (Replica replica : all()) {
            deeds.addAll(replica.deeds());
        }
        return new Morning(clock.instant(), cloud.filed(), cloud.incidents(), cloud.suppressions(), cloud.calls(), cloud.about(),
                cloud.timelines(), cloud.lines(), telephones.rings(), telephones.requests(), cloud.deadLetters(), deeds);
    }

    private List<Monitor> monitors(Cloud cloud) {
        AtomicInteger numbers = new AtomicInteger();
        List<Monitor> monitors = new ArrayList<>();
        List<String> systems = ChaosPlan.systems();
        for (int n = 0; n < MONITORS; n++) {
            int monitor = n;
            monitors.add(new Monitor(systems.stream().filter(system -> systems.indexOf(system) % MONITORS == monitor).toList(),
                    all(), ledger, numbers, next(), () -> cloud.messages("alerts") + cloud.messages("recoveries") > JAM, over, giveUp, clock));
        }
        return monitors;
    }

    private List<Replica> all() {
        return Stream.concat(replicas.stream(), wrong.stream()).toList();
    }

    private Random next() {
        return new Random(random.nextLong());
    }

    private void clear() throws IOException {
        Files.createDirectories(folder);
        try (Stream<Path> old = Files.walk(folder)) {
            for (Path file : old.sorted(Comparator.reverseOrder()).filter(path -> !path.equals(folder)).toList()) {
                Files.delete(file);
            }
        }
    }
}
