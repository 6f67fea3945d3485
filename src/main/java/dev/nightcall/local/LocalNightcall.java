package dev.nightcall.local;

import dev.nightcall.Nightcall;
import dev.nightcall.settings.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.nightcall.local.connect.ConnectStandInConfig;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Nightcall and all it needs in one process: no account, no Docker. */
public final class LocalNightcall {

    /** The Connect instance, flow and number of local mode: well-formed, and known to nobody but the stand-in. */
    public static final String INSTANCE_ID = ConnectStandInConfig.INSTANCE_ID;
    /** The contact flow of local mode. */
    public static final String CONTACT_FLOW_ID = ConnectStandInConfig.CONTACT_FLOW_ID;
    /** Where local mode calls from. */
    public static final String SOURCE_NUMBER = ConnectStandInConfig.SOURCE_NUMBER;

    /** Senders of SNMP version 3 that local mode knows. */
    private static final String SNMP_USERS = Stream.of("trapv3", "informv3")
            .map(name -> name + ":SHA-1:authpass123:AES-128:privpass123").collect(Collectors.joining(","));
    private static final Logger LOG = LoggerFactory.getLogger(LocalNightcall.class);

    private LocalNightcall() {
    }

    /** Starts the stand-ins and then Nightcall, and stops when Nightcall does. */
    public static void main(String[] args) throws Exception {
        int status = 0;
        try {
            Settings settings = Settings.load();
            // Stopped here and not by a shutdown hook: they have to outlive Nightcall, which stops in a hook.
            try (StandIns standIns = StandIns.start(StandInsConfig.from(settings))) {
                pointSdkAt(standIns.endpoints());
                localDefaults().forEach((key, value) -> setUnless(!settings.isDefault(key), key, value));
                LOG.info("Stand-ins are ready. {}", standIns.endpoints().environment());
                Nightcall.main(args);
            }
        } catch (Exception e) {
            LOG.error("Nightcall does not start: {}", e.getMessage(), e);
            status = 1;
        }
        // DynamoDB Local leaves threads behind that would keep the process alive.
        System.exit(status);
    }

    /**
     * Points every client of the AWS SDK in this process at the stand-ins. The spelling of the keys is the SDK's; it
     * ignores others without a word. A service that has no stand-in ends at a closed port instead of at AWS, and real
     * credentials in the environment are not used.
     */
    private static void pointSdkAt(Endpoints endpoints) {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("aws.endpointUrlSqs", endpoints.sqs().toString());
        properties.put("aws.endpointUrlDynamoDb", endpoints.dynamoDb().toString());
        properties.put("aws.endpointUrlKinesis", endpoints.kinesis().toString());
        properties.put("aws.endpointUrlConnect", endpoints.connect().toString());
        properties.put("aws.endpointUrl", "http://127.0.0.1:9");
        properties.put("aws.accessKeyId", "local");
        properties.put("aws.secretAccessKey", "local");
        properties.put("aws.region", "us-east-1");
        properties.forEach((key, value) -> setUnless(System.getProperty(key) != null, key, value));
    }

    private static Map<String, String> localDefaults() {
        Map<String, String> defaults = new LinkedHashMap<>();
        defaults.put("nightcall.http.host", "127.0.0.1");
        defaults.put("nightcall.management.host", "127.0.0.1");
        defaults.put("nightcall.smtp.host", "127.0.0.1");
        // Only this machine can send any: recorded mails may be addressed to whomever.
        defaults.put("nightcall.smtp.recipients", "*");
        defaults.put("nightcall.snmp.host", "127.0.0.1");
        defaults.put("nightcall.snmp.communities", "public");
        defaults.put("nightcall.snmp.users", SNMP_USERS);
        defaults.put("nightcall.api-keys", "local:send+operate:local");
        defaults.put("nightcall.connect.instance-id", INSTANCE_ID);
        defaults.put("nightcall.connect.contact-flow-id", CONTACT_FLOW_ID);
        defaults.put("nightcall.connect.source-number", SOURCE_NUMBER);
        return defaults;
    }

    private static void setUnless(boolean chosen, String key, String value) {
        if (!chosen) {
            System.setProperty(key, value);
        }
    }
}
