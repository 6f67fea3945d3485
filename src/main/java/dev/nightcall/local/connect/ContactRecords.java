package dev.nightcall.local.connect;

import dev.nightcall.local.connect.Settings.Delivery;
import dev.nightcall.local.connect.Settings.RecordOrder;
import io.vertx.core.Vertx;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Puts the records of contacts that have ended: late, at least once, and out of order when the settings say so. */
final class ContactRecords {

    private static final Logger LOG = LoggerFactory.getLogger(ContactRecords.class);
    private static final double RETRY_SECONDS = 1;

    private final ContactRecordJson json;
    private final ContactRecordSink sink;
    private final CurrentSettings settings;
    private final Contacts contacts;
    private final Vertx vertx;
    private final Timer timer;

    ContactRecords(ContactRecordJson json, ContactRecordSink sink, CurrentSettings settings, Contacts contacts,
                   Vertx vertx) {
        this.json = json;
        this.sink = sink;
        this.settings = settings;
        this.contacts = contacts;
        this.vertx = vertx;
        this.timer = new Timer(vertx);
    }

    /** Puts the record of {@code contact} after the delay, unless records are off. */
    void contactEnded(Contact contact) {
        if (settings.get().contactRecords() == Delivery.OFF) {
            done(contact);
            return;
        }
        timer.after(settings.get().contactRecordDelaySeconds(), () -> put(contact, versions(contact)));
    }

    private List<String> versions(Contact contact) {
        Settings now = settings.get();
        List<String> versions = new ArrayList<>(
                Collections.nCopies(now.contactRecordCopies(), json.complete(contact)));
        if (now.contactRecordOrder() == RecordOrder.REVERSED) {
            versions.addAll(Collections.nCopies(now.contactRecordCopies(), json.older(contact)));
        }
        return versions;
    }

    private void put(Contact contact, List<String> versions) {
        vertx.executeBlocking(() -> {
            for (String version : versions) {
                sink.put(contact.id(), version);
            }
            return null;
        }).onSuccess(nothing -> done(contact)).onFailure(e -> {
            LOG.warn("The contact record of {} was not taken, it is put again in {} s", contact.id(), RETRY_SECONDS, e);
            timer.after(RETRY_SECONDS, () -> put(contact, versions));
        });
    }

    private void done(Contact contact) {
        contact.recordDone();
        contacts.save(contact);
    }
}
