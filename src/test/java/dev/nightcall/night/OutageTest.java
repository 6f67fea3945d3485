package dev.nightcall.night;

import dev.nightcall.core.Incident;
import dev.nightcall.core.Status;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * SQS, DynamoDB, Kinesis and Connect refuse connections, or accept them and hang, while one incident escalates and
 * another alert comes in. Nothing is lost, and the way goes on by itself at most {@link #RECOVERY} after the end.
 *
 * <p>An outage that refuses lasts {@code night.outage.seconds}, half as long as one that hangs.
 */
@ExtendWith(Cloud.Extension.class)
class OutageTest {

    /** The longest pause of a message is 30 s, a line or a message that nobody could give back is free a little later, on a busy machine. */
    private static final Duration RECOVERY = Duration.ofSeconds(90);
    private static final int SECONDS = Integer.getInteger("night.outage.seconds", 10);
    private static final Pairs PAIRS = Pairs.of("sqs-cut", "sqs-cut-new", "sqs-hang", "sqs-hang-new",
            "dynamodb-cut", "dynamodb-cut-new", "dynamodb-hang", "dynamodb-hang-new", "connect-cut", "connect-cut-new",
            "connect-hang", "connect-hang-new");
    private static Night night;
    private static Cloud services;

    @BeforeAll
    static void begin(Cloud cloud) throws Exception {
        services = cloud;
        night = Night.begins(cloud, PAIRS.yaml(), Map.of("nightcall.call.unknown-after", "5s",
                "nightcall.sqs.tries", "2"));
    }

    @AfterAll
    static void end() throws Exception {
        try {
            new NoCallTwice(night, PAIRS.numbers()).check();
            assertThat(night.backDoor().deadLetters()).isEmpty();
        } finally {
            night.close();
        }
    }

    /** Nobody raises again what is held by a suppression of whose end no message tells. */
    @Test
    void aSuppressionDoesNotBeginAsLongAsItsEndCannotBeSent() throws Exception {
        Map<String, Object> suppression = Map.of("system", "suppressed", "minutes", 5, "by", "local", "reason", "work");
        services.sqs().cut();
        try {
            assertThat(night.door().send("POST", "/api/suppressions", suppression).status()).isEqualTo(503);
        } finally {
            services.sqs().mend();
        }
        assertThat(night.table(night.names().tables().suppressions()).all()).isEmpty();
        await("SQS").atMost(RECOVERY).until(() ->
                night.door().send("POST", "/api/suppressions", suppression).status() == 201);
    }

    @ParameterizedTest
    @CsvSource({"sqs, false", "sqs, true", "dynamodb, false", "dynamodb, true", "connect, false", "connect, true"})
    void theWayGoesOnByItself(String service, boolean hangs) throws Exception {
        String under = service + (hangs ? "-hang" : "-cut");
        String fresh = under + "-new";
        List.of(under, fresh).forEach(system -> List.of(PAIRS.first(system), PAIRS.second(system))
                .forEach(number -> night.phone(number).answers("1", "1")));
        night.phone(PAIRS.first(under)).doesNotAnswer();
        night.fires(under, "host", "service");
        night.phone(PAIRS.first(under)).rings();

        int status;
        for (Wire wire : wires(service)) {
            if (hangs) {
                wire.block();
            } else {
                wire.cut();
            }
        }
        try {
            Duration length = Duration.ofSeconds(hangs ? SECONDS : Math.max(1, SECONDS / 2));
            status = night.door().send("POST", "/alerts", Map.of("system", fresh, "host", "host", "service", "service")).status();
            await("the end of the outage").atMost(length.plusSeconds(10)).pollDelay(length).until(() -> true);
        } finally {
            for (Wire wire : wires(service)) {
                wire.mend();
            }
        }
        assertThat(status).isEqualTo(service.equals("sqs") ? 503 : 202);
        if (status == 503) {
            night.fires(fresh, "host", "service");
        }
        Incident taken = night.awaitIncident(under, RECOVERY, i -> i.status() == Status.ACKNOWLEDGED);
        assertThat(taken.acknowledgedBy()).isEqualTo(under + "-second");
        night.awaitIncident(fresh, RECOVERY, i -> i.status() == Status.ACKNOWLEDGED);
        NoCallTwice calls = new NoCallTwice(night, PAIRS.numbers());
        calls.once(PAIRS.first(under), PAIRS.second(under));
        assertThat(night.phone(PAIRS.first(fresh)).calls().size() + night.phone(PAIRS.second(fresh)).calls().size()).isEqualTo(1);
    }

    /** Kinesis goes with Connect, so that nobody tells how a call ended until both are back. */
    private static List<Wire> wires(String service) {
        return switch (service) {
            case "sqs" -> List.of(services.sqs());
            case "dynamodb" -> List.of(services.dynamoDb());
            default -> List.of(night.connectWire(), services.kinesis());
        };
    }
}
