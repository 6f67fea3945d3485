package dev.nightcall.local.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightcall.local.bench.YearIncident.Arrival;
import dev.nightcall.local.bench.YearResult.Limit;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.stream.IntStream;

import static dev.nightcall.local.bench.YearParameter.*;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class YearTest {

    private static final int HALF_AN_HOUR = 1_800_000;
    /** Everybody answers after 10 s, listens for 40 s and takes it. */
    private static final YearSettings EXACT = YearSettings.usual().with(DAYS, 1).with(TEAM, 1).with(TAKEN, 1)
            .with(VARIES, 0).with(ANSWER_SECONDS, 10);
    private static final YearSettings SMALL = YearSettings.usual().with(SYSTEMS, 100).with(ENGINEERS, 12).with(DAYS, 60);

    @Test
    void theSameSeedMakesTheSameYearAndAnotherOneDoesNot() throws Exception {
        assertThat(printed(SMALL)).isEqualTo(printed(SMALL)).isNotEqualTo(printed(SMALL.with(SEED, 2)));
    }

    @Test
    void oneEngineerIsCalledAtOnceAboutTheFirstAndThenAboutAllThatCameMeanwhile() {
        YearResult night = YearSimulation.of(EXACT.with(ENGINEERS, 1), storm(10, 1000));

        // Opened at 0 s, asked after groupWait, gathered for 200 ms; ends at 55.2 s, which the look at 56.2 s finds out.
        assertThat(night.calls()).isEqualTo(2);
        assertThat(night.incidentsOfCalls().toString()).isEqualTo("[1.0, 9.0]");
        assertThat(night.inStorms().at(1)).isEqualTo(5.2);
        assertThat(night.inStorms().at(100)).isEqualTo(55.2);
        assertThat(night.worstStorm().seconds()).isEqualTo(56.2);
        assertThat(night.heardAfter().at(100)).isEqualTo(1);
        assertThat(night.taken()).isEqualTo(2);
        assertThat(night.connectedMinutes()).isEqualTo(80 / 60.0);
    }

    @Test
    void withoutQuotaNobodyWaits() {
        YearResult night = YearSimulation.of(EXACT.with(ENGINEERS, 100).with(RATE, 1000).with(BURST, 1001)
                .with(CONCURRENT, 1000), storm(100, 0));

        assertThat(night.inStorms().at(100)).isEqualTo(5.2);
        assertThat(night.minutes(Limit.RATE) + night.minutes(Limit.CONCURRENT)).isZero();
    }

    @Test
    void callsAreBegunAtTheRateOfConnect() {
        YearResult night = YearSimulation.of(EXACT.with(ENGINEERS, 100).with(CONCURRENT, 1000), storm(100, 0));

        // Three at once, which is the burst less two, and then one each half second.
        assertThat(night.inStorms().at(3)).isEqualTo(5.2);
        assertThat(night.inStorms().at(4)).isEqualTo(5.7);
        assertThat(night.inStorms().at(100)).isEqualTo(5.2 + 97 * 0.5);
        assertThat(night.minutes(Limit.RATE)).isCloseTo(97 * 0.5 / 60, within(1e-9));
        assertThat(night.minutes(Limit.CONCURRENT)).isZero();
    }

    @Test
    void callsWaitForRoom() {
        YearResult night = YearSimulation.of(EXACT.with(ENGINEERS, 3).with(CONCURRENT, 1), storm(3, 0));

        // A call takes 50 s, and looks come after 1, 3, 5 … 51 s.
        assertThat(List.of(night.inStorms().at(1), night.inStorms().at(50), night.inStorms().at(100)))
                .containsExactly(5.2, 56.2, 107.2);
        assertThat(night.minutes(Limit.CONCURRENT)).isEqualTo(102 / 60.0);
        assertThat(night.shareOfStorms(Limit.CONCURRENT)).isCloseTo(100 * 102 / 107.2, within(1e-9));
    }

    @Test
    void theWorstIsToldFirst() {
        YearResult night = YearSimulation.of(EXACT.with(ENGINEERS, 3).with(CONCURRENT, 1), List.of(
                new Arrival(0, 0, 0, 1, false, HALF_AN_HOUR), new Arrival(0, 1, 0, 1, false, HALF_AN_HOUR),
                new Arrival(10_000, 2, 1, 1, true, HALF_AN_HOUR)));

        // Opened while the first call was under way, and told of when it is over: before the second one of those who came first.
        assertThat(night.inStorms().at(100)).isEqualTo(46.2);
        assertThat(night.quiet().toString()).isEqualTo("[5.2, 107.2]");
    }

    @Test
    void whoDoesNotAnswerIsLeftForTheNextWhenTheRingingIsStopped() {
        YearResult night = YearSimulation.of(EXACT.with(ENGINEERS, 2).with(TEAM, 2).with(TAKEN, 0).with(DECLINED, 0)
                .with(VOICEMAIL, 0).with(ROUNDS, 1), List.of(arrival(0, 0, 120_000)));

        // Each rings for 25 s and is known to have stopped a second later; then the pause, in which it is over.
        assertThat(night.calls()).isEqualTo(2);
        assertThat(night.stops()).isEqualTo(2);
        assertThat(night.callsOfAnEngineerInAMonth().toString()).isEqualTo("[1.0, 1.0]");
    }

    /** A digit may be shown later than the end. */
    @Test
    void thatAVoicemailBoxHasAnsweredIsBelievedAtTheSecondLook() {
        YearResult night = YearSimulation.of(EXACT.with(ENGINEERS, 1).with(TAKEN, 0).with(DECLINED, 0).with(VOICEMAIL, 1)
                .with(ROUNDS, 1), List.of(arrival(0, 0, 60_000)));

        assertThat(night.calls()).isEqualTo(1);
        assertThat(night.heardAfter().at(100)).isEqualTo(3);
    }

    @Test
    void whatIsOverNeedsNoCall() {
        YearResult night = YearSimulation.of(EXACT, List.of(arrival(0, 0, 4000), arrival(1000, 0, 3000)));

        assertThat(night.calls()).isZero();
        assertThat(night.neverRang()).isEqualTo(1);
        assertThat(night.incidents()).isEqualTo(1);
        assertThat(night.alerts()).isEqualTo(2);
    }

    @Test
    void whatHasJoinedIsStillToBeToldWhenWhatCameFirstIsOver() {
        YearResult night = YearSimulation.of(EXACT, List.of(arrival(0, 0, 4000), arrival(1000, 0, HALF_AN_HOUR)));

        assertThat(night.incidents()).isEqualTo(1);
        assertThat(night.quiet().toString()).isEqualTo("[5.2]");
    }

    @Test
    void whatJoinsAndIsWorseMakesItsIncidentWorse() {
        YearResult night = YearSimulation.of(EXACT.with(ENGINEERS, 3).with(CONCURRENT, 1), List.of(
                arrival(0, 0, HALF_AN_HOUR), arrival(0, 1, HALF_AN_HOUR),
                new Arrival(10_000, 2, 1, 1, false, HALF_AN_HOUR), new Arrival(11_000, 2, 2, 1, true, HALF_AN_HOUR)));

        assertThat(night.storms()).isEqualTo(1);
        assertThat(night.inStorms().at(100)).as("before the one that came first").isEqualTo(46.2);
    }

    /** A line comes to rest when it is looked at, and a page is not taken apart before a call takes it. */
    @Test
    void whatComesWhileSomethingElseHasWaitedLongWaitsNoLongerThoughThatIsOver() {
        YearResult night = YearSimulation.of(EXACT.with(ENGINEERS, 2), List.of(arrival(0, 0, HALF_AN_HOUR),
                arrival(15_000, 2, 30_000), arrival(35_000, 1, HALF_AN_HOUR),
                new Arrival(49_000, 4, 1, 1, false, HALF_AN_HOUR)));

        // Asked for at 54 s, and the first call is known to be over at 56.2 s: without the other one it would gather until 57 s.
        assertThat(night.incidentsOfCalls().toString()).isEqualTo("[1.0, 1.0, 1.0]");
        assertThat(night.inStorms().at(100)).isEqualTo(7.2);
    }

    @Test
    void whatTheBenchHasMeasuredCounts() throws Exception {
        YearSettings measured = YearRequests.measured(YearSettings.usual(), new ObjectMapper().readTree("""
                {"results": [{"measurement": "e", "what": "AWS requests per alert (storm of 500)", "value": 9},
                  {"measurement": "e", "what": "  Sqs.SendMessageBatch", "value": 0.25},
                  {"measurement": "e", "what": "  Sqs.ReceiveMessage", "value": 0.5},
                  {"measurement": "e", "what": "  units.DynamoDb.write", "value": 7},
                  {"measurement": "e", "what": "AWS requests per idle hour (measured over 6 s)", "value": 9},
                  {"measurement": "e", "what": "  Kinesis.GetRecords", "value": 7200},
                  {"measurement": "e", "what": "AWS requests per call, its alert and 9 s of waiting included", "value": 9},
                  {"measurement": "e", "what": "  Connect.DescribeContact", "value": 8},
                  {"measurement": "e", "what": "  DynamoDb.GetItem", "value": 40}]}"""));

        assertThat(measured.get(ALERT_SQS)).isEqualTo(0.75);
        assertThat(measured.get(ALERT_WRITE)).isEqualTo(7);
        assertThat(measured.get(IDLE_KINESIS)).isEqualTo(7200);
        assertThat(measured.get(CALL_DDB)).isEqualTo(40);
        assertThat(measured.get(CALL_SQS)).isEqualTo(CALL_SQS.usual());
    }

    @Test
    void aMonthCostsWhatItsAlertsCallsAndIdleHoursNeed() {
        YearSettings settings = EXACT.with(DAYS, 365).with(ENGINEERS, 1).with(REPLICAS, 2).with(PRICE_SQS, 1_000_000)
                .with(ALERT_SQS, 12).with(CALL_SQS, 120).with(IDLE_SQS, 10).with(PRICE_DDB_WRITE, 0).with(PRICE_DDB_READ, 0);
        YearResult year = YearSimulation.of(settings, storm(10, 1000));

        // Ten alerts and two calls in twelve months.
        assertThat(settings.prices().of(YearRequests.ofAMonth(settings, year)))
                .isCloseTo(10 * 12 / 12.0 + 2 * 120 / 12.0 + 730 * 2 * 10, within(1e-6));
    }

    @Test
    void whatIsNotUnderstoodIsNamed() {
        assertThatThrownBy(() -> Year.settings("--weather", "1")).hasMessageContaining("--weather");
        assertThatThrownBy(() -> Year.settings("--rate", "-1")).hasMessageContaining("--rate");
        assertThatThrownBy(() -> Year.settings("--rate")).hasMessageContaining("--rate");
        assertThatThrownBy(() -> Year.settings("--pause", "0")).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("/policies/default/pause");
    }

    private static List<Arrival> storm(int systems, int millisBetween) {
        return IntStream.range(0, systems).mapToObj(system -> new Arrival((long) system * millisBetween, system, 1, 1, false,
                HALF_AN_HOUR)).toList();
    }

    private static Arrival arrival(long at, int system, long overAt) {
        return new Arrival(at, system, 0, 1, false, overAt);
    }

    private static String printed(YearSettings settings) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new YearReport(new PrintStream(out, true, UTF_8), settings).year(YearSimulation.of(settings));
        return out.toString(UTF_8);
    }
}
