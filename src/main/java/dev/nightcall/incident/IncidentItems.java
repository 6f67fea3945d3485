package dev.nightcall.incident;

import dev.nightcall.alert.Severity;
import dev.nightcall.aws.Item;
import dev.nightcall.aws.Write;
import dev.nightcall.core.Incident;
import dev.nightcall.core.News;
import dev.nightcall.core.Newest;
import dev.nightcall.core.PassedOn;
import dev.nightcall.core.Shown;
import dev.nightcall.core.Status;
import dev.nightcall.oncall.Policy;
import dev.nightcall.queue.Messages;

/** Incidents as items of their table. */
final class IncidentItems {

    private final PolicyTexts policies;

    IncidentItems(Messages messages) {
        this.policies = new PolicyTexts(messages);
    }

    static Item key(String id) {
        return Item.of("id", id);
    }

    /** What somebody was shown who took it before that was kept: everything that was there. */
    private static Shown shown(Item item, Policy policy) {
        if (item.has("shownAt")) {
            return new Shown(item.time("shownAt"), item.set("shownToo"),
                    item.has("shownWorst") ? Severity.of(item.text("shownWorst")) : null,
                    item.time(item.has("newSince") ? "newSince" : "shownAt"));
        }
        return item.has("acknowledgedUntil") ? Shown.allUntil(item.time("acknowledgedUntil").minus(policy.ackTimeout())) : null;
    }

    /** The write, with what somebody was shown. */
    Write shown(Write write, Shown shown) {
        return write.set("shownAt", shown.at()).set("shownToo", shown.too())
                .set("shownWorst", shown.worst() == null ? null : shown.worst().word())
                .set("newSince", shown.since().equals(shown.at()) ? null : shown.since());
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
        return policies.write(policy);
    }

    Incident read(Item item) {
        Policy policy = policies.read(item.text("policy"));
        // Incidents of older versions have no severity; then a worse alert does not start them over.
        return new Incident(item.text("id"), item.text("group"), Status.of(item.text("status")),
                item.number("position"), policy, item.number("base"),
                item.has("severity") ? Severity.of(item.text("severity")) : Severity.CRITICAL, item.text("startedOverFor"),
                item.number("resting"), item.text("relatedSince"), item.time("openedAt"), item.text("openedBy"),
                item.time("movedAt"), item.number("acted"), item.set("asked"), item.set("ended"),
                PassedOn.read(item.set("passedOn")), item.number("reopened"),
                item.text("acknowledgedBy"), item.time("acknowledgedUntil"),
                item.text("suppressedBy"), item.time("suppressedUntil"),
                new News(shown(item, policy), item.time("tellDue"), item.text("tellFor"), item.time("toldAt"),
                        item.has("toldOf") ? new Newest(item.set("toldOf"), (int) item.number("toldCount")) : null,
                        item.time("joinedAt"), item.text("holder"), item.time("heldUntil")),
                item.text("resolvedBy"), item.time("resolvedAt"));
    }
}
