package dev.nightcall;

import dev.nightcall.settings.Settings;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.URI;

/** For containers, whose image has no curl: ends with 0 when the Nightcall of this container is alive, else with 1. */
public final class HealthCheck {

    private static final int TIMEOUT_MILLIS = 4_000;

    private HealthCheck() {
    }

    /** Asks {@code /health/live}, which does not depend on AWS: an outage there is no reason to restart Nightcall. */
    public static void main(String[] args) {
        try {
            Settings settings = Settings.load();
            InetAddress host = InetAddress.getByName(settings.text("nightcall.management.host"));
            URI live = URI.create("http://" + (host.isAnyLocalAddress() ? "127.0.0.1" : host.getHostAddress()) + ":"
                    + settings.port("nightcall.management") + "/health/live");
            System.exit(status(live) == HttpURLConnection.HTTP_OK ? 0 : 1);
        } catch (IOException | RuntimeException e) {
            System.err.println("not alive: " + e.getMessage());
            System.exit(1);
        }
    }

    private static int status(URI live) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) live.toURL().openConnection();
        connection.setConnectTimeout(TIMEOUT_MILLIS);
        connection.setReadTimeout(TIMEOUT_MILLIS);
        try {
            return connection.getResponseCode();
        } finally {
            connection.disconnect();
        }
    }
}
