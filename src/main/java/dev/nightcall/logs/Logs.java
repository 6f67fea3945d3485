package dev.nightcall.logs;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.ContextInitializer;
import ch.qos.logback.core.joran.spi.JoranException;
import org.slf4j.LoggerFactory;

/** How the log is written. */
public final class Logs {

    /** The property by which {@code logback.xml} chooses. */
    public static final String FORM = "nightcall.log";

    private Logs() {
    }

    /** Only what is wrong, for commands whose answer is on standard output. */
    public static void quiet() {
        if (LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME) instanceof Logger root) {
            root.setLevel(Level.WARN);
        }
    }

    /** Reads {@code logback.xml} again, with the form that was chosen. @param form {@code plain} or {@code json} */
    public static void write(String form) {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.reset();
            context.putProperty(FORM, form);
            try {
                new ContextInitializer(context).autoConfig();
            } catch (JoranException e) {
                throw new IllegalStateException("logback.xml cannot be read", e);
            }
        }
    }
}
