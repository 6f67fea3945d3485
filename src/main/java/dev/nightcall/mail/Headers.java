package dev.nightcall.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The header of a mail or of a part: fields in their order, still as octets, one character for each. */
final class Headers {

    /**
     * @param name  in lower case
     * @param value unfolded: without ends of line
     */
    record Field(String name, String value) {
    }

    private final List<Field> fields;

    private Headers(List<Field> fields) {
        this.fields = fields;
    }

    /**
     * A header and what follows it.
     *
     * @param headers may have no fields
     * @param body    may be empty
     */
    record Split(Headers headers, Octets body) {
    }

    /**
     * Reads fields up to the empty line. A line that is neither a field nor folded belongs to the field before it (a
     * monitor that puts an end of line into its subject); if there is none before it, there is no header and all is body.
     */
    static Split split(Octets mail, MailLimits limits) {
        List<Field> fields = new ArrayList<>();
        StringBuilder value = new StringBuilder();
        String name = null;
        int start = mail.from();
        while (start < mail.to()) {
            int next = mail.nextLine(start);
            int end = mail.endOfText(start, next);
            if (end == start) {
                start = next;
                break;
            }
            boolean folded = mail.all()[start] == ' ' || mail.all()[start] == '\t';
            int colon = folded ? -1 : colon(mail, start, end);
            if (colon < 0 && name == null) {
                if (!isMailboxLine(mail, start, end)) {
                    break;
                }
            } else if (colon < 0) {
                // Unfolding takes only the end of line away (RFC 5322, 2.2.3).
                append(value, (folded ? "" : " ") + text(mail, start, end, limits), limits);
            } else {
                keep(fields, name, value, limits);
                name = text(mail, start, colon, limits).strip().toLowerCase(Locale.ROOT);
                append(value, text(mail, colon + 1, end, limits), limits);
            }
            start = next;
        }
        keep(fields, name, value, limits);
        return new Split(new Headers(fields), new Octets(mail.all(), start, mail.to()));
    }

    List<Field> fields() {
        return fields;
    }

    List<String> all(String name) {
        return fields.stream().filter(field -> field.name.equals(name)).map(Field::value).toList();
    }

    Optional<String> first(String name) {
        return fields.stream().filter(field -> field.name.equals(name)).map(Field::value).findFirst();
    }

    boolean has(String name) {
        return first(name).isPresent();
    }

    private static void keep(List<Field> fields, String name, StringBuilder value, MailLimits limits) {
        if (name != null && fields.size() < limits.headers()) {
            fields.add(new Field(name, value.toString().strip()));
        }
        value.setLength(0);
    }

    private static void append(StringBuilder value, String more, MailLimits limits) {
        value.append(more, 0, Math.min(more.length(), Math.max(0, limits.headerOctets() - value.length())));
    }

    private static String text(Octets mail, int start, int end, MailLimits limits) {
        return new Octets(mail.all(), start, end).first(limits.headerOctets()).latin1();
    }

    /** Behind a name of printable ASCII (RFC 5322, 3.6.8); blanks before it are the obsolete form. */
    private static int colon(Octets mail, int start, int end) {
        boolean blank = false;
        for (int i = start; i < end; i++) {
            byte octet = mail.all()[i];
            if (octet == ':') {
                return i == start ? -1 : i;
            }
            boolean white = octet == ' ' || octet == '\t';
            if (!white && (blank || octet <= ' ' || octet == 0x7F)) {
                return -1;
            }
            blank = blank || white;
        }
        return -1;
    }

    /** What an mbox file has before each mail. */
    private static boolean isMailboxLine(Octets mail, int start, int end) {
        return start == mail.from() && new Octets(mail.all(), start, Math.min(end, start + 5)).latin1().equals("From ");
    }
}
