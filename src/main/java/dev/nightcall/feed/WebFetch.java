package dev.nightcall.feed;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/**
 * GET over HTTP within a time and a length, both for all of it: a server that hangs or drips is given up. User and password
 * of a URL go to its own server only; a redirect never leaves https.
 */
final class WebFetch {

    private static final int MAX_REDIRECTS = 5;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final int OK = 200;
    private static final int NOT_MODIFIED = 304;

    private final HttpClient http;
    private final Duration within;
    private final int maxSize;

    /** By which a server knows what was read before. Each may be null. */
    record Version(String etag, String lastModified) {

        static final Version NONE = new Version(null, null);
    }

    /** @param octets null when they are what they were */
    record Answer(byte[] octets, Version version) {
    }

    WebFetch(Duration within, int maxSize) {
        this.within = within;
        this.maxSize = maxSize;
        // An h2c upgrade is more than some calendar servers understand.
        this.http = HttpClient.newBuilder().connectTimeout(within).followRedirects(HttpClient.Redirect.NEVER)
                .version(HttpClient.Version.HTTP_1_1).build();
    }

    /** @throws FeedException when there is no such answer */
    Answer get(URI uri, Version known) {
        long deadline = System.nanoTime() + within.toNanos();
        URI at = uri;
        for (int redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
            HttpResponse<byte[]> response = ask(request(at, uri, known), deadline - System.nanoTime());
            if (response.statusCode() == OK) {
                return new Answer(response.body(), version(response.headers()));
            }
            if (response.statusCode() == NOT_MODIFIED && !known.equals(Version.NONE)) {
                return new Answer(null, known);
            }
            if (!REDIRECTS.contains(response.statusCode())) {
                throw new FeedException("answers with status " + response.statusCode());
            }
            at = redirected(at, response.headers().firstValue("Location").orElse(""));
        }
        throw new FeedException("redirects more than " + MAX_REDIRECTS + " times");
    }

    private HttpRequest request(URI at, URI first, Version known) {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(withoutUser(at)).timeout(within)
                    .header("Accept", "text/calendar, */*;q=0.1").header("User-Agent", "Nightcall");
            if (first.getRawUserInfo() != null && first.getScheme().equalsIgnoreCase(at.getScheme())
                    && first.getHost().equalsIgnoreCase(at.getHost()) && first.getPort() == at.getPort()) {
                request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(
                        decoded(first.getRawUserInfo()).getBytes(StandardCharsets.UTF_8)));
            }
            Optional.ofNullable(known.etag()).ifPresent(etag -> request.header("If-None-Match", etag));
            Optional.ofNullable(known.lastModified()).ifPresent(time -> request.header("If-Modified-Since", time));
            return request.build();
        } catch (IllegalArgumentException e) {
            throw new FeedException("has an address that nobody can ask");
        }
    }

    private HttpResponse<byte[]> ask(HttpRequest request, long nanos) {
        CompletableFuture<HttpResponse<byte[]>> answer = http.sendAsync(request, info -> new LimitedBody(info.statusCode() == OK,
                info.headers().firstValueAsLong("Content-Length").orElse(0), maxSize));
        try {
            return answer.get(Math.max(1, nanos), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FeedException("was not read: Nightcall stops", e);
        } catch (TimeoutException e) {
            throw new FeedException("does not answer within " + within.toMillis() + " ms", e);
        } catch (ExecutionException e) {
            throw problem(e.getCause());
        } finally {
            answer.cancel(true);
        }
    }

    /** In words of our own: those of others may repeat the address. */
    private FeedException problem(Throwable cause) {
        for (Throwable e = cause; e != null; e = e.getCause()) {
            if (e instanceof FeedException known) {
                return known;
            }
            if (e instanceof HttpTimeoutException) {
                return new FeedException("does not answer within " + within.toMillis() + " ms", cause);
            }
            if (e instanceof ConnectException) {
                return new FeedException("cannot be connected to", cause);
            }
            if (e instanceof SSLException) {
                return new FeedException("has no TLS certificate that is trusted, or no TLS at all", cause);
            }
        }
        return new FeedException(cause instanceof IOException ? "breaks off its answer, or does not speak HTTP"
                : "cannot be asked (" + cause.getClass().getSimpleName() + ")", cause);
    }

    static URI redirected(URI from, String location) {
        URI to;
        try {
            to = from.resolve(location);
        } catch (IllegalArgumentException e) {
            throw new FeedException("redirects to an address that is none");
        }
        boolean secure = "https".equalsIgnoreCase(to.getScheme());
        if (to.getHost() == null || !secure && !"http".equalsIgnoreCase(to.getScheme())) {
            throw new FeedException("redirects to something that is neither http nor https");
        }
        if ("https".equalsIgnoreCase(from.getScheme()) && !secure) {
            throw new FeedException("redirects from https to http");
        }
        return to;
    }

    private static URI withoutUser(URI uri) {
        String text = uri.toASCIIString();
        return uri.getRawUserInfo() == null ? URI.create(text)
                : URI.create(text.replaceFirst("//[^/@]*@", "//"));
    }

    /** As written in a URL, where a plus is a plus. */
    private static String decoded(String userInfo) {
        return URLDecoder.decode(userInfo.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static Version version(HttpHeaders headers) {
        return new Version(headers.firstValue("ETag").orElse(null), headers.firstValue("Last-Modified").orElse(null));
    }
}
