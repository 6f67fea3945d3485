package dev.nightcall.oncall.ics;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * An iCalendar: which of its events are at a moment. It is worked out block by block, when somebody asks, and kept; the
 * events themselves never change.
 */
public final class Ics {

    private static final int MAX_EVENTS = 20_000;
    private static final int MAX_PER_BLOCK = 50_000;
    /** At a time: nobody is phoned after so many others. */
    private static final int MAX_AT_A_TIME = 50;
    private static final long BLOCK_SECONDS = Duration.ofDays(64).toSeconds();
    private static final int MAX_BLOCKS = 256;
    private static final Duration LOOKED_AHEAD = Duration.ofDays(400);
    private static final Duration LONGEST_READING = Duration.ofSeconds(10);

    private final byte[] octets;
    private final List<Event> events;
    private final List<String> warnings;
    private final Map<Long, List<Stretch>> blocks = new ConcurrentHashMap<>();
    private volatile boolean tooMuch;

    /**
     * Within it the same events are.
     *
     * @param to     exclusive; the same ones may go on being
     * @param events by their beginning
     */
    public record Stretch(Instant from, Instant to, List<Event> events) {
    }

    private Ics(byte[] octets, List<Event> events, List<String> warnings) {
        this.octets = octets;
        this.events = List.copyOf(events);
        this.warnings = List.copyOf(warnings);
    }

    /**
     * Reads a calendar.
     *
     * @param zone in which days and times without a zone are meant
     * @param free whether events that leave one free (TRANSP:TRANSPARENT) count as well
     * @param now  the year from here on is worked out at once
     * @throws IcsException when it is no iCalendar, or more than can be worked out
     */
    public static Ics read(byte[] octets, ZoneId zone, boolean free, Instant now) {
        Components components = new Components(text(octets), MAX_EVENTS);
        EventReader reader = new EventReader(zone.getRules(), new Zones(components.timezones()), free);
        List<Event> events = reader.read(components.events());
        Ics ics = new Ics(octets.clone(), events, reader.warnings());
        ics.requireLittle(now);
        return ics;
    }

    /** The events at a moment, and until when nothing of that changes. */
    public Stretch at(Instant at) {
        List<Stretch> block = block(at);
        int low = 0;
        int high = block.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) / 2;
            if (block.get(middle).from().isAfter(at)) {
                high = middle - 1;
            } else {
                low = middle;
            }
        }
        return block.get(low);
    }

    /** All of them, in the order of the text. */
    public List<Event> events() {
        return events;
    }

    /** Those that are to come, or to come again, in the order of the text. */
    public List<Event> from(Instant at) {
        return events.stream().filter(event -> !event.isOver(at)).toList();
    }

    /** Whether this is what was read. */
    public boolean isOf(byte[] others) {
        return Arrays.equals(octets, others);
    }

    /** Works out more, as time goes by. @param now the year from here on */
    public void lookAhead(Instant now) {
        for (Instant at = now; at.isBefore(now.plus(LOOKED_AHEAD)); at = at.plusSeconds(BLOCK_SECONDS)) {
            block(at);
        }
    }

    /** What is wrong with single events, which then do not count or count otherwise. */
    public List<String> warnings() {
        return warnings;
    }

    private void requireLittle(Instant now) {
        long begin = System.nanoTime();
        for (Instant at = now; at.isBefore(now.plus(LOOKED_AHEAD)); at = at.plusSeconds(BLOCK_SECONDS)) {
            block(at);
            if (tooMuch || System.nanoTime() - begin > LONGEST_READING.toNanos()) {
                throw new IcsException("has more events, or more rules, than can be worked out");
            }
        }
    }

    private List<Stretch> block(Instant at) {
        long number = Math.floorDiv(at.getEpochSecond(), BLOCK_SECONDS);
        if (blocks.size() > MAX_BLOCKS) {
            blocks.clear();
        }
        return blocks.computeIfAbsent(number, this::workedOut);
    }

    private List<Stretch> workedOut(long number) {
        Instant from = Instant.ofEpochSecond(number * BLOCK_SECONDS);
        Instant to = from.plusSeconds(BLOCK_SECONDS);
        List<Event.Occurrence> occurrences = events.stream().flatMap(event -> event.within(from, to)).limit(MAX_PER_BLOCK)
                .toList();
        tooMuch = tooMuch || occurrences.size() == MAX_PER_BLOCK;
        TreeMap<Instant, List<Integer>> changes = new TreeMap<>();
        for (int i = 0; i < occurrences.size(); i++) {
            changes.computeIfAbsent(occurrences.get(i).from(), at -> new ArrayList<>()).add(i);
            changes.computeIfAbsent(occurrences.get(i).to(), at -> new ArrayList<>()).add(i);
        }
        TreeSet<Integer> now = new TreeSet<>(Comparator.comparing((Integer i) -> occurrences.get(i).from())
                .thenComparing(i -> i));
        List<Stretch> stretches = new ArrayList<>();
        changes.headMap(from, true).values().forEach(changed -> change(now, changed));
        Instant begin = from;
        for (Map.Entry<Instant, List<Integer>> next : changes.subMap(from, false, to, false).entrySet()) {
            add(stretches, begin, next.getKey(), now.stream().map(occurrences::get));
            change(now, next.getValue());
            begin = next.getKey();
        }
        add(stretches, begin, to, now.stream().map(occurrences::get));
        return List.copyOf(stretches);
    }

    /** What is there ends, what is not begins. */
    private static void change(TreeSet<Integer> now, List<Integer> changed) {
        for (Integer i : changed) {
            if (!now.remove(i)) {
                now.add(i);
            }
        }
    }

    private static void add(List<Stretch> stretches, Instant from, Instant to, Stream<Event.Occurrence> now) {
        List<Event> events = now.limit(MAX_AT_A_TIME).map(Event.Occurrence::event).distinct().toList();
        Stretch last = stretches.isEmpty() ? null : stretches.get(stretches.size() - 1);
        if (last != null && last.events().equals(events)) {
            stretches.set(stretches.size() - 1, new Stretch(last.from(), to, events));
        } else {
            stretches.add(new Stretch(from, to, events));
        }
    }

    private static String text(byte[] octets) {
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets)).toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new IcsException("is not UTF-8");
        }
    }
}
