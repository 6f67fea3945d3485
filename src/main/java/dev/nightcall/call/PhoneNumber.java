package dev.nightcall.call;

/** Telephone numbers in logs and timelines. */
public final class PhoneNumber {

    private PhoneNumber() {
    }

    /** Only the last three digits, as {@code +***678}. */
    public static String masked(String number) {
        return number == null ? "no number" : "+***" + number.substring(Math.max(0, number.length() - 3));
    }
}
