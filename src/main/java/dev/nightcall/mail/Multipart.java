package dev.nightcall.mail;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The parts of a multipart body (RFC 2046, 5.1). A closing delimiter may be missing; a boundary that is missing or wrong is
 * taken from the first line that looks like a delimiter.
 */
final class Multipart {

    private final Octets body;
    private final byte[] delimiter;

    private Multipart(Octets body, String boundary) {
        this.body = body;
        this.delimiter = ("--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
    }

    /** @return at most {@code most} parts, each with its own header; empty when there is no delimiter */
    static List<Octets> parts(Octets body, String boundary, int most) {
        List<Octets> parts = boundary.isBlank() ? List.of() : new Multipart(body, boundary.stripTrailing()).split(most);
        if (!parts.isEmpty()) {
            return parts;
        }
        String guessed = guess(body);
        return guessed.isEmpty() ? List.of() : new Multipart(body, guessed).split(most);
    }

    private List<Octets> split(int most) {
        List<Octets> parts = new ArrayList<>();
        int partStart = -1;
        int start = body.from();
        while (start < body.to()) {
            int next = body.nextLine(start);
            String after = afterDelimiter(start, next);
            if (after != null) {
                if (partStart >= 0) {
                    parts.add(new Octets(body.all(), partStart, start));
                }
                partStart = next;
                if (after.equals("--") || parts.size() >= most) {
                    return parts;
                }
            }
            start = next;
        }
        if (partStart >= 0) {
            parts.add(new Octets(body.all(), partStart, body.to()));
        }
        return parts;
    }

    /** What follows the delimiter on its line, or null when the line is none. */
    private String afterDelimiter(int start, int next) {
        if (next - start < delimiter.length) {
            return null;
        }
        for (int i = 0; i < delimiter.length; i++) {
            if (body.all()[start + i] != delimiter[i]) {
                return null;
            }
        }
        int from = start + delimiter.length;
        if (next - from > 100) {
            return null;
        }
        String after = new Octets(body.all(), from, next).latin1().strip();
        return after.isEmpty() || after.equals("--") ? after : null;
    }

    /** A delimiter is followed by the header of its part, or by an empty line. */
    private static String guess(Octets body) {
        int start = body.from();
        while (start < body.to()) {
            int next = body.nextLine(start);
            if (next - start > 4 && next - start < 200 && body.all()[start] == '-' && body.all()[start + 1] == '-') {
                String written = new Octets(body.all(), start + 2, body.endOfText(start, next)).latin1().stripTrailing();
                String following = new Octets(body.all(), next, body.nextLine(next)).first(20).latin1();
                if (!written.isEmpty() && written.indexOf(' ') < 0 && following.regionMatches(true, 0, "Content-", 0, 8)) {
                    return written;
                }
            }
            start = next;
        }
        return "";
    }
}
