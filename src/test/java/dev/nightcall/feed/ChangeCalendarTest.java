package dev.nightcall.feed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.nightcall.SettableClock;
import dev.nightcall.oncall.LastPlan;
import dev.nightcall.oncall.OnCallFile;
import dev.nightcall.oncall.Routes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ssm.SsmClient;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Change Calendars of AWS Systems Manager, by a server that speaks its JSON 1.1 protocol. */
@Timeout(120)
class ChangeCalendarTest {

    private static final Instant NOW = Instant.parse("2026-11-22T18:10:00Z");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SettableClock clock = new SettableClock(NOW);
    private final NavigableMap<Instant, String> states = new TreeMap<>(Map.of(Instant.EPOCH, "OPEN"));
    private final List<JsonNode> requests = new CopyOnWriteArrayList<>();
    private volatile String error;
    private volatile String errorAhead;
    private HttpServer server;
    private SsmClient ssm;
    private FetchedFeeds feeds;

    private OnCallFile file;

    @TempDir
    Path directory;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        ssm = SsmClient.builder().endpointOverride(URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")))
                .region(Region.US_EAST_1).httpClientBuilder(ApacheHttpClient.builder())
                .overrideConfiguration(o -> o.retryStrategy(r -> r.maxAttempts(1))).build();
        feeds = new FetchedFeeds(new FetchedFeeds.Limits(Duration.ofMinutes(5), Duration.ofSeconds(20), 100_000,
                Duration.ofSeconds(20)), () -> ssm, clock);
    }

    @AfterEach
    void stop() {
        feeds.close();
        ssm.close();
        server.stop(0);
    }

    @Test
    void aFreezeIsInItAndWhatIsAheadIsKnown() throws IOException {
        freeze("2026-11-23T00:00:00Z", "2026-11-24T00:00:00Z");
        freeze("2026-12-01T00:00:00Z", "2026-12-02T00:00:00Z");
        take("freeze: {changeCalendar: [company, bank]}", "free: {changeCalendar: [company, bank], state: OPEN}");

        assertThat(reached(NOW)).containsExactly("free");
        assertThat(reached(Instant.parse("2026-11-22T23:59:59Z"))).containsExactly("free");
        assertThat(reached(Instant.parse("2026-11-23T00:00:00Z"))).containsExactly("freeze");
        assertThat(reached(Instant.parse("2026-11-24T00:00:00Z"))).containsExactly("free");
        assertThat(reached(Instant.parse("2026-12-01T12:00:00Z"))).containsExactly("freeze");
        assertThat(file.get().warnings()).isEmpty();
        assertThat(requests).hasSize(5)
                .allMatch(request -> request.at("/CalendarNames").toString().equals("[\"company\",\"bank\"]"));
        assertThat(file.get().schedule("primary").orElseThrow().until(NOW))
                .contains(Instant.parse("2026-11-23T00:00:00Z"));
    }

    @Test
    void asksForNoMoreThanAMonthAndFiftyChanges() throws IOException {
        for (int i = 1; i < 200; i += 2) {
            freeze(NOW.plus(Duration.ofHours(i)).toString(), NOW.plus(Duration.ofHours(i + 1)).toString());
        }
        take("freeze: {changeCalendar: x-1}", "free: {union: [freeze]}");
        assertThat(requests).hasSize(51);

        requests.clear();
        states.clear();
        states.put(Instant.EPOCH, "OPEN");
        freeze("2027-06-01T00:00:00Z", "2027-07-01T00:00:00Z");
        refresh(Duration.ofHours(2));
        await().untilAsserted(() -> assertThat(reached(Instant.parse("2027-06-01T00:00:00Z"))).contains("freeze"));
        assertThat(requests).hasSize(1);
    }

    @Test
    void asksOnceWhileAllIsAsForeseenAndAgainWhenItIsNot() throws IOException {
        freeze("2026-11-23T00:00:00Z", "2026-11-24T00:00:00Z");
        take("freeze: {changeCalendar: company}", "free: {union: [freeze]}");
        assertThat(requests).hasSize(3);

        refresh(Duration.ofMinutes(5));
        await().untilAsserted(() -> assertThat(requests).hasSize(4));

        freeze("2026-11-22T18:12:00Z", "2026-11-22T18:30:00Z");
        refresh(Duration.ofMinutes(5));
        await().untilAsserted(() -> assertThat(reached(clock.instant())).contains("freeze"));
    }

