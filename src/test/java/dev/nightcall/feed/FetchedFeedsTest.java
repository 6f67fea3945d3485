package dev.nightcall.feed;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.nightcall.SettableClock;
import dev.nightcall.oncall.Engineer;
import dev.nightcall.oncall.OnCall;
import dev.nightcall.oncall.OnCallException;
import dev.nightcall.oncall.LastPlan;
import dev.nightcall.oncall.OnCallFile;
import dev.nightcall.oncall.Routes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** What a plan has on the web, while that comes, changes and goes. */
@Timeout(120)
class FetchedFeedsTest {

    private static final Instant NOW = Instant.parse("2026-11-22T18:10:00Z");

    @TempDir
    Path directory;

    private final SettableClock clock = new SettableClock(NOW);
    private final FetchedFeeds feeds = new FetchedFeeds(new FetchedFeeds.Limits(Duration.ofMinutes(5), Duration.ofSeconds(10),
            100_000, Duration.ofSeconds(5)), () -> {
                throw new IllegalStateException("nobody needs it");
            }, clock);
    private final Logger logger = (Logger) LoggerFactory.getLogger(OnCallFile.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private CalendarServer server;
    private OnCallFile file;

    @BeforeEach
    void start() throws IOException {
        log.start();
        logger.addAppender(log);
        server = new CalendarServer(duty("sato"));
    }

    @AfterEach
    void stop() throws IOException {
        logger.detachAppender(log);
        feeds.close();
        server.close();
    }

    @Test
    void isReadBeforeThePlanIsInForce() throws IOException {
        take(plan(server.url("/calendar")));

        assertThat(onDuty()).containsExactly("sato");
        assertThat(file.get().warnings()).isEmpty();
    }

    @Test
    void isReadAgainAndAgain() throws IOException {
        take(plan(server.url("/calendar")));
        server.says(duty("suzuki"));

        refresh(Duration.ofMinutes(4));
        assertThat(server.requests()).hasSize(1);
        refresh(Duration.ofMinutes(1));

        await().untilAsserted(() -> assertThat(onDuty()).containsExactly("suzuki"));
        refresh(Duration.ofMinutes(5));
        await().untilAsserted(() -> assertThat(server.requests()).hasSize(3).last().asString().contains("If-None-Match"));
        assertThat(onDuty()).containsExactly("suzuki");
    }

    @Test
    void whatWasReadStaysWhenTheServerSpeaksOfSomethingElseOrIsGone() throws IOException {
        take(plan(server.url("/calendar?secret=abc")));

        server.says("<html>please sign in, abc</html>");
        refresh(Duration.ofMinutes(5));
        awaitWarning("http://127.0.0.1/…: cannot be read; what was read at 2026-11-22T18:10:00Z stays in force: "
                + "is no iCalendar but HTML or XML");
        assertThat(onDuty()).containsExactly("sato");

        server.close();
        refresh(Duration.ofMinutes(5));
        awaitWarning("http://127.0.0.1/…: cannot be read; what was read at 2026-11-22T18:10:00Z stays in force: "
                + "cannot be connected to");
        refresh(Duration.ofMinutes(5));
        file.refresh();
        assertThat(onDuty()).containsExactly("sato");
        assertThat(messages()).hasSizeGreaterThanOrEqualTo(3).doesNotHaveDuplicates()
                .noneMatch(message -> message.contains("abc")).last().asString().startsWith("no longer so: ");
    }

    @Test
    void whatCouldNotBeReadIsTriedAgainSooner() throws IOException {
        server.says("");
        take(plan(server.url("/calendar")));
        assertThat(onDuty()).isEmpty();
        assertThat(file.get().warnings()).containsExactly(path() + ":7: /schedules/primary/layers/0: http://127.0.0.1/…: "
                + "could not be read yet, so that nobody is on duty by it: is empty");

        server.says(duty("sato"));
        refresh(Duration.ofSeconds(30));

        await().untilAsserted(() -> assertThat(onDuty()).containsExactly("sato"));
        file.refresh();
        assertThat(messages()).last().asString().startsWith("no longer so: ");
        assertThat(file.get().warnings()).isEmpty();
    }

    @Test
    void aServerThatHangsDoesNotKeepThePlanNorOthersWaiting() throws IOException {
        long begin = System.nanoTime();
        take(plan(server.url("/hangs")).replace("layers: [", "layers: [{ics: \"" + server.url("/drips") + "\"}, {ics: \""
                + server.url("/calendar") + "\"}, "));

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).as("the short time, not until they are given up")
                .isLessThan(Duration.ofSeconds(9));
        assertThat(onDuty()).containsExactly("sato");
        assertThat(file.get().warnings()).hasSize(2);
        awaitWarning("does not answer within 10000 ms");
    }

    @Test
    void aNewPlanKeepsWhatWasReadForTheOldOne() throws IOException {
        take(plan(server.url("/calendar")));
        server.close();

        Files.writeString(path(), plan(server.url("/calendar")).replace("rounds: 2", "rounds: 3"));
        assertThat(file.refresh()).isTrue();
        assertThat(onDuty()).containsExactly("sato");
        assertThat(file.get().policies().iterator().next().rounds()).isEqualTo(3);
    }

