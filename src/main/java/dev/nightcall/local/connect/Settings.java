package dev.nightcall.local.connect;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Map;

/**
 * How the stand-in behaves: {@code GET /settings} shows it, {@code PUT /settings} changes what it names and leaves the
 * rest. The defaults are those of a new Amazon Connect instance in the Asia Pacific (Tokyo) Region ("Amazon Connect
 * service quotas", "Set up outbound communications: countries you can call", administrator guide); the simulated
 * speeds are the stand-in's own.
 *
 * @param contactRecordDelaySeconds how long after a contact's end its record is put; Connect needs 1 to 3 minutes
 * @param contactRecordCopies       how often each version of a record is put
 * @param contactRecordOrder        {@code in-order}: the record once it is complete; {@code reversed}: after it an
 *                                  older version with an earlier LastUpdateTimestamp and without the flow's attributes
 * @param contactRecords            {@code on}, or {@code off}: no record is ever put for contacts that end now
 * @param attributesLagSeconds      how long DescribeContact and GetContactAttributes do not show an attribute that was set,
 *                                  while they show everything else, an end too, at once: Connect's reads are eventually
 *                                  consistent. A contact record has every attribute
 * @param flowSeesUpdates           whether a flow that runs sees what UpdateContactAttributes has set; whether Connect's do is
 *                                  documented nowhere
 * @param allowedPrefixes           of the numbers that may be called
 * @param phoneNumbers              of the instance, in E.164: what it may call from
 * @param contactFlow               how its flow is kept
 * @param ratePerSecond             of requests, for each operation by itself that {@code quotas} does not name
 * @param burst                     requests such an operation takes at once when it was idle
 * @param quotas                    of single operations, by name; public listings of Service Quotas have 10 a second for
 *                                  DescribeContact and no burst, which is ten here
 * @param concurrentCalls           ringing or talking
 * @param speechCharactersPerSecond how fast the voice speaks
 * @param inputTimeScale            multiplies the flow's input time limits; 0.1 makes 5 s half a second
 * @param ringTimeoutSeconds        how long a phone rings before the network gives up
 * @param failures                  the first one for an operation is taken at each of its requests
 */
public record Settings(double contactRecordDelaySeconds, int contactRecordCopies, RecordOrder contactRecordOrder,
                       Delivery contactRecords, double attributesLagSeconds, boolean flowSeesUpdates,
                       List<String> allowedPrefixes, List<String> phoneNumbers, ContactFlow contactFlow,
                       double ratePerSecond, int burst,
                       Map<String, RequestQuota> quotas, int concurrentCalls, double speechCharactersPerSecond,
                       double inputTimeScale, double ringTimeoutSeconds, List<Failure> failures) {

    /** In which order the versions of a contact record are put. */
    public enum RecordOrder {
        @JsonProperty("in-order") IN_ORDER,
        @JsonProperty("reversed") REVERSED
    }

    /** Whether contact records are put at all. */
    public enum Delivery {
        @JsonProperty("on") ON,
        @JsonProperty("off") OFF
    }

    private static final ObjectMapper STRICT = StrictJson.mapper();

    public Settings {
        if (contactRecordOrder == null || contactRecords == null || allowedPrefixes == null || phoneNumbers == null
                || contactFlow == null || quotas == null || failures == null) {
            throw new IllegalArgumentException("a setting cannot be null");
        }
        allowedPrefixes = List.copyOf(allowedPrefixes);
        phoneNumbers = List.copyOf(phoneNumbers);
        quotas = Map.copyOf(quotas);
        failures = List.copyOf(failures);
        if (!ConnectApi.OPERATIONS.containsAll(quotas.keySet())) {
            throw new IllegalArgumentException("quotas are of operations: " + ConnectApi.OPERATIONS);
        }
        atLeast("contactRecordDelaySeconds", contactRecordDelaySeconds, 0);
        atLeast("contactRecordCopies", contactRecordCopies, 1);
        atLeast("attributesLagSeconds", attributesLagSeconds, 0);
        atLeast("ratePerSecond", ratePerSecond, 0);
        atLeast("burst", burst, 0);
        atLeast("concurrentCalls", concurrentCalls, 0);
        atLeast("speechCharactersPerSecond", speechCharactersPerSecond, 0.1);
        atLeast("inputTimeScale", inputTimeScale, 0);
        atLeast("ringTimeoutSeconds", ringTimeoutSeconds, 0);
    }

    /** A new Amazon Connect instance, at the speed of a real telephone. */
    public static Settings defaults() {
        return new Settings(3, 1, RecordOrder.IN_ORDER, Delivery.ON, 0, true, List.of("+81", "+1", "+84"),
                List.of(ConnectStandInConfig.SOURCE_NUMBER), ContactFlow.inUse(), 2, 5,
                Map.of(ContactOperations.DESCRIBE_CONTACT, new RequestQuota(10, 10)), 10, 10, 1, 60, List.of());
    }

    /**
     * These settings with some of them changed, named as in {@code PUT /settings}.
     *
     * @throws IllegalArgumentException when a name or a value is not one of a setting
     */
    public Settings with(Map<String, ?> changes) {
        return with(STRICT.<JsonNode>valueToTree(changes));
    }

    Settings with(JsonNode changes) {
        if (!changes.isObject()) {
            throw new IllegalArgumentException("settings are a JSON object");
        }
        ObjectNode all = STRICT.valueToTree(this);
        all.setAll((ObjectNode) changes);
        return StrictJson.read(STRICT, all, Settings.class);
    }

    /** What holds for an operation. */
    RequestQuota quota(String operation) {
        return quotas.getOrDefault(operation, new RequestQuota(ratePerSecond, burst));
    }

    Settings withFailures(List<Failure> failures) {
        return with(Map.of("failures", failures));
    }

    static void atLeast(String name, double value, double least) {
        if (!(value >= least)) {
            throw new IllegalArgumentException(name + " must be " + least + " or more");
        }
    }
}
