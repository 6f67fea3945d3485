package dev.nightcall.incident;

import dev.nightcall.alert.Alert;
import dev.nightcall.aws.Table;
import dev.nightcall.aws.Write;
import dev.nightcall.core.Incident;

import java.time.Instant;

import static dev.nightcall.incident.IncidentItems.key;

/** What is written of an incident to which alerts are related. */
final class Relating {

    private final Table table;

    Relating(Table table) {
        this.table = table;
    }

    /** Notes the first alert that joins as related. */
    void begin(Incident incident, Alert alert) {
        table.update(key(incident.id())).set("relatedSince", alert.id()).whenAbsent("relatedSince").execute();
    }

    /** The write that notes an alert as related, if it is the first; it fails if the incident is no more what it was. */
    Write beginning(Incident incident, Alert alert) {
        return table.update(key(incident.id())).setOnce("relatedSince", alert.id())
                .whenEquals("status", incident.status().word());
    }

    /** Whether it was looked at, at that time or later, for what is related to it. */
    boolean hasLooked(String id, Instant due) {
        return table.get(key(id)).map(item -> item.time("relatedLook")).filter(last -> !last.isBefore(due)).isPresent();
    }

    /** The look that was due then is done, and the next one is asked for. */
    void looked(String id, Instant due) {
        table.update(key(id)).set("relatedLook", due).whenPresent("status").whenAbsentOrLess("relatedLook", due).execute();
    }
}
