package dev.nightcall.mail;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A piece of a mail, not copied.
 *
 * @param all  the octets of the mail
 * @param from the first of the piece
 * @param to   behind the last
 */
record Octets(byte[] all, int from, int to) {

    static Octets of(byte[] all) {
        return new Octets(all, 0, all.length);
    }

    int length() {
        return to - from;
    }

    byte[] copy() {
        return Arrays.copyOfRange(all, from, to);
    }

    Octets first(int most) {
        return new Octets(all, from, from + Math.min(length(), most));
    }

    /** One character for each octet. */
    String latin1() {
        return new String(all, from, length(), StandardCharsets.ISO_8859_1);
    }

    /** Behind the line that starts at {@code start}, its LF included. */
    int nextLine(int start) {
        int i = start;
        while (i < to && all[i] != '\n') {
            i++;
        }
        return Math.min(i + 1, to);
    }

    /** Where the text of a line ends that goes from {@code start} to {@code next}: before its CR LF. */
    int endOfText(int start, int next) {
        int end = next;
        if (end > start && all[end - 1] == '\n') {
            end--;
        }
        if (end > start && all[end - 1] == '\r') {
            end--;
        }
        return end;
    }
}
