package dev.nightcall.chaos;

import org.junit.jupiter.api.Test;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

/** A run of ten minutes has about a hundred lives, and is to end one at each of nearly as many points. */
class KillPointsTest {

    private static final String RARE = "before dynamodb:UpdateItem(suppressions)";
    private static final String FREQUENT = "after sqs:ReceiveMessage(alerts)";

    private final KillPoints points = new KillPoints(new Random(42));

    @Test
    void whatIsPassedSeldomIsArmedInEverySecondLifeUntilItWasHitAndThenNotUntilAllHadTheirTurn() {
        assertThat(lives()).hasSizeBetween(30, 70);

        points.hit(RARE);
        assertThat(lives()).isEmpty();
        KillPoints.ALL.stream().filter(point -> !point.equals(RARE)).forEach(points::hit);
        assertThat(lives()).as("another round").isNotEmpty();
    }

    @Test
    void theLastHalfIsForAll() {
        KillPoints.ALL.stream().filter(point -> !point.equals(RARE)).limit(KillPoints.ALL.size() / 2).forEach(points::hit);

        assertThat(lives()).hasSize(100);
    }

    @Test
    void ofWhatIsPassedAllTheTimeOnlySomeAreArmedSoThatALifeSeesMore() {
        Set<String> always = new HashSet<>(KillPoints.ALL);
        IntStream.range(0, 100).mapToObj(n -> points.next().keySet()).forEach(life -> always.removeIf(life::contains));
        assertThat(always).as("never armed").isEmpty();
        KillPoints.ALL.stream().filter(point -> !point.matches(".*(alerts|recoveries|later|fleet|lines|timeline|leases|Describe|GetRecords).*"))
                .forEach(points::hit);

        assertThat(points.next()).satisfies(life -> assertThat(life.entrySet().stream()
                .filter(kill -> kill.getKey().equals(FREQUENT) || kill.getValue() > 1)).hasSizeLessThanOrEqualTo(4));
        assertThat(points.next().values()).allSatisfy(nth -> assertThat(nth).isBetween(1, 6));
        assertThat(KillPoints.ALL).contains(RARE, FREQUENT).doesNotHaveDuplicates();
    }

    /** Those of a hundred in which it is armed. */
    private List<Map<String, Integer>> lives() {
        return IntStream.range(0, 100).mapToObj(n -> points.next()).filter(life -> life.containsKey(RARE)).toList();
    }
}
