package dev.nightcall.mail;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which mails a machine sent as the answer to one of ours, so that no pattern may read an alert out of them: a bounce
 * quotes the words of what it returns.
 * <p>
 * {@code Auto-Submitted: auto-generated}, {@code Precedence: bulk} and {@code X-Auto-Response-Suppress} say nothing
 * against an alert: cron, logwatch, Nagios and Microsoft 365 set them on what they send of their own accord.
 */
final class AutomaticReply {

    /** A delivery report (RFC 3464), or what stands for one. */
    static final String BOUNCE = "bounce";
    /** An absence note or another answer without a human (RFC 3834), a receipt (RFC 8098). */
    static final String AUTO_REPLY = "auto-reply";
    /** The mails of a day, as a mailing list sends them. */
    static final String DIGEST = "digest";

    /** A subject that is nothing but the note, up to a colon: "Out of office hours: disk full" is an alert. */
    private static final Pattern NOTE = Pattern.compile("(?iu)(automatic reply|auto-?(matic )?(reply|response|answer)|"
            + "out of (the )?office( auto-?reply)?|vacation( reply| response)?|"
            + "自動応答|自動返信|不在(通知|連絡|応答)?|"
            + "automatische antwort|abwesenheitsnotiz|réponse automatique|respuesta automática)\\s*([:：].*|$)");
    private static final Pattern DIGEST_SUBJECT = Pattern.compile("(?iu).*\\bdigest,? vol(ume)?\\.? [0-9]+.*");

    private AutomaticReply() {
    }

    /** @param subject decoded */
    static Optional<String> of(Headers headers, ContentType type, RawMail mail, String subject) {
        if (isBounce(headers, type, mail)) {
            return Optional.of(BOUNCE);
        }
        if (isReply(headers, type, subject)) {
            return Optional.of(AUTO_REPLY);
        }
        return isDigest(headers, type, subject) ? Optional.of(DIGEST) : Optional.empty();
    }

    private static boolean isBounce(Headers headers, ContentType type, RawMail mail) {
        boolean toNobody = mail.sender() == null || mail.sender().isBlank() || mail.sender().equals("<>");
        boolean report = type.value().equals("multipart/report")
                && !type.parameter("report-type").toLowerCase(Locale.ROOT).matches("disposition-notification|feedback-report");
        return toNobody && report || headers.all("from").stream().flatMap(from -> Addresses.in(from).stream())
                .anyMatch(from -> from.toLowerCase(Locale.ROOT).matches("mailer-daemon(@.*)?"));
    }

    private static boolean isReply(Headers headers, ContentType type, String subject) {
        String submitted = word(headers, "auto-submitted");
        String precedence = word(headers, "precedence");
        boolean said = submitted.equals("auto-replied") || precedence.equals("auto_reply") || isYes(headers, "x-autoreply")
                || isYes(headers, "x-autorespond") || isYes(headers, "x-autoresponse") || isYes(headers, "x-auto-reply");
        boolean receipt = type.value().equals("multipart/report")
                && type.parameter("report-type").equalsIgnoreCase("disposition-notification");
        // Exchange calls its absence notes auto-generated; there the subject decides.
        boolean byMachine = submitted.equals("auto-generated") || headers.has("x-auto-response-suppress")
                || precedence.equals("bulk") || precedence.equals("junk");
        return said || receipt || byMachine && NOTE.matcher(subject).matches();
    }

    private static boolean isDigest(Headers headers, ContentType type, String subject) {
        boolean list = headers.has("list-id") || headers.has("list-post") || headers.has("list-unsubscribe");
        return list && (type.value().equals("multipart/digest") || DIGEST_SUBJECT.matcher(subject).matches());
    }

    /** The first word of a field, without parameters and comments. */
    private static String word(Headers headers, String name) {
        return headers.first(name).map(value -> Addresses.withoutComments(value).strip().toLowerCase(Locale.ROOT)
                .replaceAll("[\\s;].*", "")).orElse("");
    }

    private static boolean isYes(Headers headers, String name) {
        String word = word(headers, name);
        return headers.has(name) && !word.equals("no") && !word.equals("false");
    }
}
