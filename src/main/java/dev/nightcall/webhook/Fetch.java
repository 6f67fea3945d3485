package dev.nightcall.webhook;

import java.io.IOException;
import java.net.URI;

/** Asks another server for something. */
interface Fetch {

    /** @throws IOException when there is no answer in time, another than 200, or too long a one */
    byte[] get(URI uri) throws IOException;
}
