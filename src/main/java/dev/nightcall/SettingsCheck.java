package dev.nightcall;

import dev.nightcall.alert.Json;
import dev.nightcall.intake.ApiKeys;
import dev.nightcall.memory.Memory;
import dev.nightcall.metrics.Meters;
import dev.nightcall.settings.SettingException;
import dev.nightcall.settings.Settings;
import dev.nightcall.webhook.WebhookDoors;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything that is wrong with the settings, at once: what their kinds and limits say, and what only those who use them can
 * judge. Before a start, and by {@code nightcall check}.
 */
final class SettingsCheck {

    private static final List<String> CONNECT = List.of("nightcall.connect.instance-id", "nightcall.connect.contact-flow-id",
            "nightcall.connect.source-number");
    private static final String CALLER = "nightcall.connect.source-number";

    private final Settings settings;
    private final Clock clock;
    private final List<String> problems = new ArrayList<>();

    SettingsCheck(Settings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** Of those that are set. What is only set where Nightcall runs, and not where a plan is checked, may be missing. */
    List<String> problems() {
        problems.addAll(settings.problems());
        if (problems.isEmpty()) {
            judge(() -> settings.optional("nightcall.api-keys").ifPresent(ApiKeys::new));
            judge(new CallSettings(settings)::allowed);
            judge(new CallSettings(settings)::voices);
            judge(() -> settings.optional(CALLER).ifPresent(this::checkCaller));
            judge(() -> RouteFiles.folder(settings));
            judge(() -> settings.memory("nightcall.intake.memory", CamelProperties.longestBody(settings)));
            judge(() -> new SmtpDoor(settings).rules());
            judge(() -> TrapDoor.reader(settings, clock));
            judge(() -> new WebhookDoors(null, null, null, Json.mapper(), new Meters(new SimpleMeterRegistry(), clock), clock,
                    Memory.unlimited(), CamelProperties.longestBody(settings),
                    settings.optional("nightcall.sns.topics").orElse("")));
        }
        return problems;
    }

    /** @throws SettingException with all of them, and with what is missing for a start */
    void require() {
        problems();
        CONNECT.forEach(key -> judge(() -> settings.text(key)));
        judge(() -> settings.text("nightcall.api-keys"));
        if (!problems.isEmpty()) {
            throw new SettingException(problems);
        }
    }

    private void checkCaller(String number) {
        if (!number.matches("\\+[1-9][0-9]{6,14}")) {
            throw new IllegalArgumentException(CALLER + " must be a number in E.164, such as +12025550100");
        }
    }

    private void judge(Runnable reader) {
        try {
            reader.run();
        } catch (SettingException e) {
            problems.addAll(e.problems());
        } catch (IllegalArgumentException e) {
            problems.add(e.getMessage());
        }
    }
}
