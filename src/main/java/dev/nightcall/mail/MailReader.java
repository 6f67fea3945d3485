package dev.nightcall.mail;

import dev.nightcall.alert.Text;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads a mail, whatever it is: no input makes it throw, and what cannot be understood is read as far as possible. An
 * alert that nobody can read is still an alert.
 */
public final class MailReader {

    private static final List<String> RECIPIENT_FIELDS = List.of("to", "delivered-to", "x-original-to");

    /** Looked at under one name: a mail that is nothing but addresses has millions. */
    private static final int MOST_ADDRESSES = 1000;

    private final MailLimits limits;

    public MailReader() {
        this(MailLimits.DEFAULT);
    }

    public MailReader(MailLimits limits) {
        this.limits = limits;
    }

    public MailMessage read(RawMail mail) {
        Headers.Split split = Headers.split(Octets.of(withLines(mail.bytes())), limits);
        Headers headers = split.headers();
        Map<String, List<String>> texts = new HashMap<>();
        for (Headers.Field field : headers.fields()) {
            texts.computeIfAbsent(field.name(), name -> new ArrayList<>()).add(Text.line(EncodedWords.decode(field.value())));
        }
        // After the fields: nobody can pass for another recipient by a field of that name.
        MailText.Found found = MailText.of(headers, split.body(), limits);
        texts.put("body", textOrNone(found.text()));
        texts.put("html", textOrNone(found.html()));
        List<String> from = addresses(headers, "from").toList();
        texts.put("from-address", from);
        texts.put("recipient", mail.recipients().stream().map(Text::line).toList());
        texts.put("tag", tag(mail, headers).stream().toList());
        String subject = texts.getOrDefault("subject", List.of("")).get(0);
        texts.put("automatic", AutomaticReply.of(headers, ContentType.of(headers.first("content-type")), mail, subject)
                .stream().toList());
        Instant writtenAt = headers.first("date").flatMap(MailDate::read).orElse(null);
        return new MailMessage(texts, sender(mail, from), writtenAt);
    }

    private static Optional<String> tag(RawMail mail, Headers headers) {
        Stream<String> envelope = mail.recipients().stream().flatMap(recipient -> Addresses.in(recipient).stream());
        Stream<String> fields = RECIPIENT_FIELDS.stream().flatMap(name -> addresses(headers, name));
        return Stream.concat(envelope, fields).flatMap(address -> Addresses.tag(address).stream()).map(Text::line)
                .filter(tag -> !tag.isEmpty()).findFirst();
    }

    /** Found before they are decoded, so that an encoded word cannot pass for an address. */
    private static Stream<String> addresses(Headers headers, String name) {
        return headers.all(name).stream().flatMap(field -> Addresses.in(field).stream())
                .map(address -> Text.line(EncodedWords.decode(address))).limit(MOST_ADDRESSES);
    }

    private static String sender(RawMail mail, List<String> from) {
        return Stream.concat(from.stream(), Stream.of(orEmpty(mail.sender()), orEmpty(mail.peer())).map(Text::line))
                .filter(sender -> !sender.isBlank()).findFirst().orElse("");
    }

    private static List<String> textOrNone(String text) {
        return text.isBlank() ? List.of() : List.of(text);
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }

    /** A mail whose lines end in CR only, as an old Mac wrote it, would be one line. */
    private static byte[] withLines(byte[] mail) {
        for (byte octet : mail) {
            if (octet == '\n') {
                return mail;
            }
        }
        byte[] lines = mail.clone();
        for (int i = 0; i < lines.length; i++) {
            lines[i] = lines[i] == '\r' ? (byte) '\n' : lines[i];
        }
        return lines;
    }
}
