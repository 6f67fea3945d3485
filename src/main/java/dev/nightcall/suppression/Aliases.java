package dev.nightcall.suppression;

import dev.nightcall.alert.Alert;

import java.util.Optional;

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

    /** Remembers what a firing alert with an alias is about, and completes any other. */
    public Alert recall(Alert alert) {
        if (alert.alias().isEmpty()) {
            return alert;
        }
        // A partition for each, so that a storm does not meet in one.
        String holder = HOLDER + alert.identity();
        Optional<AlertRow> known = alerts.find(holder, alert);
        return switch (alert.state()) {
            case FIRING -> remember(holder, alert, known);
            case RESOLVED, ACKNOWLEDGED, NOTE -> known.map(row -> alert.about(row.alert())).orElse(alert);
        };
    }

    private Alert remember(String holder, Alert alert, Optional<AlertRow> known) {
        boolean news = known.isEmpty() || known.get().alert().receivedAt().isBefore(alert.receivedAt())
                && !known.get().alert().key().equals(alert.key());
        // Who was faster has written what is as good.
        if (news) {
            alerts.file(holder, alert, known.orElse(null)).execute();
        }
        return alert;
    }
}
