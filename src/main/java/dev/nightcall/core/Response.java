package dev.nightcall.core;

/**
 * What came back of a call, as its telephone understands what it saw and heard.
 *
 * @param outcome      what it led to, if nothing more is known of it
 * @param pressed      the key that was pressed when nothing was left any more; null when none was
 * @param minutes      for how long it shall be watched; 0 when that was not said
 * @param checkFlag    1 when an engineer has confirmed on the keypad
 * @param mayLackDigit whether it was answered, or may have been, and a digit that was pressed may not be seen yet
 */
public record Response(Outcome outcome, String pressed, int minutes, int checkFlag, boolean mayLackDigit) {

    /** Without a call, or when its outcome is known better than by its telephone. */
    public static Response of(Outcome outcome) {
        return new Response(outcome, null, 0, 0, false);
    }

    /** The key that decided, or was pressed when nothing was left any more; null when none was. */
    String pressed(Outcome decided) {
        return decided == Outcome.TOO_LATE ? pressed : decided.key();
    }
}
