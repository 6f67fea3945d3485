package dev.nightcall.webhook;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightcall.intake.ApiKeys;
import dev.nightcall.intake.ProblemAnswer;
import dev.nightcall.memory.Memory;
import dev.nightcall.metrics.Meters;
import dev.nightcall.reading.Sources;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All HTTP doors of monitors, but for {@code POST /alerts}. */
public final class WebhookDoors {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    /** For events of PagerDuty's senders until it is known whose they are: two of the longest at a time. */
    private static final long MEMORY_OF_STRANGERS = 8 * 1024 * 1024;
    private static final String POST = "?httpMethodRestrict=POST";

    private final ApiKeys keys;
    private final Sources sources;
    private final ProblemAnswer problems;
    private final ObjectMapper json;
    private final Meters meters;
    private final Clock clock;
    private final Memory memory;
    private final Memory strangers = new Memory(MEMORY_OF_STRANGERS);
    private final BodyReader bodies;
    private final Set<String> topics;
    private final Fetch fetch;

    /**
     * @param memory      that requests may take up while they are read
     * @param longestBody in bytes, also when it is unpacked
     * @param topics      of Amazon SNS, by their ARNs, separated by commas or white space
     * @throws IllegalArgumentException when one of the topics is none
     */
    public WebhookDoors(ApiKeys keys, Sources sources, ProblemAnswer problems, ObjectMapper json, Meters meters, Clock clock,
                        Memory memory, int longestBody, String topics) {
        this(keys, sources, problems, json, meters, clock, memory, longestBody, topics, new HttpFetch(PATIENCE));
    }

    WebhookDoors(ApiKeys keys, Sources sources, ProblemAnswer problems, ObjectMapper json, Meters meters, Clock clock,
                 Memory memory, int longestBody, String topics, Fetch fetch) {
        this.keys = keys;
        this.sources = sources;
        this.problems = problems;
        this.json = json;
        this.meters = meters;
        this.clock = clock;
        this.memory = memory;
        this.bodies = new BodyReader(longestBody);
        this.topics = Stream.of(topics.split("[,\\s]+")).filter(arn -> !arn.isEmpty()).map(WebhookDoors::topic)
                .collect(Collectors.toUnmodifiableSet());
        this.fetch = fetch;
    }

    /** The routes of every dialect. */
    public List<WebhookRoutes> routes() {
        SnsTrust sns = new SnsTrust(topics, new SigningCertificates(fetch, clock), fetch, meters);
        Map<String, String> webhooks = new LinkedHashMap<>();
        webhooks.put("webhook", "/webhooks/{door}" + POST);
        webhooks.put("webhook-with-key", "/webhooks/{door}/{key}" + POST);
        return List.of(routes(new Webhooks(keys, sources, sns), webhooks),
                pagerDuty("pagerduty", PagerDutyApi.V2), pagerDuty("pagerduty-change", PagerDutyApi.CHANGE),
                pagerDuty("pagerduty-v1", PagerDutyApi.V1),
                routes(new Opsgenie(keys, clock), Map.of("opsgenie", "/opsgenie/v2/*")));
    }

    private WebhookRoutes pagerDuty(String id, PagerDutyApi api) {
        return routes(new PagerDuty(api, keys, strangers), Map.of(id, "/pagerduty" + api.path() + POST));
    }

    private WebhookRoutes routes(Dialect dialect, Map<String, String> paths) {
        return new WebhookRoutes(dialect, memory, bodies, paths, problems, json);
    }

    private static String topic(String arn) {
        if (!arn.matches("arn:aws[a-z-]*:sns:[a-z0-9-]+:\\d{12}:[A-Za-z0-9._-]+")) {
            throw new IllegalArgumentException("nightcall.sns.topics: " + arn + " is not the ARN of a topic");
        }
        return arn;
    }
}
