package dev.nightcall.chaos;

import org.junit.jupiter.api.Test;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

/** A run of ten minutes has about a hundred lives, and is to end one at each of nearly as many points. */
class KillPointsTest {

    private static final String RARE = "before dynamodb:UpdateItem(suppressions)";
    private static final String FREQUENT = "after sqs:ReceiveMessage(alerts)";

    private final KillPoints points = new KillPoints(new Random(42));

    @Test
    void whatIsPassedSeldomIsArmedInEveryLifeUntilItWasHitAndThenNotUntilAllHadTheirTurn() {
        assertThat(points.next()).containsEntry(RARE, 1);
        assertThat(points.next()).containsEntry(RARE, 1);

        points.hit(RARE);
        assertThat(points.next()).doesNotContainKey(RARE);
        KillPoints.ALL.stream().filter(point -> !point.equals(RARE)).forEach(points::hit);
        assertThat(points.next()).as("another round").containsEntry(RARE, 1);
    }

    @Test
    void ofWhatIsPassedAllTheTimeOnlySomeAreArmedSoThatALifeSeesMore() {
        Set<String> rare = new HashSet<>(points.next().keySet());
        rare.retainAll(points.next().keySet());
        rare.retainAll(points.next().keySet());
        rare.forEach(points::hit);

        assertThat(points.next()).hasSize(4).allSatisfy((point, nth) -> assertThat(nth).isBetween(1, 6));
        assertThat(KillPoints.ALL).contains(RARE, FREQUENT).doesNotHaveDuplicates();
    }
}
