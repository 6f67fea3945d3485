package dev.nightcall.intake;

import java.io.IOException;

/** Nightcall cannot listen where a setting tells it to. */
public final class PortInUseException extends IOException {

    PortInUseException(String message, IOException cause) {
        super(message, cause);
    }
}
