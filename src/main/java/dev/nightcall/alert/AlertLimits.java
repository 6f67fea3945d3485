package dev.nightcall.alert;

/**
 * How much one request may say.
 *
 * <p>What names a thing is refused when it is too long, since two names cut alike would become one. What describes a
 * thing is cut, since half a summary is better than no call.
 *
 * @param depth      how deep the JSON may be nested
 * @param alerts     how many alerts one request may carry; at most 1000, as their order is kept in nanoseconds
 * @param name       characters of a system, host or service
 * @param keyBytes   bytes of the written key; a DynamoDB sort key holds 1024, and on a timeline a time and an event stand
 *                   before it
 * @param summary    characters of a summary; more is cut
 * @param labels     labels of one alert; the last one says how many more there were
 * @param labelName  characters of a label's name; more is cut
 * @param labelValue characters of a label's value; more is cut
 */
public record AlertLimits(int depth, int alerts, int name, int keyBytes, int summary, int labels, int labelName,
                          int labelValue) {

    /** The limits of the door. */
    public static AlertLimits standard() {
        return new AlertLimits(64, 1000, 256, 960, 4096, 64, 128, 1024);
    }
}
