package dev.nightcall.tables;

import dev.nightcall.alert.Alert;
import dev.nightcall.aws.Reads;
import dev.nightcall.aws.Write;
import dev.nightcall.core.AlertRow;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * What an alias was about. A monitor that names a problem may say no more than that name when it is over: where it was is
 * remembered from the statement before, since suppressions and groups go by host and service.
 */
public final class Aliases {

    private static final String HOLDER = "alias/";

    private final AlertTable alerts;

    public Aliases(AlertTable alerts) {
        this.alerts = alerts;
    }

    /** The write by which a firing alert is remembered, once it is read what is known of it; none when that is as good. */
    public Supplier<Optional<Write>> remembering(Alert alert, Reads reads) {
        if (alert.alias().isEmpty()) {
            return Optional::empty;
        }
        String holder = HOLDER + alert.identity();
        Supplier<Optional<AlertRow>> known = alerts.find(holder, alert, reads);
        return () -> remembering(holder, alert, known.get());
    }

    /** Any alert but a firing one, completed once it is read what its alias is about. */
    public Supplier<Alert> recalling(Alert alert, Reads reads) {
        if (alert.alias().isEmpty()) {
            return () -> alert;
        }
        Supplier<Optional<AlertRow>> known = alerts.findNamed(HOLDER, alert, reads);
        return () -> completed(alert, known.get());
    }

    private static Alert completed(Alert alert, Optional<AlertRow> known) {
        return known.map(row -> alert.about(row.alert())).orElse(alert);
    }

    private Optional<Write> remembering(String holder, Alert alert, Optional<AlertRow> known) {
        boolean news = known.isEmpty() || known.get().isOlderThan(alert)
                && !known.get().alert().key().equals(alert.key());
        return news ? Optional.of(alerts.file(holder, alert, known.orElse(null))) : Optional.empty();
    }
}
