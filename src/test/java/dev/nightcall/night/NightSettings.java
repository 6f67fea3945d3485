package dev.nightcall.night;

import dev.nightcall.Ports;
import dev.nightcall.local.LocalNightcall;
import dev.nightcall.local.Names;
import dev.nightcall.local.connect.ConnectStandInConfig;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** What a Nightcall of a night is set to: everything is its own, and times are short. */
final class NightSettings {

    private NightSettings() {
    }

    /** @param changes settings that differ from a test's usual ones */
    static Map<String, String> of(Names names, Path onCall, Clock clock, Map<String, String> changes) throws IOException {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("nightcall.http", "" + Ports.free());
        all.put("nightcall.http.host", "127.0.0.1");
        all.put("nightcall.management", "" + Ports.free());
        all.put("nightcall.management.host", "127.0.0.1");
        all.put("nightcall.smtp", "0");
        all.put("nightcall.smtp.host", "127.0.0.1");
        all.put("nightcall.api-keys", "local:send+operate:local,sender:send:only-send,reader:operate:only-operate");
        all.put("nightcall.oncall", onCall.toString());
        all.put("nightcall.oncall.refresh", "200ms");
        all.put("nightcall.connect.instance-id", ConnectStandInConfig.INSTANCE_ID);
        all.put("nightcall.connect.contact-flow-id", ConnectStandInConfig.CONTACT_FLOW_ID);
        all.put("nightcall.connect.source-number", LocalNightcall.SOURCE_NUMBER);
        all.put("nightcall.connect.timeout", "3s");
        all.put("nightcall.call.ring-limit", "3s");
        all.put("nightcall.call.first-look", "1s");
        all.put("nightcall.call.look-interval", "1s");
        all.put("nightcall.sqs.wait", "2s");
        all.put("nightcall.contact-records.poll", "500ms");
        all.put("nightcall.sqs.visibility", "6s");
        all.put("nightcall.later.hop", "2s");
        all.put("nightcall.queue.alerts", names.queues().alerts());
        all.put("nightcall.queue.recoveries", names.queues().recoveries());
        all.put("nightcall.queue.later", names.queues().later());
        all.put("nightcall.queue.calls", names.queues().calls());
        all.put("nightcall.queue.notices", names.queues().notices());
        all.put("nightcall.queue.dead-letters", names.queues().deadLetters());
        all.put("nightcall.table.incidents", names.tables().incidents());
        all.put("nightcall.table.alerts", names.tables().alerts());
        all.put("nightcall.table.timeline", names.tables().timeline());
        all.put("nightcall.table.suppressions", names.tables().suppressions());
        all.put("nightcall.table.lines", names.tables().lines());
        all.put("nightcall.table.fleet", names.tables().fleet());
        all.put("nightcall.table.calls", names.tables().calls());
        all.put("nightcall.table.overrides", names.tables().overrides());
        all.put("nightcall.table.ledger", names.tables().ledger());
        all.put("nightcall.table.contact-record-leases", names.stream() + "-leases");
        all.put("nightcall.stream.contact-records", names.stream());
        if (!clock.equals(Clock.systemUTC())) {
            // The stand-ins date their answers by the real one.
            all.put("nightcall.clock.tolerance", "8784h");
        }
        all.putAll(changes);
        return all;
    }

    /** Of what is its own. */
    static Names names(String prefix) {
        return new Names(new Names.Queues(prefix + "-alerts", prefix + "-recoveries", prefix + "-later", prefix + "-calls",
                prefix + "-notices", prefix + "-dead-letters"),
                new Names.Tables(prefix + "-incidents", prefix + "-alerts", prefix + "-timeline", prefix + "-suppressions",
                        prefix + "-lines", prefix + "-fleet", prefix + "-calls", prefix + "-overrides", prefix + "-ledger"),
                prefix + "-contact-records");
    }

    /** What every Nightcall is set to, unless somebody says something else. */
    static Map<String, String> defaults() throws IOException {
        Properties properties = new Properties();
        try (InputStream in = NightSettings.class.getResourceAsStream("/application.properties")) {
            properties.load(in);
        }
        Map<String, String> defaults = new TreeMap<>();
        properties.stringPropertyNames().forEach(key -> defaults.put(key, properties.getProperty(key)));
        return defaults;
    }
}
