package dev.nightcall.mail;

import dev.nightcall.alert.Text;
import dev.nightcall.reading.Charsets;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a mail says, whatever its parts are.
 * <p>
 * It walks the octets itself. Jakarta Mail serves no purpose here: it decodes with the JDK's charsets, which lose Japanese
 * characters, throws on a missing boundary or a bad encoding, and has no limit on depth and number of parts.
 */
final class MailText {

    /** As much of an attached text as is read when the mail says nothing else. */
    private static final int ATTACHMENT = 64 * 1024;
    /** Texts that say nothing to people. */
    private static final Set<String> NO_PROSE = Set.of("text/calendar", "text/directory", "text/vcard", "text/x-vcard",
            "text/css", "text/javascript");
    private static final Set<String> READ_AS_TEXT = Set.of("message/delivery-status", "message/global-delivery-status",
            "message/disposition-notification", "message/partial");
    private static final Set<String> MAILS = Set.of("message/rfc822", "message/global", "message/news");
    private static final List<String> SHOWN_OF_FORWARDED = List.of("from", "date", "subject");
    private static final Pattern CHARSET_IN_HTML = Pattern.compile("(?i)charset\\s*=\\s*[\"']?([-_:.a-z0-9]{1,40})");

    private final MailLimits limits;
    private int partsLeft;
    private int octetsLeft;
    private String attached = "";

    private MailText(MailLimits limits) {
        this.limits = limits;
        this.partsLeft = limits.parts();
        this.octetsLeft = limits.textOctets();
    }

    /**
     * The text of a mail or of a part.
     *
     * @param text      plain where there is any, else of the HTML; may be blank
     * @param fromPlain whether some of it was plain
     * @param html      text of the HTML; blank when there is none
     */
    record Found(String text, boolean fromPlain, String html) {

        private static final Found NOTHING = new Found("", false, "");
    }

    static Found of(Headers headers, Octets body, MailLimits limits) {
        MailText reader = new MailText(limits);
        Found found = reader.part(headers, body, 0, ContentType.PLAIN);
        String text = found.text.isBlank() ? reader.attached : found.text;
        return new Found(Text.cut(text, limits.textChars()), found.fromPlain, Text.cut(found.html, limits.textChars()));
    }

    private Found part(Headers headers, Octets body, int depth, ContentType whenNotSaid) {
        if (depth > limits.depth() || partsLeft <= 0 || octetsLeft <= 0) {
            return Found.NOTHING;
        }
        partsLeft--;
        ContentType type = headers.has("content-type") ? ContentType.of(headers.first("content-type")) : whenNotSaid;
        String encoding = headers.first("content-transfer-encoding").orElse("");
        if (type.isMultipart()) {
            Octets inside = isEncoded(encoding) ? Octets.of(TransferEncoding.undo(body, encoding, octetsLeft)) : body;
            List<Octets> parts = Multipart.parts(inside, type.parameter("boundary"), partsLeft);
            return parts.isEmpty() ? plain(inside, "", type) : several(type, parts, depth);
        }
        if (MAILS.contains(type.value())) {
            Octets inside = isEncoded(encoding) ? Octets.of(TransferEncoding.undo(body, encoding, octetsLeft)) : body;
            return forwarded(inside, depth);
        }
        return leaf(headers, body, depth, type, encoding);
    }

    private Found several(ContentType type, List<Octets> parts, int depth) {
        // RFC 2046, 5.1.5
        ContentType whenNotSaid = type.value().equals("multipart/digest") ? ContentType.of(Optional.of("message/rfc822"))
                : ContentType.PLAIN;
        List<Found> found = new ArrayList<>();
        for (Octets part : parts) {
            Headers.Split split = Headers.split(part, limits);
            Found read = part(split.headers(), split.body(), depth + 1, whenNotSaid);
            if (!read.text.isBlank() || !read.html.isBlank()) {
                found.add(read);
            }
        }
        if (found.isEmpty()) {
            return Found.NOTHING;
        }
        String html = found.stream().map(Found::html).filter(text -> !text.isBlank()).collect(Collectors.joining("\n"));
        if (type.value().equals("multipart/alternative")) {
            Found chosen = found.stream().filter(Found::fromPlain).findFirst().orElse(found.get(0));
            return new Found(chosen.text, chosen.fromPlain, html);
        }
        String text = found.stream().map(Found::text).collect(Collectors.joining("\n"));
        return new Found(text, found.stream().anyMatch(Found::fromPlain), html);
    }

    private Found forwarded(Octets mail, int depth) {
        Headers.Split split = Headers.split(mail, limits);
        Found inside = part(split.headers(), split.body(), depth + 1, ContentType.PLAIN);
        String top = SHOWN_OF_FORWARDED.stream().flatMap(name -> split.headers().first(name).stream()
                        .map(value -> Character.toUpperCase(name.charAt(0)) + name.substring(1) + ": "
                                + Text.line(EncodedWords.decode(value)) + "\n"))
                .collect(Collectors.joining());
        return new Found(top.isEmpty() ? inside.text : top + "\n" + inside.text, inside.fromPlain, inside.html);
    }

    private Found leaf(Headers headers, Octets body, int depth, ContentType type, String encoding) {
        String disposition = headers.first("content-disposition").map(ContentType::read).map(ContentType::value).orElse("");
        boolean prose = type.isText() && !NO_PROSE.contains(type.value()) || READ_AS_TEXT.contains(type.value())
                || type.value().equals("application/xhtml+xml");
        // A mail without parts is read even if it calls itself a file or an application.
        if (depth > 0 && disposition.equals("attachment")) {
            if (prose && attached.isBlank()) {
                attached = clean(Charsets.decode(decoded(body, encoding, ATTACHMENT), type.parameter("charset")));
            }
            return Found.NOTHING;
        }
        if (type.value().equals("text/html") || type.value().equals("application/xhtml+xml")) {
            return html(decoded(body, encoding, octetsLeft), type);
        }
        return prose || depth == 0 ? plain(body, encoding, type) : Found.NOTHING;
    }

    private Found plain(Octets body, String encoding, ContentType type) {
        byte[] octets = decoded(body, encoding, octetsLeft);
        boolean readable = type.isText() || type.isMultipart() || READ_AS_TEXT.contains(type.value()) || Charsets.isText(octets);
        return readable ? new Found(clean(Charsets.decode(octets, type.parameter("charset"))), true, "") : Found.NOTHING;
    }

    private Found html(byte[] octets, ContentType type) {
        String label = type.parameter("charset");
        if (label.isEmpty()) {
            Matcher inside = CHARSET_IN_HTML.matcher(Octets.of(octets).first(2048).latin1());
            label = inside.find() ? inside.group(1) : "";
        }
        String text = clean(HtmlText.of(Charsets.decode(octets, label), limits));
        return new Found(text, false, text);
    }

    private byte[] decoded(Octets body, String encoding, int most) {
        byte[] octets = TransferEncoding.undo(body, encoding, Math.min(most, octetsLeft));
        octetsLeft -= octets.length;
        return octets;
    }

    private static boolean isEncoded(String encoding) {
        return encoding.regionMatches(true, 0, "base64", 0, 6) || encoding.regionMatches(true, 0, "quoted-printable", 0, 16);
    }

    private static String clean(String text) {
        return Text.lines(text.replace("\r\n", "\n").replace('\r', '\n'));
    }
}
