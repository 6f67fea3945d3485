package dev.nightcall.channel;

import java.time.Instant;
import java.util.List;

/** Notices for tests. */
final class Notices {

    static final Instant AT = Instant.parse("2026-11-22T03:10:00Z");

    private Notices() {
    }

    static Notice of(String event, String text, String... lines) {
        Notice.Names none = new Notice.Names(List.of(), 0);
        return new Notice("i1/" + event + "/0/x", "i1", "shop", 0, event, text, List.of(lines), AT, "open", "critical",
                "shop db1",
                AT, null, null, null, null, none, none, none, List.of(), 1, 1);
    }
}
