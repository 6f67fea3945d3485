package dev.nightcall.oncall;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Who is on duty when: the topmost layer that has somebody, unless an override says otherwise. */
public final class Schedule {

    /** How far {@link #until} looks. */
    private static final Duration FAR = Duration.ofDays(366);

    private final String name;
    private final ZoneId timezone;
    private final List<ScheduleLayer> layers;
    private final List<ScheduleOverride> overrides;

    /** From each key on until the next one, these overrides are in force. */
    private final NavigableMap<Instant, List<ScheduleOverride>> inForce = new TreeMap<>();

    /**
     * @param layers    the later ones are on top
     * @param overrides where two contradict each other, the one that stands first is in force
     */
    Schedule(String name, ZoneId timezone, List<? extends ScheduleLayer> layers, List<ScheduleOverride> overrides) {
        this.name = name;
        this.timezone = timezone;
        this.layers = List.copyOf(layers);
        this.overrides = List.copyOf(overrides);
        inForce.put(Instant.MIN, List.of());
        for (ScheduleOverride override : overrides) {
            inForce.put(override.from(), List.of());
            inForce.put(override.to(), List.of());
        }
        inForce.replaceAll((at, none) -> inForce(overrides, at));
    }

    private static List<ScheduleOverride> inForce(List<ScheduleOverride> overrides, Instant at) {
        List<ScheduleOverride> inForce = new ArrayList<>();
        overrides.stream().filter(override -> override.inForce(at))
                .filter(override -> inForce.stream().noneMatch(override::contradicts)).forEach(inForce::add);
        return List.copyOf(inForce);
    }

    /** This schedule with more overrides, which are in force where none of its own contradicts them. */
    Schedule with(List<ScheduleOverride> more) {
        List<ScheduleOverride> all = new ArrayList<>(overrides);
        all.addAll(more);
        return new Schedule(name, timezone, layers, all);
    }

    public String name() {
        return name;
    }

    /** In which its local times are meant. */
    public ZoneId timezone() {
        return timezone;
    }

    /** What a local time of this schedule means, also where clocks are changed. */
    public Instant instant(LocalDateTime local) {
        return LocalTimes.instant(local, timezone);
    }

    /** Whether a layer may ever say that this engineer is on duty. */
    public boolean hasTurnsOf(Engineer engineer) {
        return layers.stream().anyMatch(layer -> layer.mayName(engineer));
    }

    /** In the file's order. */
    public List<ScheduleOverride> overrides() {
        return overrides;
    }

    /** Who is on duty, in the order they are phoned: usually one, a team's members if a team is; empty when nobody is. */
    public List<Engineer> at(Instant at) {
        return new Walk().at(at).who();
    }

    /** Until when the same engineers are on duty, or nobody; empty when that is more than a year. */
    public Optional<Instant> until(Instant at) {
        Walk walk = new Walk();
        Stretch stretch = walk.at(at);
        List<Engineer> who = stretch.who();
        while (stretch.who().equals(who)) {
            if (stretch.until().isAfter(at.plus(FAR))) {
                return Optional.empty();
            }
            stretch = walk.at(stretch.until());
        }
        return Optional.of(stretch.from());
    }

    /**
     * Everybody's time on duty, what comes next to each other for the same reason as one shift. Between shifts that do not
     * touch, nobody is on duty. A shift that begins before, or ends after the time asked for is cut to it.
     *
     * @param to exclusive
     * @return by their beginning, and where a team begins in its order
     */
    public List<Shift> shifts(Instant from, Instant to) {
        List<Run> runs = new ArrayList<>();
        List<Run> running = List.of();
        Walk walk = new Walk();
        for (Instant at = from; at.isBefore(to); ) {
            Stretch stretch = walk.at(at);
            List<Run> next = new ArrayList<>();
            for (Duty duty : stretch.duties()) {
                Run run = running.stream().filter(r -> r.duty.equals(duty)).findFirst().orElse(null);
                if (run == null) {
                    run = new Run(duty, at);
                    runs.add(run);
                }
                run.to = Layer.earlier(stretch.until(), to);
                next.add(run);
            }
            running = next;
            at = stretch.until();
        }
        return runs.stream()
                .map(run -> new Shift(run.duty.engineer(), run.from, run.to, run.duty.layer(), run.duty.override()))
                .toList();
    }

    /** Why somebody is on duty: by a layer or by an override; the other one is null. */
    private record Duty(Engineer engineer, String layer, ScheduleOverride override) {
    }

    /** Within it nothing changes. */
    private record Stretch(Instant from, Instant until, List<Duty> duties) {

        List<Engineer> who() {
            return duties.stream().map(Duty::engineer).toList();
        }
    }

    /** A shift whose end is not yet known. */
    private static final class Run {
        private final Duty duty;
        private final Instant from;
        private Instant to;

        Run(Duty duty, Instant from) {
            this.duty = duty;
            this.from = from;
        }
    }

    /** Through time, never back. A layer is asked again only when what it said last is over. */
    private final class Walk {
        private final Layer.Turn[] turns = new Layer.Turn[layers.size()];

        Stretch at(Instant at) {
            Collection<ScheduleOverride> now = inForce.floorEntry(at).getValue();
            Map.Entry<Instant, List<ScheduleOverride>> change = inForce.higherEntry(at);
            Instant until = change == null ? Instant.MAX : change.getKey();
            for (ScheduleOverride override : now) {
                if (override.insteadOf() == null) {
                    return new Stretch(at, until, List.of(new Duty(override.engineer(), null, override)));
                }
            }
            Stretch ofLayers = ofLayers(at, until);
            return now.isEmpty() || ofLayers.duties().isEmpty() ? ofLayers
                    : new Stretch(at, ofLayers.until(), replaced(ofLayers.duties(), now));
        }

        private Stretch ofLayers(Instant at, Instant latest) {
            Instant until = latest;
            for (int i = layers.size() - 1; i >= 0; i--) {
                ScheduleLayer layer = layers.get(i);
                if (turns[i] == null || !at.isBefore(turns[i].until())) {
                    turns[i] = layer.at(at);
                    if (!turns[i].until().isAfter(at)) {
                        throw new IllegalStateException(name + ", " + layer.name() + " does not get past " + at);
                    }
                }
                until = Layer.earlier(until, turns[i].until());
                if (!turns[i].who().isEmpty()) {
                    return new Stretch(at, until, turns[i].who().stream().map(e -> new Duty(e, layer.name(), null)).toList());
                }
            }
            return new Stretch(at, until, List.of());
        }

        /** Nobody is on duty twice, even when somebody of the team stands in for another. */
        private static List<Duty> replaced(List<Duty> duties, Collection<ScheduleOverride> overrides) {
            List<Duty> replaced = new ArrayList<>();
            for (Duty duty : duties) {
                Duty instead = overrides.stream().filter(o -> o.insteadOf().equals(duty.engineer())).findFirst()
                        .map(o -> new Duty(o.engineer(), null, o)).orElse(duty);
                if (replaced.stream().noneMatch(other -> other.engineer().equals(instead.engineer()))) {
                    replaced.add(instead);
                }
            }
            return replaced;
        }
    }
}
