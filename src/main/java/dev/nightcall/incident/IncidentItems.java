package dev.nightcall.incident;

import dev.nightcall.alert.Severity;
import dev.nightcall.aws.Item;
import dev.nightcall.core.Incident;
import dev.nightcall.core.Status;
import dev.nightcall.oncall.Policy;
import dev.nightcall.queue.Messages;

/** Incidents as items of their table. */
final class IncidentItems {

    private final Messages messages;

    IncidentItems(Messages messages) {
        this.messages = messages;
    }

    static Item key(String id) {
        return Item.of("id", id);
    }

    /** One that has just been opened. */
    Item write(Incident incident) {
        return key(incident.id()).with("group", incident.group()).with("status", incident.status().word())
                .with("position", incident.position()).with("policy", write(incident.policy()))
                .with("base", incident.base()).with("severity", incident.severity().word())
                .with("openedAt", incident.openedAt()).with("openedBy", incident.openedBy())
                .with("movedAt", incident.movedAt());
    }

    String write(Policy policy) {
        return messages.write(policy);
    }

    Incident read(Item item) {
        // Incidents of older versions have no severity; then a worse alert does not start them over.
        return new Incident(item.text("id"), item.text("group"), Status.of(item.text("status")),
                item.number("position"), messages.read(item.text("policy"), Policy.class), item.number("base"),
                item.has("severity") ? Severity.of(item.text("severity")) : Severity.CRITICAL, item.text("startedOverFor"),
                item.number("resting"), item.text("relatedSince"), item.time("openedAt"), item.text("openedBy"),
                item.time("movedAt"), item.number("acted"), item.set("asked"), item.set("ended"), item.set("passedOn"),
                item.number("reopened"), item.text("acknowledgedBy"), item.time("acknowledgedUntil"),
                item.text("suppressedBy"), item.time("suppressedUntil"), item.text("resolvedBy"), item.time("resolvedAt"));
    }
}
