package dev.nightcall.chaos;

import java.util.Properties;

/**
 * How likely it is that something goes wrong, from 0 to 1.
 *
 * @param refuse  a request is refused, or does not reach AWS
 * @param lose    the work is done, and its answer is lost
 * @param fail    the work is done, and answered with a 5xx
 * @param delay   a request or its answer is late
 * @param swallow a message that was handled is not deleted, and comes again
 */
record Odds(double refuse, double lose, double fail, double delay, double swallow) {

    /** Nothing goes wrong. */
    static final Odds NONE = new Odds(0, 0, 0, 0, 0);
    /** What a bad day has. */
    static final Odds USUAL = new Odds(0.01, 0.01, 0.01, 0.01, 0.03);
    /** Messages are put off, and come again to what is half done. */
    static final Odds ROUGH = new Odds(0.05, 0.02, 0.02, 0.02, 0.05);

    /** The same with answers lost and failed at least as often: what is done seldom would hardly ever meet it. */
    Odds withUncertain(double atLeast) {
        return lose == 0 ? this
                : new Odds(refuse, Math.max(lose, atLeast), Math.max(fail, atLeast), delay, swallow);
    }

    void writeTo(Properties properties) {
        properties.setProperty("refuse", "" + refuse);
        properties.setProperty("lose", "" + lose);
        properties.setProperty("fail", "" + fail);
        properties.setProperty("delay", "" + delay);
        properties.setProperty("swallow", "" + swallow);
    }

    static Odds of(Properties properties) {
        return new Odds(number(properties, "refuse"), number(properties, "lose"), number(properties, "fail"),
                number(properties, "delay"), number(properties, "swallow"));
    }

    private static double number(Properties properties, String key) {
        return Double.parseDouble(properties.getProperty(key));
    }
}
