package dev.nightcall.oncall;

import dev.nightcall.alert.Alert;
import dev.nightcall.alert.Severity;
import dev.nightcall.alert.State;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

/** Texts and alerts that the tests of this package start from. */
final class Plans {

    static final String FILE = "oncall.yaml";
    static final Instant NOW = Instant.parse("2026-11-22T18:10:00Z");

    /** With as little as possible; the tests count on its line numbers. */
    static final String PLAN = """
            timezone: Asia/Tokyo
            language: ja-JP
            engineers:
              sato:
                name: 佐藤
                phones:
                  - number: "+819012345678"
              suzuki: {name: 鈴木, language: en-US, phones: [{number: "+818012345678"}, {number: "+81312345678"}]}
            teams:
              web: [suzuki, sato]
            policies:
              default:
                groupWait: 10s
                rounds: 2
                steps:
                  - recipients: ["call:sato", "call:web"]
                    wait: 90s
                  - recipients: [direct:notify-log]
                fallback: ["direct:notify-log"]
              gentle: {steps: [{recipients: ["call:suzuki"]}]}
            rules:
              - match: {system: XYZ, severity: [warning, info]}
                policy: gentle
            """;

    private Plans() {
    }

    static OnCall plan(String yaml) {
        return OnCall.parse(FILE, yaml);
    }

    /** The first example in a section of docs/oncall.md. */
    static String manual(String section) throws IOException {
        String text = Files.readString(Path.of("docs/oncall.md"));
        String from = text.substring(text.indexOf("\n## " + section + "\n"));
        String example = from.substring(from.indexOf("```yaml\n") + "```yaml\n".length());
        return example.substring(0, example.indexOf("```"));
    }

    /** The plan with other rules. */
    static OnCall planWithRules(String rules) {
        return plan(PLAN.substring(0, PLAN.indexOf("rules:")) + "rules:\n" + rules);
    }

    static Alert alert(String system, String host, String service, Severity severity, Map<String, String> labels) {
        return new Alert("a1", system, host, service, "", severity, State.FIRING, "", NOW, NOW, labels);
    }
}
