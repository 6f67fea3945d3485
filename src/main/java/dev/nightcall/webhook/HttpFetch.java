package dev.nightcall.webhook;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Over HTTP, within a time and a length, and nowhere else than it was sent to. */
final class HttpFetch implements Fetch {

    private static final int LONGEST = 65_536;

    private final HttpClient http;
    private final Duration within;

    HttpFetch(Duration within) {
        this.within = within;
        this.http = HttpClient.newBuilder().connectTimeout(within).followRedirects(HttpClient.Redirect.NEVER).build();
    }

    @Override
    public byte[] get(URI uri) throws IOException {
        // The time is for all of it: the client's own ends with the headers.
        CompletableFuture<byte[]> answer = http.sendAsync(HttpRequest.newBuilder(uri).timeout(within).build(),
                HttpResponse.BodyHandlers.ofInputStream()).thenApplyAsync(HttpFetch::read);
        try {
            return answer.get(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("asking " + uri.getHost() + " was interrupted", e);
        } catch (ExecutionException e) {
            throw new IOException("asking " + uri.getHost() + " failed: " + e.getCause().getMessage(), e);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new IOException(uri.getHost() + " did not answer within " + within, e);
        }
    }

    private static byte[] read(HttpResponse<InputStream> response) {
        try (InputStream in = response.body()) {
            byte[] body = in.readNBytes(LONGEST + 1);
            if (response.statusCode() != 200 || body.length > LONGEST) {
                throw new IllegalStateException("status " + response.statusCode() + ", " + body.length + " bytes or more");
            }
            return body;
        } catch (IOException e) {
            throw new IllegalStateException("its answer broke off", e);
        }
    }
}
