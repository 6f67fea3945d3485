package dev.nightcall.escalation;

import dev.nightcall.aws.Reads;
import dev.nightcall.aws.Write;
import dev.nightcall.core.Call;
import dev.nightcall.core.Course;
import dev.nightcall.core.Incident;
import dev.nightcall.core.Line;
import dev.nightcall.core.Shown;
import dev.nightcall.incident.Incidents;
import dev.nightcall.sending.Outgoing;
import dev.nightcall.tables.LineTable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the end of a call does to the incidents it was about, which may be a thousand: many in one transaction, instead of
 * each by itself. What an incident's timeline says of the end and what becomes of the incident are in the same one. Where an
 * incident has changed since it was read, those of its transaction go one by one.
 *
 * <p>The line is freed with them where one transaction takes all, otherwise after them. What is to be sent is read back after
 * everything is written, so that a repeat sends what the first run may not have.
 */
public final class CallEnd {

    private static final Logger LOG = LoggerFactory.getLogger(CallEnd.class);
    /** DynamoDB: of TransactWriteItems as of BatchGetItem. */
    private static final int MOST_ITEMS = 100;

    private final Incidents incidents;
    private final Acknowledging acknowledging;
    private final Escalation escalation;
    private final LineTable lines;
    private final Supplier<Reads> reads;

    public CallEnd(Incidents incidents, Acknowledging acknowledging, Escalation escalation, LineTable lines,
                   Supplier<Reads> reads) {
        this.incidents = incidents;
        this.acknowledging = acknowledging;
        this.escalation = escalation;
        this.lines = lines;
        this.reads = reads;
    }

    /**
     * An incident that the call was about.
     *
     * @param position where it was asked for
     * @param shown    what of it was said in the call
     * @param entry    what its timeline says of the call's end
     */
    public record Part(String incident, long position, Shown shown, Write entry) {
    }

    /** What is to be sent, by every repeat; the incidents and the line as they were read after everything was written. */
    public record Followed(List<Outgoing> outgoing, List<Incident> incidents, Line line) {
    }

    /** Somebody takes them all. */
    public Followed acknowledged(Call call, List<Part> parts, String by, Instant at) {
        return change(call, parts, new Change() {
            @Override
            public List<Write> writes(Part part, Incident incident) {
                return acknowledging.taking(incident, by, part.shown(), at);
            }

            @Override
            public void alone(Part part) {
                acknowledging.write(part.incident(), by, "", part.shown(), at);
            }

            @Override
            public List<Outgoing> after(Part part, Incident now) {
                return acknowledging.taken(now, by, true);
            }
        });
    }

    /**
     * Nobody has taken them: where this was the last call of a position, the next one is due at once.
     *
     * @param passedOn whether the engineer wants somebody else to take them
     */
    public Followed unsuccessful(Call call, List<Part> parts, String engineer, boolean passedOn) {
        return change(call, parts, new Change() {
            @Override
            public List<Write> writes(Part part, Incident incident) {
                return Course.isNoted(incident, part.position(), passedOn)
                        ? List.of(incidents.ending(incident, part.position(), engineer, passedOn)) : List.of();
            }

            @Override
            public void alone(Part part) {
                escalation.callEnded(part.incident(), part.position(), engineer, passedOn);
            }

            /** Noted first, looked at now: whoever has acted meanwhile at the position looks for what is noted after that. */
            @Override
            public List<Outgoing> after(Part part, Incident now) {
                return Course.isNoted(now, part.position(), passedOn) ? escalation.leave(now) : List.of();
            }
        });
    }

    /** Only their timelines tell of it. */
    public void noted(List<Part> parts) {
        portions(parts).forEach(portion -> incidents.change(portion.stream().map(Part::entry).toList()));
    }

