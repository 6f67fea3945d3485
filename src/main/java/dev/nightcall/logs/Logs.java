package dev.nightcall.logs;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.ContextInitializer;
import ch.qos.logback.core.joran.spi.JoranException;
import org.slf4j.LoggerFactory;

import java.util.Map;

/** How the log is written. */
public final class Logs {

    /** The property by which {@code logback.xml} chooses. */
    public static final String FORM = "nightcall.log";

    private static final String TARGET = "nightcall.log.target";

    private Logs() {
    }

    /** Only what is wrong, and on standard error: for commands, whose answer is alone on standard output. */
    public static void quiet() {
        read(Map.of(TARGET, "System.err"));
        if (LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME) instanceof Logger root) {
            root.setLevel(Level.WARN);
        }
    }

    /** Reads {@code logback.xml} again, with the form that was chosen. @param form {@code plain} or {@code json} */
    public static void write(String form) {
        read(Map.of(FORM, form));
    }

    private static void read(Map<String, String> properties) {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.reset();
            properties.forEach(context::putProperty);
            try {
                new ContextInitializer(context).autoConfig();
            } catch (JoranException e) {
                throw new IllegalStateException("logback.xml cannot be read", e);
            }
        }
    }
}
