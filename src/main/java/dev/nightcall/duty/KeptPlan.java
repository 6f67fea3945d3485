package dev.nightcall.duty;

import dev.nightcall.aws.Item;
import dev.nightcall.aws.Table;
import dev.nightcall.oncall.LastPlan;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The last good plan, in the table of the fleet. Its text is in pieces under its digest ({@code plan/DIGEST}), as an item has
 * 400 KB at most, and {@code plan}, {@code kept} says which digest counts. Pieces are written first: a process that dies in
 * between leaves what was kept before. Who has a plan in force renews it; after 30 days without that it is forgotten.
 */
public final class KeptPlan implements LastPlan {

    private static final Logger LOG = LoggerFactory.getLogger(KeptPlan.class);
    private static final Duration KEEP = Duration.ofDays(30);
    private static final Duration RENEW = Duration.ofDays(1);
    /** Three bytes each in UTF-8 at most. */
    private static final int PIECE = 100_000;

    private final Table fleet;
    private final Clock clock;

    /** @param fleet the table {@code nightcall-fleet} */
    public KeptPlan(Table fleet, Clock clock) {
        this.fleet = fleet;
        this.clock = clock;
    }

    /** What tells two plans apart. */
    public static String digest(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public Optional<String> text() {
        Optional<String> digest = pointer().map(pointer -> pointer.text("digest"));
        Optional<String> text = digest.map(this::pieces);
        if (text.isPresent() && !digest(text.get()).equals(digest.get())) {
            LOG.error("the plan that was kept is not whole");
            return Optional.empty();
        }
        return text;
    }

    /** Which plan is kept. */
    Optional<String> digest() {
        return pointer().map(pointer -> pointer.text("digest"));
    }

    /** Whether it was kept at any time in the last 30 days. */
    boolean knows(String digest) {
        return fleet.get(piece(digest, 0)).isPresent();
    }

    /** Makes this the plan that is kept, or renews it. */
    void keep(String text) {
        Instant now = clock.instant();
        String digest = digest(text);
        long expires = now.plus(KEEP).getEpochSecond();
        List<String> pieces = split(text);
        for (int i = 0; i < pieces.size(); i++) {
            fleet.put(piece(digest, i).with("text", pieces.get(i)).with("expires", expires)).execute();
        }
        fleet.put(Item.of("set", "plan").with("name", "kept").with("digest", digest).with("at", now).with("expires", expires))
                .execute();
    }

    /** Whether it has to be renewed, lest it be forgotten. */
    boolean isOld() {
        return pointer().map(pointer -> pointer.time("at").plus(RENEW).isBefore(clock.instant())).orElse(true);
    }

    static List<String> split(String text) {
        List<String> pieces = new ArrayList<>();
        for (int from = 0; from < text.length() || pieces.isEmpty();) {
            int to = Math.min(text.length(), from + PIECE);
            if (to < text.length() && Character.isLowSurrogate(text.charAt(to))) {
                to--;
            }
            pieces.add(text.substring(from, to));
            from = to;
        }
        return pieces;
    }

    private Optional<Item> pointer() {
        return fleet.get(Item.of("set", "plan").with("name", "kept"));
    }

    private String pieces(String digest) {
        return fleet.partition("set", "plan/" + digest).map(piece -> piece.text("text")).collect(Collectors.joining());
    }

    private static Item piece(String digest, int number) {
        return Item.of("set", "plan/" + digest).with("name", "%04d".formatted(number));
    }
}
