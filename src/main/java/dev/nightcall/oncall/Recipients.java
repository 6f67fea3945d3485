package dev.nightcall.oncall;

import java.util.Collection;

/** How recipients are written: {@code call:NAME} phones, any other Camel endpoint URI notifies that way. */
public final class Recipients {

    private static final String CALL = "call:";

    private Recipients() {
    }

    public static boolean isCall(String recipient) {
        return recipient.startsWith(CALL);
    }

    /** Whether any of these phones somebody. */
    public static boolean phone(Collection<String> recipients) {
        return recipients.stream().anyMatch(Recipients::isCall);
    }

    /** The one that phones somebody. */
    public static String call(String name) {
        return CALL + name;
    }

    /** Whom {@code call:NAME} names. */
    public static String named(String call) {
        return call.substring(CALL.length());
    }
}
