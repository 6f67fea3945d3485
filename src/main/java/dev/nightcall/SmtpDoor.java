package dev.nightcall;

import dev.nightcall.mail.smtp.SmtpRoutes;
import dev.nightcall.mail.smtp.Certificate;
import dev.nightcall.mail.smtp.Network;
import dev.nightcall.mail.smtp.Recipients;
import dev.nightcall.mail.smtp.SmtpRules;
import dev.nightcall.mail.smtp.SmtpServerComponent;
import dev.nightcall.mail.smtp.Users;
import dev.nightcall.metrics.Meters;
import dev.nightcall.settings.SettingException;
import dev.nightcall.settings.Settings;
import org.apache.camel.main.Main;

import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Function;

/** Mail by SMTP, as the settings say. */
final class SmtpDoor {

    private final Settings settings;

    SmtpDoor(Settings settings) {
        this.settings = settings;
    }

    void addTo(Main main, Meters meters, Clock clock) {
        main.bind("smtp-server", new SmtpServerComponent(rules(), meters, clock));
        main.configure().addRoutesBuilder(new SmtpRoutes());
    }

    /** @throws SettingException naming the setting that nobody can follow */
    SmtpRules rules() {
        return read("nightcall.smtp", any -> new SmtpRules(settings.text("nightcall.smtp.name"),
                read("nightcall.smtp.networks", Network::parseAll), read("nightcall.smtp.recipients", Recipients::new),
                read("nightcall.smtp.passwords", Users::new),
                settings.optional("nightcall.smtp.certificate").map(file -> read("nightcall.smtp.certificate.password",
                        password -> Certificate.read(Path.of(file), password))),
                settings.flag("nightcall.smtp.require-tls"), settings.flag("nightcall.smtp.auth-without-tls"), limits()));
    }

    private SmtpRules.Limits limits() {
        int size = settings.integer("nightcall.smtp.max-size");
        return new SmtpRules.Limits(size,
                settings.memory("nightcall.smtp.memory", size),
                settings.integer("nightcall.smtp.max-recipients"),
                settings.integer("nightcall.smtp.connections"),
                settings.integer("nightcall.smtp.connections-per-address"),
                settings.integer("nightcall.smtp.mails-per-minute"),
                settings.integer("nightcall.smtp.commands-per-minute"),
                settings.duration("nightcall.smtp.idle"),
                settings.duration("nightcall.smtp.transfer"));
    }

    private <T> T read(String setting, Function<String, T> reader) {
        try {
            return reader.apply(settings.optional(setting).orElse(""));
        } catch (IllegalArgumentException e) {
            throw new SettingException(setting + ": " + e.getMessage(), e);
        }
    }
}
