package dev.nightcall.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightcall.call.Call;
import dev.nightcall.incident.Incident;
import dev.nightcall.suppression.Suppression;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What is found in the morning, when everything has settled. */
record Morning(Instant at, List<Cloud.Filed> filed, List<Incident> incidents, List<Suppression> suppressions, List<Call> calls,
               Map<String, List<String>> about, List<Cloud.Line> lines, List<Telephones.Ring> rings, JsonNode requests,
               List<String> deadLetters, List<Deed> deeds) {

    Map<String, Incident> incidentsById() {
        return incidents.stream().collect(Collectors.toMap(Incident::id, Function.identity()));
    }

    Map<String, Call> callsById() {
        return calls.stream().collect(Collectors.toMap(Call::id, Function.identity()));
    }
}
