package dev.nightcall.simulator;

import dev.nightcall.oncall.OnCall;

/** The plans of nights with telephones: they differ in what whoever has an incident is told of something new in it. */
final class Plans {

    /** Channels are told. */
    static final OnCall HOLDERS_ARE_TOLD = plan("15m", "tell", "tell");
    /** The holder is phoned, about all that is new or, about what is urgent, only when it is worse. */
    static final OnCall HOLDERS_ARE_PHONED = plan("60m", "new", "worse");

    private Plans() {
    }

    /**
     * @param timeout  how long somebody has an incident, unless it is urgent
     * @param standard what {@code whileTaken} says in the policy for most things
     * @param urgent   what it says in the one for what is urgent
     */
    private static OnCall plan(String timeout, String standard, String urgent) {
        return OnCall.parse("oncall.yaml", """
                timezone: Asia/Tokyo
                engineers:
                  sato: {name: 佐藤, phones: [{number: "+819000000001"}]}
                  suzuki: {name: 鈴木, phones: [{number: "+819000000002"}]}
                  tanaka: {name: 田中, phones: [{number: "+819000000003"}]}
                policies:
                  default:
                    ackTimeout: %s
                    whileTaken: %s
                    rounds: 2
                    pause: 2m
                    steps:
                      - {recipients: ["call:sato"], wait: 1m}
                      - {recipients: ["call:suzuki", "call:tanaka"], wait: 90s}
                    fallback: ["direct:notify-chat"]
                  urgent:
                    ackTimeout: 15m
                    whileTaken: %s
                    groupBy: [system, host]
                    rounds: 2
                    pause: 2m
                    steps:
                      - {recipients: ["call:tanaka"], wait: 1m}
                      - {recipients: ["call:sato"], wait: 1m}
                    fallback: ["direct:notify-chat"]
                rules:
                  - {match: {system: bank, severity: critical}, policy: urgent}
                dependencies:
                  - {match: {system: shop}, dependsOn: bank}
                """.formatted(timeout, standard, urgent));
    }
}
