package dev.nightcall.tables;

import dev.nightcall.alert.Severity;
import dev.nightcall.core.Attempt;
import dev.nightcall.core.Call;
import dev.nightcall.core.Request;
import dev.nightcall.core.Waiting;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

/** What is known of the pages of calls, and what has to be read again. */
class FinalPagesTest {

    private static final Instant NOW = Instant.parse("2026-11-22T18:10:00Z");

    private final FinalPages pages = new FinalPages();
    private final List<String> read = new ArrayList<>();
    private int size = 1;

    @Test
    void whileItIsNotDialledEachTimeIsRead() {
        look("c1", null);
        size = 2;
        assertThat(look("c1", null)).hasSize(2);
        assertThat(read).containsExactly("c1", "c1");
    }

    @Test
    void whatIsDialledIsReadOnce() {
        List<Waiting> first = look("c1", NOW);
        assertThat(look("c1", NOW)).isEqualTo(first);
        look("c2", NOW);
        assertThat(read).containsExactly("c1", "c2");
    }

    @Test
    void whatIsDialledAnewMayBeAboutLess() {
        look("c1", NOW);
        size = 0;
        assertThat(look("c1", NOW.plusSeconds(1))).isEmpty();
    }

    /** So that the first look need not read it. A newer dial of the same call is what counts. */
    @Test
    void whatIsToldWhenItIsDialledIsNotRead() {
        List<Waiting> rows = List.of(new Waiting(new Request("i", 1), Severity.ERROR, NOW, NOW, false));
        pages.keep(WaitingPages.Asked.of(call("c1", NOW.minusSeconds(1))), List.of());
        pages.keep(WaitingPages.Asked.of(call("c1", NOW)), rows);

        assertThat(look("c1", NOW)).isEqualTo(rows);
        assertThat(read).isEmpty();
        assertThat(pages.known("c1")).get().matches(known -> known.isOf(call("c1", NOW)))
                .matches(known -> !known.isOf(call("c1", NOW.plusSeconds(1)))).matches(known -> !known.isOf(call("c1", null)));
        assertThat(pages.known("c2")).isEmpty();
    }

    @Test
    void manyRowsAndOldCallsAreNotKept() {
        size = 101;
        look("c1", NOW);
        assertThat(look("c1", NOW)).hasSize(101);
        size = 1;
        look("c2", NOW);
        IntStream.range(0, 100).forEach(n -> look("other" + n, NOW));
        look("c2", NOW);
        assertThat(read).filteredOn("c1"::equals).hasSize(2);
        assertThat(read).filteredOn("c2"::equals).hasSize(2);
    }

    private List<Waiting> look(String id, Instant asked) {
        return pages.of(call(id, asked), call -> {
            read.add(call.id());
            return IntStream.range(0, size).mapToObj(n -> new Waiting(new Request("i" + n, 1), Severity.ERROR, NOW, NOW, false));
        }).toList();
    }

    private static Call call(String id, Instant asked) {
        Call call = Call.created(id, "sato", 0, NOW, NOW);
        return asked == null ? call : call.asked(new Attempt.Dials("+819000000001", null), 1, null, asked);
    }
}
