package dev.nightcall.simulator;

import dev.nightcall.aws.Item;
import dev.nightcall.aws.Table;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

/** In what order and in which pages a table and an index are read. */
abstract class PagesContract extends StoreContract {

    PagesContract(Store store) {
        super(store);
    }

    @Test
    void aPartitionIsInTheOrderOfTheBytesOfItsKeys() {
        List<String> shuffled = List.of("b", "😀", "A", "\uFFFD", "a", "é");
        shuffled.forEach(key -> alerts.put(key(key)).execute());
        alerts.put(Item.of("holder", here + "2").with("key", "a")).execute();

        assertThat(alerts.partition("holder", here)).extracting(item -> item.text("key"))
                .containsExactlyElementsOf(IN_ORDER);
        assertThat(alerts.partition("holder", here + "3")).isEmpty();
        assertThat(alerts.all().filter(item -> item.text("holder").startsWith(here))).hasSize(7);
    }

    @Test
    void pagesInBothDirections() {
        IN_ORDER.forEach(key -> alerts.put(key(key)).execute());

        assertThat(pages(null, "holder", here, false, 4, "key")).containsExactly(IN_ORDER.subList(0, 4), IN_ORDER.subList(4, 6));
        assertThat(pages(null, "holder", here, true, 4, "key"))
                .containsExactly(List.of("😀", "\uFFFD", "é", "b"), List.of("a", "A"));
        assertThat(pages(null, "holder", here, false, 3, "key")).as("nobody looks whether there is more")
                .containsExactly(IN_ORDER.subList(0, 3), IN_ORDER.subList(3, 6), List.of());
    }

    @Test
    void whatIsDeletedOrComesBetweenTwoPagesDoesNoHarm() {
        List.of("b", "d", "f").forEach(key -> alerts.put(key(key)).execute());
        Table.Page first = alerts.page(null, "holder", here, false, 2, null);
        alerts.delete(key("d"));
        List.of("a", "c", "e").forEach(key -> alerts.put(key(key)).execute());

        assertThat(alerts.page(null, "holder", here, false, 9, first.next()).items()).extracting(item -> item.text("key"))
                .containsExactly("e", "f");
    }

    @Test
    void whatIsLongComesInSeveralPages() {
        String long300k = "x".repeat(300_000);
        List<String> keys = List.of("a", "b", "c", "d", "e", "f", "g", "h", "i");
        keys.forEach(key -> alerts.put(key(key).with("text", long300k)).execute());

        assertThat(pages(null, "holder", here, false, 100, "key")).containsExactly(keys.subList(0, 4), keys.subList(4, 8),
                keys.subList(8, 9));
        assertThat(alerts.partition("holder", here)).hasSize(9);
        assertThat(alerts.count(null, "holder", here)).isEqualTo(9);
        assertThat(alerts.count(null, "holder", here, 3)).isEqualTo(3);
    }

    @Test
    void countsWhatHasOneOfSomeTextsAndNotOthers() {
        alerts.put(key("a").with("state", "fires")).execute();
        alerts.put(key("b").with("state", "held").with("over", "now")).execute();
        alerts.put(key("c").with("state", "over")).execute();
        alerts.put(key("d")).execute();

        assertThat(alerts.count("holder", here, "state", List.of("fires", "held"), List.of())).isEqualTo(2);
        assertThat(alerts.count("holder", here, "state", List.of("fires", "held"), List.of("over", "more"))).isEqualTo(1);
        assertThat(alerts.count("holder", here, "state", List.of("none"), List.of())).isZero();
    }

    @Test
    void anIndexHasWhatHasItsKeys() {
        incidents.put(incident("1", "open", "3")).execute();
        incidents.put(incident("2", "open", "1")).execute();
        incidents.put(incident("3", "resolved", "2")).execute();
        incidents.put(Item.of("id", here + "4").with("status", here + "open")).execute();
        assertThat(pages("status", "status", here + "open", false, 10, "openedAt")).containsExactly(List.of("1", "3"));

        incidents.update(Item.of("id", here + "1")).set("status", here + "resolved").execute();
        incidents.update(Item.of("id", here + "4")).set("openedAt", "2").execute();
        incidents.update(Item.of("id", here + "2")).set("openedAt", "9").execute();
        assertThat(pages("status", "status", here + "open", true, 1, "openedAt"))
                .containsExactly(List.of("9"), List.of("2"), List.of());
        assertThat(pages("status", "status", here + "resolved", false, 10, "openedAt")).containsExactly(List.of("2", "3"));

        incidents.delete(Item.of("id", here + "3"));
        incidents.update(Item.of("id", here + "1")).remove("openedAt").execute();
        assertThat(incidents.count("status", "status", here + "resolved")).isZero();
        assertThat(incidents.page("status", "status", here + "open", true, 1, null).items().get(0).names())
                .as("all attributes").containsExactlyInAnyOrder("id", "status", "openedAt", "title");
    }

    @Test
    void anIndexMayHaveTheSameKeyTwice() {
        IntStream.range(0, 7).forEach(n -> incidents.put(incident("" + n, "open", "1")).execute());

        assertThat(pages("status", "status", here + "open", false, 3, "id").stream().flatMap(List::stream))
                .containsExactlyInAnyOrder(IntStream.range(0, 7).mapToObj(n -> here + n).toArray(String[]::new));
    }

    private List<List<String>> pages(String index, String hashKey, String value, boolean newestFirst, int limit, String shown) {
        Table table = index == null ? alerts : incidents;
        List<List<String>> pages = new ArrayList<>();
        Item after = null;
        do {
            Table.Page page = table.page(index, hashKey, value, newestFirst, limit, after);
            pages.add(page.items().stream().map(item -> item.text(shown)).toList());
            after = page.next();
        } while (after != null);
        return pages;
    }
}
