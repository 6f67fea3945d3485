package dev.nightcall.night;

import dev.nightcall.Ports;
import dev.nightcall.core.Incident;
import dev.nightcall.mail.smtp.Client;
import dev.nightcall.timeline.Entry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Mails that come late or once more, as a mail server sends them that had no answer: older words change nothing. */
@ExtendWith(Cloud.Extension.class)
class LateWordsNightTest {

    private static final Plan PLAN = new Plan().system("again", 1).system("late", 1).system("first", 1).system("doubt", 1);
    private static final String MAIL = """
            From: nagios@mon1.example.jp\r
            Subject: ** %1$s Service Alert: db1/disk is %2$s **\r
            Date: %3$s\r
            Message-ID: <%4$s@mon1.example.jp>\r
            \r
            ***** Nagios *****\r
            \r
            Notification Type: %1$s\r
            \r
            Service: disk\r
            Host: db1\r
            State: %2$s\r
            \r
            Additional Info:\r
            \r
            97 %% full""";

    private static final Clock CLOCK = Clock.systemUTC();
    private static Night night;
    private static int smtp;

    @BeforeAll
    static void begin(Cloud cloud) throws Exception {
        smtp = Ports.free();
        night = Night.begins(cloud, PLAN.yaml(), Map.of("nightcall.smtp", "" + smtp), CLOCK);
    }

    @AfterAll
    static void end() throws Exception {
        night.close();
    }

    /** No times are needed to know it. */
    @Test
    void theSameProblemAfterItsRecoveryOpensNothing() throws Exception {
        String problem = problem("without a zone", "1");
        sends("again", problem);
        night.awaitIncident("again", Incident::isOpen);
        sends("again", recovery("without a zone", "2"));
        Incident over = night.awaitIncident("again", Incident::isResolved);

        sends("again", problem);
        assertThat(nothingNew(over).reason()).isEqualTo("the same message once more");
        assertThat(night.awaitIncident("again", incident -> true).id()).isEqualTo(over.id());
    }

    @Test
    void anOlderProblemAfterItsRecoveryOpensNothing() throws Exception {
        sends("late", problem(at(-60), "1"));
        night.awaitIncident("late", Incident::isOpen);
        sends("late", recovery(at(-20), "3"));
        Incident over = night.awaitIncident("late", Incident::isResolved);

        sends("late", problem(at(-40), "2"));
        assertThat(nothingNew(over).reason()).startsWith("sent ").contains("before what was said of it");
        assertThat(night.awaitIncident("late", incident -> true).id()).isEqualTo(over.id());

        sends("late", problem(at(-10), "4"));
        night.awaitIncident("late", Incident::isOpen);
    }

    /** Or the problem would stay open for ever. The recovery is about nothing, so another alert has an incident with a timeline. */
    @Test
    void aRecoveryBeforeItsProblemIsTheNewerWord() throws Exception {
        sends("first", recovery(at(-20), "2"));
        sends("first", problem(at(-10), "3").replace("disk", "load"));
        Incident other = night.awaitIncident("first", Incident::isOpen);
        sends("first", problem(at(-40), "1"));

        assertThat(nothingNew(other).detail()).contains("disk");
        assertThat(night.alerts(other.id())).singleElement().satisfies(row ->
                assertThat(row.alert().service()).isEqualTo("load"));
    }

    /** A time without a zone may be of any hour. */
    @Test
    void inDoubtItFires() throws Exception {
        sends("doubt", problem("Sun, 22 Nov 2026 18:00:00", "1"));
        night.awaitIncident("doubt", Incident::isOpen);
        sends("doubt", recovery("Sun, 22 Nov 2026 18:02:00", "3"));
        Incident over = night.awaitIncident("doubt", Incident::isResolved);

        sends("doubt", problem("Sun, 22 Nov 2026 18:01:00", "2"));
        night.awaitIncident("doubt", incident -> incident.isOpen() && !incident.id().equals(over.id()));
    }

    private static Entry nothingNew(Incident incident) {
        return await().atMost(Duration.ofSeconds(20)).until(() -> night.timeline(incident.id()).stream()
                .filter(entry -> entry.event().equals("nothing-new")).findFirst(), Optional::isPresent).orElseThrow();
    }

    private static String problem(String date, String id) {
        return MAIL.formatted("PROBLEM", "CRITICAL", date, id);
    }

    private static String recovery(String date, String id) {
        return MAIL.formatted("RECOVERY", "OK", date, id);
    }

    private static String at(int second) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(CLOCK.instant().plusSeconds(second).atZone(ZoneOffset.ofHours(9)));
    }

    private static void sends(String system, String mail) throws Exception {
        try (Client client = new Client(smtp)) {
            client.say("EHLO mon1.example.jp");
            client.begin("monitor@example.jp", "alerts+" + system + "@nightcall.example");
            assertThat(client.say(mail + "\r\n.")).startsWith("250");
        }
    }
}
