package dev.nightcall.local.connect;

/**
 * How many requests of one operation Connect takes.
 *
 * @param ratePerSecond on and on
 * @param burst         at once, after it has been idle
 */
public record RequestQuota(double ratePerSecond, int burst) {

    public RequestQuota {
        Settings.atLeast("ratePerSecond", ratePerSecond, 0);
        Settings.atLeast("burst", burst, 0);
    }
}
