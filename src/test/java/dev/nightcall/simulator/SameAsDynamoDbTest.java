package dev.nightcall.simulator;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever Nightcall may ask in whatever order, the store in memory answers what DynamoDB Local answers, and holds the same in
 * the end. Few keys, attributes and values, so that they meet; some of a wrong type.
 */
class SameAsDynamoDbTest {

    private static final List<String> IN_ORDER = List.of("a", "é", "\uFFFD", "😀");
    private static final List<List<String>> KEYS = Stream.of("a", "b")
            .flatMap(hash -> IN_ORDER.subList(1, 4).stream().map(range -> List.of(hash, range))).toList();
    private static final List<Object> VALUES = List.of("", "a", -1, 9_007_199_254_740_993L, List.of("x"), List.of("é", ""),
            List.of());
    private static final Set<Written.Does> ADDING = Set.of(Written.Does.INCREASE, Written.Does.ADD, Written.Does.TAKE);

    @Property(tries = 80)
    void answersAndHoldsTheSame(@ForAll("plays") List<Play> plays) {
        String here = UUID.randomUUID().toString();
        Stage original = new Stage(Store.DYNAMODB_LOCAL.client(), here);
        Stage standIn = new Stage(Store.MEMORY.client(), here);
        for (int i = 0; i < plays.size(); i++) {
            String said = plays.get(i).on(standIn);
            assertThat(said).as("answer " + i + " to " + plays.get(i)).isEqualTo(plays.get(i).on(original));
        }
        assertThat(standIn.contents(KEYS)).isEqualTo(original.contents(KEYS));
    }

    @Provide
    Arbitrary<List<Play>> plays() {
        Arbitrary<Play> play = Arbitraries.frequencyOf(
                Tuple.of(6, written(false).map(Play.Writing::new)),
                Tuple.of(3, written(true).list().uniqueElements(Written::item).ofMinSize(1).ofMaxSize(4)
                        .map(Play.Together::new)),
                Tuple.of(1, Combinators.combine(Arbitraries.of(true, false), keys()).as(Play.Removing::new)),
                Tuple.of(1, Combinators.combine(keys(), names(), Arbitraries.of(VALUES)).as(Play.RemovingIf::new)),
                Tuple.of(1, keys().list().uniqueElements().ofMinSize(1).ofMaxSize(3).map(Play.Reading::new)),
                Tuple.of(4, Combinators.combine(Arbitraries.of(true, false), Arbitraries.of("a", "b"),
                        Arbitraries.of(true, false), Arbitraries.integers().between(1, 3)).as(Play.Paging::new)),
                Tuple.of(1, Combinators.combine(Arbitraries.of("a", "b"), names(), Arbitraries.of(IN_ORDER).list()
                        .uniqueElements().ofMinSize(1).ofMaxSize(3), names().list().uniqueElements().ofMaxSize(2))
                        .as(Play.Counting::new)));
        return play.list().ofMaxSize(24).withSizeDistribution(RandomDistribution.uniform());
    }

    private static Arbitrary<Written> written(boolean inTransaction) {
        return Combinators.combine(Arbitraries.of(true, false), keys(),
                inTransaction ? Arbitraries.of("put", "update", "check") : Arbitraries.of("put", "update"),
                names().flatMap(SameAsDynamoDbTest::part).list().uniqueElements(Written.Part::place)
                        .ofMaxSize(5).withSizeDistribution(RandomDistribution.uniform())).as(Written::new);
    }

    /**
     * Mostly with a value that fits its attribute: {@code n} is a number, {@code s} a set, all others are texts. What is in
     * an index is a text always, as DynamoDB Local lets an update make something else of it, which DynamoDB does not.
     */
    private static Arbitrary<Written.Part> part(String name) {
        boolean indexed = name.equals("status") || name.equals("openedAt");
        Arbitrary<Written.Does> any = Arbitraries.of(Written.Does.values()).filter(does -> !indexed || !ADDING.contains(does));
        Arbitrary<Written.Does> usual = switch (name) {
            case "n" -> Arbitraries.of(Written.Does.SET, Written.Does.INCREASE);
            case "s" -> Arbitraries.of(Written.Does.ADD, Written.Does.TAKE);
            default -> Arbitraries.of(Written.Does.SET, Written.Does.SET, Written.Does.REMOVE);
        };
        Arbitrary<Object> fitting = switch (name) {
            case "n" -> Arbitraries.of(-1, 0, 1, 7, 10);
            case "s" -> Arbitraries.of(List.of("x"), List.of("y"), List.of("y", "x"));
            case "status" -> Arbitraries.of("a", "b");
            default -> Arbitraries.of(IN_ORDER).map(text -> text);
        };
        return Combinators.combine(Arbitraries.frequencyOf(Tuple.of(3, usual), Tuple.of(1, any)),
                Arbitraries.frequencyOf(Tuple.of(12, fitting), Tuple.of(1, Arbitraries.of(indexed ? List.of("") : VALUES))))
                .as((does, value) -> new Written.Part(does, name, value));
    }

    private static Arbitrary<List<String>> keys() {
        return Arbitraries.of(KEYS);
    }

    private static Arbitrary<String> names() {
        return Arbitraries.of("n", "s", "t", "status", "openedAt");
    }
}
