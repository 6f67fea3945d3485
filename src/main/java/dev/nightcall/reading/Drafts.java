package dev.nightcall.reading;

import dev.nightcall.alert.Alert;
import dev.nightcall.alert.AlertKey;
import dev.nightcall.alert.AlertLimits;
import dev.nightcall.alert.Severity;
import dev.nightcall.alert.State;
import dev.nightcall.alert.Text;
import dev.nightcall.memory.Share;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Makes alerts of drafts. Nothing is refused: who wrote the message does not read our answer. A state that no table knows is
 * firing, a severity that no table knows is critical, what is too long is cut.
 */
final class Drafts {

    private static final String MORE_LABELS = "…";
    private static final int DIGEST = 8;
    /** As it is written in a key. Three names and two slashes have to fit into {@link AlertLimits#keyBytes}. */
    private static final int NAME_BYTES = 300;

    private final AlertLimits limits = AlertLimits.standard();
    private final Clock clock;
    private final Supplier<ZoneId> zone;
    private final Supplier<String> ids;

    Drafts(Clock clock, Supplier<ZoneId> zone, Supplier<String> ids) {
        this.clock = clock;
        this.zone = zone;
        this.ids = ids;
    }

    /** Those named later are received later, by a nanosecond each. */
    List<Alert> finish(List<Draft> drafts, String pattern, Share share) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Times times = new Times(zone.get());
        List<Alert> alerts = new ArrayList<>(drafts.size());
        for (Draft draft : drafts) {
            Instant at = draft.message().receivedAt().map(door -> door.truncatedTo(ChronoUnit.MICROS)).orElse(now);
            // What it was made of once more, and the beginning of the whole text where nothing else is its summary.
            share.take(draft.weight() + (draft.field(Draft.SUMMARY).isBlank() ? 2L * limits.summary() : 0));
            int number = alerts.size();
            Alert alert = finish(draft, pattern, at.plusNanos(number), times);
            alerts.add(draft.message().envelope().map(envelope -> alert.sentAs(envelope.sent(pattern, number))).orElse(alert));
        }
        return alerts;
    }

    private Alert finish(Draft draft, String pattern, Instant receivedAt, Times times) {
        Message message = draft.message();
        String summary = beginning(first(draft.field(Draft.SUMMARY), message.title(), message.text()));
        String host = name(draft.field(Draft.HOST));
        String service = name(draft.field(Draft.SERVICE));
        String alias = name(draft.field(Draft.ALIAS));
        return new Alert(ids.get(),
                name(first(draft.field(Draft.SYSTEM), pattern)), host,
                // Something has to say what it is about.
                host.isEmpty() && service.isEmpty() && alias.isEmpty() ? name(first(summary, pattern)) : service,
                alias, severity(draft.field(Draft.SEVERITY)), state(draft.field(Draft.STATE)),
                Text.cut(Text.lines(summary), limits.summary()), occurredAt(draft, times, receivedAt), receivedAt,
                labels(draft.labels()));
    }

    private static Instant occurredAt(Draft draft, Times times, Instant receivedAt) {
        return times.read(draft.field(Draft.OCCURRED_AT)).or(draft.message()::writtenAt)
                .map(at -> at.truncatedTo(ChronoUnit.MICROS))
                .filter(at -> !at.isBefore(Instant.EPOCH) && at.isBefore(Times.LATEST)).orElse(receivedAt);
    }

    private static Severity severity(String word) {
        return Stream.of(Severity.values()).filter(severity -> severity.word().equalsIgnoreCase(word)).findFirst()
                .orElse(Severity.CRITICAL);
    }

    private static State state(String word) {
        return Stream.of(State.values()).filter(state -> state.word().equalsIgnoreCase(word)).findFirst().orElse(State.FIRING);
    }

    /** A long name ends with a digest of it, so that two do not become one. */
    private String name(String written) {
        String line = Text.line(written);
        if (line.length() <= limits.name() && bytes(line) <= NAME_BYTES) {
            return line;
        }
        String cut = Text.cut(line, limits.name() - DIGEST - 1);
        while (bytes(cut) > NAME_BYTES - DIGEST - 1) {
            cut = Text.cut(cut, cut.length() - 1);
        }
        return cut + "~" + digest(line);
    }

    /** In the form in which it is compared or as it is written, by which older versions filed it: whichever is longer. */
    private static int bytes(String name) {
        return Stream.of(AlertKey.of(name, "", ""), AlertKey.written(name, "", ""))
                .mapToInt(key -> key.system().getBytes(StandardCharsets.UTF_8).length).max().orElseThrow();
    }

    private Map<String, String> labels(Map<String, String> found) {
        Map<String, String> labels = new LinkedHashMap<>();
        found.forEach((name, value) -> {
            if (!value.isBlank() && labels.size() < limits.labels() - 1) {
                labels.put(Text.cut(Text.line(name), limits.labelName()), Text.cut(Text.lines(value), limits.labelValue()));
            }
        });
        if (found.size() > limits.labels() - 1) {
            labels.put(MORE_LABELS, found.size() - labels.size() + " more");
        }
        return labels;
    }

    /** More than is kept of it. The text of a whole message may be megabytes, and be that of ten thousand alerts. */
    private String beginning(String text) {
        int start = 0;
        while (start < text.length() && Character.isWhitespace(text.charAt(start))) {
            start++;
        }
        return text.substring(start, Math.min(text.length(), start + 2 * limits.summary()));
    }

    private static String first(String... texts) {
        return Stream.of(texts).filter(text -> !text.isBlank()).findFirst().orElse("");
    }

    private static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, DIGEST);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
