package dev.nightcall.channel;

import dev.nightcall.alert.Text;
import dev.nightcall.oncall.Occasion;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A notice as a mail. One incident is one thread: every mail but the first names the first one. A machine has written it
 * (RFC 3834), so no absence assistant has to answer.
 */
final class NoticeMail {

    private static final Set<String> BEGINNINGS = Set.of(Occasion.OPENED.word(), Occasion.PHONES_OUT.word());
    private static final Pattern FIELD = Pattern.compile("\\{([a-zA-Z]+)}");
    private static final int LONGEST_SUBJECT = 200;
    private static final String UTF_8 = StandardCharsets.UTF_8.name();
    private final InternetAddress from;
    private final InternetAddress[] to;
    private final String subject;

    /**
     * @param to      one or more addresses, separated by commas
     * @param subject with names of a notice's fields as in {@code {text}}
     * @throws IllegalArgumentException when an address is none, or a field is none
     */
    NoticeMail(String from, String to, String subject) {
        this.from = addresses("from", from)[0];
        this.to = addresses("to", to);
        this.subject = subject;
        FIELD.matcher(subject).results().map(found -> found.group(1)).filter(name -> !NoticeTexts.NAMES.contains(name))
                .findFirst().ifPresent(name -> {
                    throw new IllegalArgumentException("subject: {" + name + "} is none of "
                            + String.join(", ", NoticeTexts.NAMES));
                });
    }

    MimeMessage of(Notice notice) throws MessagingException {
        MimeMessage mail = new MimeMessage((Session) null);
        mail.setFrom(from);
        mail.setRecipients(Message.RecipientType.TO, to);
        mail.setSubject(Text.cut(Text.line(FIELD.matcher(subject).replaceAll(
                found -> Matcher.quoteReplacement(NoticeTexts.of(notice, found.group(1))))), LONGEST_SUBJECT), UTF_8);
        mail.setText(NoticeTexts.whole(notice, "\r\n") + "\r\n", UTF_8);
        mail.setHeader("Auto-Submitted", "auto-generated");
        // What Exchange goes by.
        mail.setHeader("X-Auto-Response-Suppress", "All");
        // What is about Nightcall itself is a thread by its begin.
        String about = notice.incident() == null ? notice.since().toString() : notice.incident();
        String thread = id(about, about);
        if (BEGINNINGS.contains(notice.event())) {
            mail.setHeader("Message-ID", thread);
        } else {
            mail.setHeader("Message-ID", id(about, notice.id()));
            mail.setHeader("In-Reply-To", thread);
            mail.setHeader("References", thread);
        }
        return mail;
    }

    /** The same for the same thing told again. */
    private String id(String incident, String told) {
        return "<" + UUID.nameUUIDFromBytes((incident + "\n" + told).getBytes(StandardCharsets.UTF_8)) + "@"
                + from.getAddress().replaceFirst("^.*@", "") + ">";
    }

    private static InternetAddress[] addresses(String parameter, String list) {
        try {
            InternetAddress[] addresses = InternetAddress.parse(list, true);
            for (InternetAddress address : addresses) {
                address.validate();
            }
            if (addresses.length > 0) {
                return addresses;
            }
        } catch (AddressException e) {
            throw new IllegalArgumentException(parameter + ": " + e.getMessage(), e);
        }
        throw new IllegalArgumentException(parameter + " has no address");
    }
}