    @Test
    void aPlanThatIsRefusedAsksNobody() throws IOException {
        take(plan(server.url("/calendar")));

        Files.writeString(path(), plan(server.url("/calendar/other")).replace("rounds: 2", "rounds: 0"));
        assertThat(file.refresh()).isFalse();
        refresh(Duration.ofMinutes(5));
        await().untilAsserted(() -> assertThat(server.requests()).hasSize(2));
        assertThat(server.requests()).noneMatch(request -> request.contains("/other"));
    }

    @Test
    void aPlanWithAnotherAddressAsksItAtOnce() throws IOException {
        take(plan(server.url("/status/404")));
        Files.writeString(path(), plan(server.url("/calendar")));

        assertThat(file.refresh()).isTrue();
        assertThat(onDuty()).containsExactly("sato");
    }

    @Test
    void oneAddressIsAskedOnceForAllWhoNameIt() throws IOException {
        take(plan(server.url("/calendar")).replace("layers: [", "layers: [{ics: \"" + server.url("/calendar") + "\"}, "));

        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void aCalendarIsOutUntilItWasReadUnlessThePlanSaysOtherwise() throws IOException {
        String url = server.url("/status/500");
        take(plan(server.url("/calendar")).replace("佐藤,", "佐藤, when: a,").replace("鈴木,", "鈴木, when: b,")
                + "calendars: {a: {ics: \"" + url + "\"}, b: {ics: \"" + url + "\", otherwise: in}}\n");
        List<String> warnings = file.get().warnings();

        assertThat(warnings).hasSize(2).first().asString()
                .endsWith("could not be read yet, so that no moment is in it: answers with status 500");
        assertThat(warnings).last().asString().contains(": /calendars/b: ").contains("so that every moment is in it");
        assertThat(file.get().reach("sato", NOW)).isEmpty();
        assertThat(file.get().reach("suzuki", NOW)).hasSize(1);
    }

    @Test
    void commandsFetchOnceAndSeeWhatFailed() throws IOException {
        take(plan(server.url("/drips")));

        feeds.fetchNow();

        assertThat(file.get().warnings()).hasSize(1).first().asString().endsWith("does not answer within 10000 ms");
    }

    @Test
    void aFileIsLookedAtWithThePlan() throws IOException {
        Path ics = Files.writeString(directory.resolve("duty.ics"), duty("sato"));
        take(plan("duty.ics"));
        assertThat(onDuty()).containsExactly("sato");

        Files.writeString(ics, duty("suzuki"));
        assertThat(file.refresh()).isFalse();
        assertThat(onDuty()).containsExactly("suzuki");

        Files.writeString(ics, "half of it");
        file.refresh();
        file.refresh();
        assertThat(onDuty()).containsExactly("suzuki");
        assertThat(messages()).hasSize(1).last().asString().startsWith(path() + ":7: /schedules/primary/layers/0: " + ics
                + ": cannot be read; what was read at 2026-11-22T18:10:00Z stays in force: is no iCalendar");

        Files.delete(ics);
        Files.writeString(path(), "broken");
        file.refresh();
        assertThat(onDuty()).as("also while the plan is wrong").containsExactly("suzuki");
        assertThat(file.get().warnings()).hasSize(1).last().asString().endsWith("does not exist");

        Files.writeString(ics, duty("sato"));
        file.refresh();
        assertThat(onDuty()).containsExactly("sato");
        assertThat(file.get().warnings()).isEmpty();
    }

    @Test
    void aPlanWhoseFileWasWrongIsTakenUpWhenThatIsPutRight() throws IOException {
        take(plan(server.url("/calendar")));
        Files.writeString(path(), plan("duty.ics"));
        assertThat(file.refresh()).isFalse();
        assertThat(file.problem()).hasValue(path() + ":7: /schedules/primary/layers/0/ics: duty.ics does not exist");

        Files.writeString(directory.resolve("duty.ics"), duty("suzuki"));
        assertThat(file.refresh()).isTrue();
        assertThat(onDuty()).containsExactly("suzuki");
        assertThatThrownBy(() -> OnCall.parse("elsewhere/oncall.yaml", plan("duty.ics"))).isInstanceOf(OnCallException.class);
    }

    private void take(String yaml) throws IOException {
        Files.writeString(path(), yaml);
        file = new OnCallFile(path(), feeds, Routes.any(), LastPlan.none());
        log.list.clear();
    }

    private Path path() {
        return directory.resolve("oncall.yaml");
    }

    private void refresh(Duration later) {
        clock.advance(later);
        feeds.refresh();
    }

    private void awaitWarning(String text) {
        await().untilAsserted(() -> {
            refresh(Duration.ofSeconds(30));
            file.refresh();
            assertThat(file.get().warnings()).anyMatch(warning -> warning.endsWith(text));
        });
    }

    private List<String> messages() {
        return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    private List<String> onDuty() {
        return file.get().schedule("primary").orElseThrow().at(NOW).stream().map(Engineer::id).toList();
    }

    private static String plan(String ics) {
        return """
                timezone: Asia/Tokyo
                engineers:
                  sato: {name: 佐藤, phones: [{number: "+819012345678"}]}
                  suzuki: {name: 鈴木, phones: [{number: "+819012345679"}]}
                schedules:
                  primary:
                    layers: [{ics: "URL"}]
                policies:
                  default: {rounds: 2, steps: [{recipients: ["call:primary"]}]}
                """.replace("URL", ics);
    }

    private static String duty(String who) {
        return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nSUMMARY:" + who
                + "\r\nDTSTART;VALUE=DATE:20260101\r\nRRULE:FREQ=DAILY\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    }
}
