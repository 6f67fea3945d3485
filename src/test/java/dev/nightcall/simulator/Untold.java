package dev.nightcall.simulator;

import dev.nightcall.alert.Severity;
import dev.nightcall.alert.State;
import dev.nightcall.core.Incident;
import dev.nightcall.core.Status;
import dev.nightcall.local.Names;
import dev.nightcall.night.Decisions;
import dev.nightcall.oncall.WhileTaken;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What fires in an incident that somebody has, and of which they cannot know: nobody took the incident in a call that began, or at
 * a screen, after that had begun to fire. Knows nothing of the rules by which Nightcall finds this out itself.
 */
final class Untold {

    /** What is not worse is bundled for ten minutes; then a line may be taken, and a message late. */
    private static final Duration LONGEST = Duration.ofMinutes(17);

    private final Clouds clouds;
    private final Decisions decisions;
    private final Map<Row, Fire> fires = new HashMap<>();
    private final Map<String, Instant> told = new HashMap<>();

    private record Row(String incident, String alert) {
    }

    private record Fire(Instant since, Severity severity) {
    }

    Untold(Clouds clouds, Decisions decisions) {
        this.clouds = clouds;
        this.decisions = decisions;
        clouds.tables.watch(Names.standard().tables().alerts(), this::seen);
    }

    private void seen(Map<String, AttributeValue> item) {
        Row row = new Row(item.get("holder").s(), item.get("key").s());
        boolean isFiring = item.containsKey("state") && !State.RESOLVED.word().equals(item.get("state").s())
                && !item.containsKey("moved") && !item.containsKey("related");
        if (isFiring) {
            fires.putIfAbsent(row, new Fire(clouds.clock.instant(), Severity.of(item.get("severity").s())));
        } else {
            fires.remove(row);
        }
    }

    /** Somebody took an incident, and had seen or heard what was there then. */
    void tookWhatWasThere(String incident, Instant then) {
        told.merge(incident, then, (one, other) -> one.isAfter(other) ? one : other);
    }

    List<String> all() {
        return decisions.incidents.all(Status.ACKNOWLEDGED).stream().flatMap(this::in).toList();
    }

    private Stream<String> in(Incident incident) {
        Instant known = told.getOrDefault(incident.id(), Instant.MIN);
        Instant earliest = clouds.clock.instant().minus(LONGEST);
        return incident.policy().whileTaken() != WhileTaken.NEW ? Stream.empty() : fires.entrySet().stream()
                .filter(fire -> fire.getKey().incident().equals(incident.id()) && fire.getValue().since().isAfter(known)
                        && fire.getValue().since().isBefore(earliest) && incident.policy().phonesAbout(fire.getValue().severity()))
                .map(fire -> incident.id() + " of " + incident.group() + ", " + fire.getKey().alert() + " since "
                        + fire.getValue().since());
    }
}
