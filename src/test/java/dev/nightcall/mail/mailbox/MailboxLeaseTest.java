package dev.nightcall.mail.mailbox;

import dev.nightcall.night.MovableClock;
import dev.nightcall.aws.ClockWatch;
import dev.nightcall.aws.Item;
import dev.nightcall.aws.Lease;
import dev.nightcall.night.Cloud;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.time.Duration;
import java.time.Instant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Several Nightcalls and one mailbox: one reads it, and another one when that has died. */
@ExtendWith(Cloud.Extension.class)
class MailboxLeaseTest {

    private static final Item KEY = Item.of("set", "mailboxes").with("name", "mail.example.com/ops/INBOX");

    private final MovableClock clock = new MovableClock();
    private FleetTable fleet;

    @BeforeEach
    void start(Cloud cloud) {
        fleet = new FleetTable();
    }

    @AfterEach
    void stop() {
        fleet.close();
    }

    @Test
    void oneHoldsItAsLongAsItAsks() {
        Lease one = lease("one");
        Lease two = lease("two");

        for (int i = 0; i < 5; i++) {
            assertThat(one.hold()).isTrue();
            assertThat(two.hold()).isFalse();
            clock.fastForward(Duration.ofSeconds(40));
        }
    }

    @Test
    void anotherTakesOverFromOneThatDied() {
        Lease one = lease("one");
        Lease two = lease("two");
        assertThat(one.hold()).isTrue();
        clock.fastForward(Duration.ofSeconds(45));
        assertThat(two.hold()).isFalse();
        clock.fastForward(Duration.ofSeconds(16));

        assertThat(two.hold()).isTrue();
        assertThat(one.hold()).isFalse();
    }

    @Test
    void oneThatIsGivenBackIsFreeAtOnce() {
        Lease one = lease("one");
        Lease two = lease("two");
        assertThat(one.hold()).isTrue();
        two.release();
        assertThat(two.hold()).isFalse();

        one.release();

        assertThat(two.hold()).isTrue();
        one.release();
        assertThat(one.hold()).isFalse();
    }

    /** By a clock that is ahead it would be held for long after it is given up. */
    @Test
    void aWrongClockGivesItBackAndTakesNone() {
        ClockWatch watch = new ClockWatch(clock, Duration.ofSeconds(20));
        Lease wrong = new Lease(fleet.table(), KEY, "wrong", Duration.ofSeconds(60), clock, watch);
        Lease right = lease("right");
        assertThat(wrong.hold()).isTrue();
        isAheadBy(600, watch);

        assertThat(wrong.hold()).isFalse();
        assertThat(right.hold()).isTrue();
        right.release();
        assertThat(wrong.hold()).isFalse();

        isAheadBy(0, watch);
        assertThat(wrong.hold()).isTrue();
    }

    @Test
    void whoseClockIsWrongLeavesTheMailboxToAnother() throws Exception {
        ClockWatch watch = new ClockWatch(clock, Duration.ofSeconds(20));
        try (MailServer server = new MailServer("imap").start(); Reading wrong = new Reading(fleet.table(), clock, watch);
             Reading right = new Reading(fleet.table(), clock)) {
            wrong.from(server);
            await().until(() -> wrong.up() == 1);
            isAheadBy(600, watch);
            server.deliverAlert("disk");
            right.from(server);

            await().until(() -> right.handled().size() == 1);
            assertThat(wrong.tried()).isEmpty();
        }
    }

    @Test
    void whileItIsFreshNobodyIsAsked() {
        Lease one = lease("one");
        assertThat(one.hold()).isTrue();
        Instant until = fleet.table().get(KEY).orElseThrow().time("until");
        clock.fastForward(Duration.ofSeconds(15));
        assertThat(one.hold()).isTrue();
        assertThat(fleet.table().get(KEY).orElseThrow().time("until")).isEqualTo(until);

        clock.fastForward(Duration.ofSeconds(20));
        assertThat(one.hold()).isTrue();

        assertThat(fleet.table().get(KEY).orElseThrow().time("until")).isAfter(until);
    }

    @Test
    void ofTwoNightcallsOneReadsAndTheOtherTakesOver() throws Exception {
        try (MailServer server = new MailServer("imap").start(); Reading one = new Reading(fleet.table(), clock);
             Reading two = new Reading(fleet.table(), clock)) {
            one.from(server);
            await().until(() -> one.up() == 1);
            two.from(server);
            await().until(() -> Double.isNaN(two.up()));
            server.deliverAlert("disk");
            server.deliverAlert("cpu");
            await().until(() -> one.handled().size() == 2);

            one.die();
            server.deliverAlert("fan");
            clock.fastForward(Duration.ofSeconds(61));

            await().until(() -> two.handled().size() == 1);
            assertThat(two.tried()).containsExactly("fan");
            assertThat(one.tried()).containsExactly("disk", "cpu");
        }
    }

    @Test
    void aNightcallThatStopsMakesRoomAtOnce() throws Exception {
        try (MailServer server = new MailServer("imap").start(); Reading two = new Reading(fleet.table(), clock)) {
            try (Reading one = new Reading(fleet.table(), clock)) {
                one.from(server);
                await().until(() -> one.up() == 1);
                two.from(server);
                await().until(() -> Double.isNaN(two.up()));
            }
            server.deliverAlert("disk");

            await().until(() -> two.handled().size() == 1);
        }
    }

    @Test
    void withoutDynamoDbMailsWait() throws Exception {
        try (MailServer server = new MailServer("imap").start(); Reading one = new Reading(fleet.table(), clock)) {
            server.deliverAlert("disk");
            fleet.drop();
            one.from(server);
            await().during(Duration.ofMillis(500)).until(() -> one.tried().isEmpty());

            fleet.create();

            await().until(() -> one.handled().size() == 1);
        }
    }

    /** As several answers of AWS tell. */
    private void isAheadBy(int seconds, ClockWatch watch) {
        Instant now = clock.instant();
        for (int answers = 0; answers < 5; answers++) {
            watch.compare(now, now, now.minusSeconds(seconds));
        }
    }

    private Lease lease(String owner) {
        return new Lease(fleet.table(), KEY, owner, Duration.ofSeconds(60), clock, new ClockWatch(clock, Duration.ofSeconds(20)));
    }
}
