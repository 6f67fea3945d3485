package dev.nightcall.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightcall.core.Call;
import dev.nightcall.core.Incident;
import dev.nightcall.core.Request;
import dev.nightcall.core.Suppression;
import dev.nightcall.timeline.Entry;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is found in the morning, when everything has settled.
 *
 * @param about     the requests of each call, by its id
 * @param timelines by the incident's id
 */
record Morning(Instant at, List<Cloud.Filed> filed, List<Incident> incidents, List<Suppression> suppressions, List<Call> calls,
               Map<String, List<Request>> about, Map<String, List<Entry>> timelines, List<Cloud.Line> lines,
               List<Telephones.Ring> rings, JsonNode requests, List<String> deadLetters, List<Deed> deeds) {

    Map<String, Incident> incidentsById() {
        return incidents.stream().collect(Collectors.toMap(Incident::id, Function.identity()));
    }

    Map<String, Call> callsById() {
        return calls.stream().collect(Collectors.toMap(Call::id, Function.identity()));
    }

    /** The ids of the incidents that a call was about. */
    List<String> incidentsOf(String call) {
        return about.getOrDefault(call, List.of()).stream().map(Request::incident).toList();
    }

    /** What the timelines of its incidents say about a call. */
    Stream<Entry> said(String call) {
        return incidentsOf(call).stream().flatMap(incident -> timelines.getOrDefault(incident, List.of()).stream())
                .filter(entry -> entry.about() != null && entry.about().startsWith(call));
    }
}
