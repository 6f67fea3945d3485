package dev.nightcall.reading;

import dev.nightcall.alert.Alert;
import dev.nightcall.alert.State;
import dev.nightcall.memory.Memory;
import dev.nightcall.memory.Share;

import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** All sources there are, as the routes in YAML name them. The first that knows a message reads it. */
public final class Sources {

    /** The door of mails. */
    public static final String MAIL = "mail";
    /** The door of SNMP traps. */
    public static final String TRAP = "trap";

    /** In place of a door: whichever. */
    public static final String ANY = "*";

    /** From this order on a source guesses: what any other knows is not for it. */
    private static final int GUESSES = 1000;
    private static final java.util.regex.Pattern QUERY = java.util.regex.Pattern.compile("query\\.([A-Za-z_][\\w-]*)");
    private static final Set<String> NOT_WEBHOOKS = Set.of(MAIL, TRAP);
    private static final Comparator<Source> ORDER = Comparator.comparingInt(Source::order).thenComparing(Source::name);

    private final Map<String, Source> sources = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> parameters = new ConcurrentHashMap<>();
    private final Set<String> leftOut = ConcurrentHashMap.newKeySet();
    private final Tables tables;
    private final Drafts drafts;

    /**
     * @param tables folder of the tables that patterns share
     * @param zone   in which a monitor's local times are
     */
    public Sources(Path tables, Clock clock, Supplier<ZoneId> zone) {
        this.tables = new Tables(tables);
        this.drafts = new Drafts(clock, zone, () -> UUID.randomUUID().toString());
    }

    /** The same of a source whose monitor adds nothing to the query that it does not read. */
    public void add(String door, String name, int order, String yaml) {
        add(door, name, order, yaml, "");
    }

    /**
     * Adds a source, or replaces the one of that name.
     *
     * @param query names that the monitor adds to the query besides those that the patterns read, separated by commas
     * @throws PatternException when {@code yaml} is no pattern
     */
    public void add(String door, String name, int order, String yaml, String query) {
        Source source = new Source(name, door, order, PatternReader.read(name, yaml, tables));
        Set<String> names = parameters.computeIfAbsent(door, none -> ConcurrentHashMap.newKeySet());
        QUERY.matcher(yaml).results().forEach(found -> names.add(found.group(1)));
        Stream.of(query.split("[,\\s]+")).filter(added -> !added.isEmpty()).forEach(names::add);
        sources.put(door + "/" + name, source);
    }

    /**
     * What is wrong with the table of hosts, which is for all sources, as {@code file:line: what}; they do without those lines.
     */
    public List<String> problems() {
        return tables.problems();
    }

    /** Whether it came through a door that webhooks share: what one source does not know another may. */
    static boolean isWebhook(Message message) {
        return !NOT_WEBHOOKS.contains(message.door());
    }

    /** What may stand in the query at that door: what its sources read or say that their monitors add, and the system. */
    public Set<String> parameters(String door) {
        Set<String> names = new TreeSet<>(parameters.getOrDefault(door, Set.of()));
        names.add(WebhookMessage.SYSTEM);
        return names;
    }

    /**
     * Keeps doors open whose sources are left out because of an error: who sends there would not send again. What comes is
     * read as what its own sources do not know.
     *
     * @param doors or {@link #ANY}
     */
    public void leaveOut(Set<String> doors) {
        leftOut.addAll(doors);
    }

    /** Whether there is a source for that door. */
    public boolean hasDoor(String door) {
        return sources.values().stream().anyMatch(source -> source.door().equals(door));
    }

    /** Whether there may be one but for an error; then nobody knows what may stand in its query. */
    public boolean isLeftOut(String door) {
        return !hasDoor(door) && (leftOut.contains(door) || leftOut.contains(ANY));
    }

    /**
     * Reads a message: by the sources of its door, then by any other that knows it, and at last as something unknown.
     *
     * @param share from which what is found in it takes memory
     */
    public Reading read(Message message, Share share) {
        return own(message).filter(source -> source.order() < GUESSES)
                .flatMap(source -> reading(source, source.read(message, share), share))
                .findFirst()
                .or(() -> others(message).flatMap(source -> reading(source, source.recognise(message, share), share)).findFirst())
                .or(() -> own(message).filter(source -> source.order() >= GUESSES)
                        .flatMap(source -> reading(source, source.read(message, share), share)).findFirst())
                .orElseGet(() -> new Reading(Kind.UNKNOWN, "",
                        drafts.finish(List.of(Unknown.draft(message)), Unknown.SYSTEM, share)));
    }

    /** The same of what comes through no door: there is as much memory as it needs. */
    public Reading read(Message message) {
        return read(message, Memory.unlimited().open());
    }

    private Stream<Source> own(Message message) {
        return sources.values().stream().filter(source -> source.door().equals(message.door())).sorted(ORDER);
    }

    private Stream<Source> others(Message message) {
        return !isWebhook(message) ? Stream.empty() : sources.values().stream()
                .filter(source -> !source.door().equals(message.door()) && !NOT_WEBHOOKS.contains(source.door())).sorted(ORDER);
    }

    private Stream<Reading> reading(Source source, List<Draft> found, Share share) {
        if (found.isEmpty()) {
            return Stream.empty();
        }
        List<Alert> alerts = drafts.finish(found, source.name(), share);
        boolean alert = alerts.stream().anyMatch(a -> a.state() == State.FIRING || a.state() == State.RESOLVED);
        return Stream.of(new Reading(alert ? Kind.ALERT : Kind.NOT_AN_ALERT, source.name(), alerts));
    }
}
