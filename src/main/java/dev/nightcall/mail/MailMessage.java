package dev.nightcall.mail;

import dev.nightcall.reading.Envelope;
import dev.nightcall.reading.Essence;
import dev.nightcall.reading.Message;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A mail that was read. Besides {@code body} (plain, or the text of the HTML), {@code html} (the text of the HTML),
 * {@code from-address}, {@code recipient} (of the envelope), {@code tag} and {@code automatic} ({@code bounce},
 * {@code auto-reply} or {@code digest}), its texts are the fields of its header, decoded, by name in lower case.
 */
public final class MailMessage implements Message {

    private final Map<String, List<String>> texts;
    private final String sender;
    private final Instant writtenAt;
    private final Envelope envelope;

    /** @param writtenAt null when the mail does not say, or says no zone */
    MailMessage(Map<String, List<String>> texts, String sender, Instant writtenAt) {
        this.texts = Map.copyOf(texts);
        this.sender = sender;
        this.writtenAt = writtenAt;
        // A sender that gives all its mails one id says another date in each.
        this.envelope = Envelope.of(first("from-address"), writtenAt, first("message-id"), first("date"), title(), text());
    }

    @Override
    public String door() {
        return "mail";
    }

    @Override
    public List<String> texts(String name) {
        return texts.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
    }

    /** The part behind the plus sign of the recipient. */
    @Override
    public Optional<String> system() {
        return texts("tag").stream().findFirst();
    }

    @Override
    public String sender() {
        return sender;
    }

    @Override
    public String title() {
        return first("subject");
    }

    @Override
    public String topic() {
        return Essence.of(title());
    }

    @Override
    public String text() {
        return first("body");
    }

    @Override
    public Optional<Instant> writtenAt() {
        return Optional.ofNullable(writtenAt);
    }

    @Override
    public Optional<Envelope> envelope() {
        return Optional.of(envelope);
    }

    private String first(String name) {
        return texts(name).stream().findFirst().orElse("");
    }
}
