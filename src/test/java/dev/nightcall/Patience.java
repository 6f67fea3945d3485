package dev.nightcall;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import java.time.Duration;
import java.util.NoSuchElementException;

/**
 * How long every test waits for what other threads do, unless it says otherwise: long enough for a machine that has much else to
 * do, as a test that passes never waits for the end. Found by JUnit through {@code META-INF/services}.
 */
public final class Patience implements BeforeAllCallback {

    public static final Duration OF_A_TEST = Duration.ofSeconds(60);

    @Override
    public void beforeAll(ExtensionContext context) {
        Awaitility.setDefaultTimeout(OF_A_TEST);
        // Who looks for what is not there yet looks again.
        Awaitility.ignoreExceptionByDefault(NoSuchElementException.class);
    }
}
