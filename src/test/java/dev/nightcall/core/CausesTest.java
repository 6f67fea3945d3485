package dev.nightcall.core;

import dev.nightcall.alert.Alert;
import dev.nightcall.alert.Severity;
import dev.nightcall.alert.State;
import dev.nightcall.oncall.OnCall;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** Whether an incident is as a whole the consequence of others. */
class CausesTest {

    private static final Instant NOW = Instant.parse("2026-11-22T18:10:00Z");
    private static final OnCall PLAN = OnCall.parse("oncall.yaml", """
            timezone: Asia/Tokyo
            engineers: {sato: {name: 佐藤, phones: [{number: "+819000000001"}]}}
            policies: {default: {steps: [{recipients: ["call:sato"]}]}}
            """);

    /** @param causes of each alert: in capitals where it is the incident of that name, otherwise one of these alerts */
    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        "a=N,               a=N",
        "a=N b=N c=M,       a=N b=N c=M",
        "a=N b=a c=b,       a=N b=a c=b",
        "c=b b=a a=N,       c=b b=a a=N",
        "a=N b=,            -",
        "a=b b=a,           -",
        "a=b b=a c=N,       -",
        "a=b b=a+c c=N,     a=b b=c c=N",
        "a=N+b b=M,         a=N b=M",
    })
    void whereItBelongs(String causes, String expected) {
        Map<AlertRow, Causes> of = new LinkedHashMap<>();
        Stream.of(causes.split(" ")).forEach(one -> of.put(row(one.substring(0, 1)), causes(one.substring(2))));

        Optional<String> found = Causes.all(of).map(all -> all.entrySet().stream()
                .map(one -> one.getKey().alert().host() + "=" + one.getValue().id()).sorted().collect(Collectors.joining(" ")));

        assertThat(found).isEqualTo(Optional.ofNullable(expected).map(CausesTest::resolved));
    }

    /** What is expected, with each followed to its incident. */
    private static String resolved(String expected) {
        Map<String, String> by = Stream.of(expected.split(" ")).collect(Collectors.toMap(one -> one.substring(0, 1),
                one -> one.substring(2)));
        return by.keySet().stream().sorted().map(one -> {
            String cause = by.get(one);
            while (by.containsKey(cause)) {
                cause = by.get(cause);
            }
            return one + "=" + cause;
        }).collect(Collectors.joining(" "));
    }

    private static Causes causes(String names) {
        Set<String> all = Set.of(names.isEmpty() ? new String[0] : names.split("\\+"));
        return new Causes(all.stream().filter(one -> Character.isUpperCase(one.charAt(0))).map(CausesTest::incident).findFirst(),
                all.stream().filter(one -> Character.isLowerCase(one.charAt(0))).map(one -> row(one).alert().identity())
                        .collect(Collectors.toSet()));
    }

    private static Incident incident(String name) {
        return Incident.opened(name, name, PLAN.policyFor(row("x").alert(), NOW), Severity.ERROR, "a", NOW);
    }

    private static AlertRow row(String host) {
        return new AlertRow(new Alert("id", "sys", host, "", "", Severity.ERROR, State.FIRING, "", NOW, NOW, Map.of()), NOW, NOW, 1,
                false, false, false, Spell.begun(NOW));
    }
}