    private Followed change(Call call, List<Part> parts, Change change) {
        List<Outgoing> outgoing = new ArrayList<>();
        List<Incident> incidentsNow = new ArrayList<>();
        Supplier<Line> line = null;
        List<Write> freeing = lines.freeing(call.engineer(), call.id());
        for (List<Part> portion : portions(parts)) {
            boolean last = portion.get(portion.size() - 1) == parts.get(parts.size() - 1);
            if (!write(portion, change, last ? freeing : List.of()) && last) {
                incidents.change(freeing);
            }
            Reads together = reads.get();
            List<Supplier<Optional<Incident>>> found = portion.stream().map(Part::incident).distinct()
                    .map(id -> incidents.find(id, together)).toList();
            line = lines.of(call.engineer(), together);
            together.run();
            Map<String, Incident> now = byId(found.stream().map(Supplier::get).flatMap(Optional::stream));
            portion.stream().filter(part -> now.containsKey(part.incident()))
                    .forEach(part -> outgoing.addAll(change.after(part, now.get(part.incident()))));
            incidentsNow.addAll(now.values());
        }
        return new Followed(outgoing, incidentsNow, line == null ? lines.free(call.engineer(), call.id()) : line.get());
    }

    /** @param too what is written with all of it, if one transaction takes that. @return whether that is written */
    private boolean write(List<Part> portion, Change change, List<Write> too) {
        Map<String, Incident> before = find(portion);
        if (!too.isEmpty() && writeAtOnce(portion, before, change, too)) {
            return true;
        }
        write(portion, before, change);
        return false;
    }

    private boolean writeAtOnce(List<Part> portion, Map<String, Incident> before, Change change, List<Write> too) {
        List<Write> writes = new ArrayList<>();
        for (Part part : portion) {
            writes.addAll(own(part, before, change));
        }
        writes.addAll(too);
        try {
            return writes.size() <= MOST_ITEMS && incidents.change(writes);
        } catch (SdkException e) {
            // What becomes of the incidents must not wait for the line, or for the quota that all calls share.
            LOG.debug("the line is freed by itself: {}", e.toString());
            return false;
        }
    }

    private static List<Write> own(Part part, Map<String, Incident> before, Change change) {
        List<Write> own = new ArrayList<>(List.of(part.entry()));
        if (before.containsKey(part.incident())) {
            own.addAll(change.writes(part, before.get(part.incident())));
        }
        return own;
    }

    private void write(List<Part> portion, Map<String, Incident> before, Change change) {
        List<Part> together = new ArrayList<>();
        List<Write> writes = new ArrayList<>();
        for (Part part : portion) {
            List<Write> own = own(part, before, change);
            if (writes.size() + own.size() > MOST_ITEMS) {
                write(together, writes, change);
                together.clear();
                writes.clear();
            }
            together.add(part);
            writes.addAll(own);
        }
        write(together, writes, change);
    }

    private void write(List<Part> together, List<Write> writes, Change change) {
        if (!incidents.change(writes)) {
            for (Part part : together) {
                part.entry().execute();
                change.alone(part);
            }
        }
    }

    private Map<String, Incident> find(List<Part> portion) {
        return byId(incidents.find(portion.stream().map(Part::incident).toList()).stream());
    }

    private static Map<String, Incident> byId(Stream<Incident> found) {
        return found.collect(Collectors.toMap(Incident::id, Function.identity()));
    }

    private static List<List<Part>> portions(List<Part> parts) {
        List<List<Part>> portions = new ArrayList<>();
        for (int from = 0; from < parts.size(); from += MOST_ITEMS) {
            portions.add(parts.subList(from, Math.min(from + MOST_ITEMS, parts.size())));
        }
        return portions;
    }

    /** What becomes of each incident. */
    private interface Change {

        /** Written together with those of others; none when nothing becomes of it. */
        List<Write> writes(Part part, Incident incident);

        /** The same by itself. */
        void alone(Part part);

        /** @return what to send */
        List<Outgoing> after(Part part, Incident now);
    }
}