    @Test
    void theLastStateStaysWhenItCannotBeReached() throws IOException {
        freeze("2026-11-22T00:00:00Z", "2026-11-24T00:00:00Z");
        take("freeze: {changeCalendar: company}", "free: {union: [freeze]}");

        error = "AccessDeniedException";
        refresh(Duration.ofHours(2));
        await().untilAsserted(() -> assertThat(file.get().warnings()).containsExactly(directory.resolve("oncall.yaml")
                + ":3: /calendars/freeze: company: cannot be read; what was read at 2026-11-22T18:10:00Z stays in force: "
                + "Systems Manager refuses GetCalendarState: AccessDeniedException"));
        assertThat(reached(clock.instant())).contains("freeze");
        assertThat(reached(Instant.parse("2026-11-24T00:00:00Z"))).isEmpty();

        server.stop(0);
        refresh(Duration.ofMinutes(1));
        await().untilAsserted(() -> assertThat(file.get().warnings()).hasSize(1).last().asString()
                .contains("Systems Manager cannot be reached"));
        assertThat(reached(clock.instant())).contains("freeze");
    }

    @Test
    void whatIsAheadMayStayUnknown() throws IOException {
        freeze("2026-11-23T00:00:00Z", "2026-11-24T00:00:00Z");
        errorAhead = "ThrottlingException";
        take("freeze: {changeCalendar: company}", "free: {changeCalendar: company, state: OPEN}");

        assertThat(reached(NOW)).containsExactly("free");
        assertThat(reached(Instant.parse("2026-11-23T00:00:00Z"))).containsExactly("freeze");
        assertThat(reached(Instant.parse("2026-11-25T00:00:00Z"))).containsExactly("freeze");
        assertThat(file.get().warnings()).isEmpty();
    }

    @Test
    void untilItWasReadItIsWhatThePlanSays() throws IOException {
        error = "InvalidDocument";
        take("freeze: {changeCalendar: company}", "free: {changeCalendar: company, otherwise: in}");

        assertThat(reached(NOW)).containsExactly("free");
        assertThat(file.get().warnings()).hasSize(2).first().asString()
                .endsWith("could not be read yet, so that no moment is in it: "
                        + "Systems Manager refuses GetCalendarState: InvalidDocument");
    }

    private void take(String... calendars) throws IOException {
        Path path = directory.resolve("oncall.yaml");
        Files.writeString(path, "timezone: UTC\ncalendars:\n  " + String.join("\n  ", calendars) + """

                engineers:
                  freeze: {name: A, when: freeze, phones: [{number: "+819012345678"}]}
                  free: {name: B, when: free, phones: [{number: "+819012345679"}]}
                schedules:
                  primary:
                    layers: [{participants: [free], rotation: daily, start: 2020-01-01T09:00, when: free}]
                teams:
                  all: [freeze, free]
                policies:
                  default: {steps: [{recipients: ["call:all"]}]}
                """);
        file = new OnCallFile(path, feeds, Routes.any(), LastPlan.none());
    }

    private List<String> reached(Instant at) {
        return file.get().reach("all", at).stream().map(engineer -> engineer.id()).toList();
    }

    private void refresh(Duration later) {
        clock.advance(later);
        feeds.refresh();
    }

    private synchronized void freeze(String from, String to) {
        states.put(Instant.parse(from), "CLOSED");
        states.put(Instant.parse(to), "OPEN");
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        JsonNode request = JSON.readTree(exchange.getRequestBody());
        requests.add(request);
        boolean understood = "AmazonSSM.GetCalendarState".equals(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
        Instant at = Instant.parse(request.path("AtTime").asText(clock.instant().toString()));
        String problem = !understood ? "UnknownOperationException" : at.isAfter(clock.instant()) ? errorAhead : error;
        String state = states.floorEntry(at).getValue();
        Instant next = states.tailMap(at, false).entrySet().stream().filter(e -> !e.getValue().equals(state))
                .map(Map.Entry::getKey).findFirst().orElse(null);
        byte[] body = (problem != null ? "{\"__type\": \"" + problem + "\", \"message\": \"no\"}"
                : "{\"State\": \"" + state + "\", \"AtTime\": \"" + at + "\""
                        + (next == null ? "" : ", \"NextTransitionTime\": \"" + next + "\"") + "}").getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.1");
        exchange.sendResponseHeaders(problem == null ? 200 : 400, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
