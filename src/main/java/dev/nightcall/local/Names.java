package dev.nightcall.local;

import dev.nightcall.settings.Settings;

import java.util.List;

/** What the queues, tables and the stream are called that local mode creates. */
public record Names(Queues queues, Tables tables, String stream) {

    /** The queues. */
    public record Queues(String alerts, String recoveries, String later, String calls, String notices, String deadLetters) {

        List<String> all() {
            return List.of(alerts, recoveries, later, calls, notices, deadLetters);
        }
    }

    /** The tables; {@link TableSchema#all} says what is in each. */
    public record Tables(String incidents, String alerts, String timeline, String suppressions, String lines,
                         String fleet, String calls, String overrides, String ledger) {
    }

    /** The names that the settings say. */
    static Names of(Settings settings) {
        return new Names(
                new Queues(settings.text("nightcall.queue.alerts"), settings.text("nightcall.queue.recoveries"),
                        settings.text("nightcall.queue.later"), settings.text("nightcall.queue.calls"),
                        settings.text("nightcall.queue.notices"), settings.text("nightcall.queue.dead-letters")),
                new Tables(settings.text("nightcall.table.incidents"), settings.text("nightcall.table.alerts"),
                        settings.text("nightcall.table.timeline"), settings.text("nightcall.table.suppressions"),
                        settings.text("nightcall.table.lines"), settings.text("nightcall.table.fleet"),
                        settings.text("nightcall.table.calls"), settings.text("nightcall.table.overrides"),
                        settings.text("nightcall.table.ledger")),
                settings.text("nightcall.stream.contact-records"));
    }

    /** The names that Nightcall uses unless its settings say otherwise. */
    public static Names standard() {
        return new Names(
                new Queues("nightcall-alerts", "nightcall-recoveries", "nightcall-later", "nightcall-calls",
                        "nightcall-notices", "nightcall-dead-letters"),
                new Tables("nightcall-incidents", "nightcall-alerts", "nightcall-timeline", "nightcall-suppressions",
                        "nightcall-lines", "nightcall-fleet", "nightcall-calls", "nightcall-overrides", "nightcall-ledger"),
                "nightcall-contact-records");
    }
}
