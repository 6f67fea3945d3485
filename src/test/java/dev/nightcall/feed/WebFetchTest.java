package dev.nightcall.feed;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Servers of calendars, good ones and others. */
@Timeout(60)
class WebFetchTest {

    private static final int MAX = 100_000;

    private final WebFetch web = new WebFetch(Duration.ofSeconds(5), MAX);
    private CalendarServer server;

    @BeforeEach
    void start() throws IOException {
        server = new CalendarServer("hello");
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void readsAndDoesNotReadAgainWhatIsTheSame() {
        WebFetch.Answer first = web.get(URI.create(server.url("/calendar")), WebFetch.Version.NONE);
        assertThat(first.octets()).asString(StandardCharsets.UTF_8).isEqualTo("hello");

        assertThat(web.get(URI.create(server.url("/calendar")), first.version()).octets()).isNull();

        server.says("changed");
        assertThat(web.get(URI.create(server.url("/calendar")), first.version()).octets()).asString(StandardCharsets.UTF_8)
                .isEqualTo("changed");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "/status/404, answers with status 404", "/status/401, answers with status 401", "/status/500, answers with status 500",
        "/status/503, answers with status 503", "/status/304, answers with status 304",
        "/hangs, does not answer within 5000 ms", "/drips, does not answer within 5000 ms",
        "/endless, answers with more than 100000 bytes", "/announced, answers with more than 100000 bytes",
        "'/broken', 'breaks off its answer, or does not speak HTTP'", "'/ssh', 'breaks off its answer, or does not speak HTTP'",
        "/to//to//to//to//to//to//to//to//calendar, redirects more than 5 times", "/circle, redirects more than 5 times",
        "/to/ftp://example.com/x, redirects to something that is neither http nor https",
        "/to/file:///etc/passwd, redirects to something that is neither http nor https",
        "/to/http://, redirects to an address that is none"})
    void saysWhyNot(String path, String why) {
        assertThatThrownBy(() -> web.get(URI.create(server.url(path)), WebFetch.Version.NONE))
                .isInstanceOf(FeedException.class).hasMessage(why);
        assertThat(server.sent()).as("it does not read to the end").isLessThan(50_000_000);
    }

    @Test
    void saysThatNobodyListens() throws IOException {
        String url = server.url("/calendar");
        server.close();

        assertThatThrownBy(() -> web.get(URI.create(url), WebFetch.Version.NONE)).hasMessage("cannot be connected to");
        assertThatThrownBy(() -> web.get(URI.create("http://calendar.invalid/"), WebFetch.Version.NONE))
                .hasMessage("cannot be connected to");
    }

    @Test
    void followsToTheEndButNotInACircle() {
        assertThat(web.get(URI.create(server.url("/to//to//calendar")), WebFetch.Version.NONE).octets()).hasSize(5);
        assertThat(server.requests()).hasSize(3);
    }

    @Test
    void givesUserAndPasswordToItsOwnServerOnly() throws IOException {
        try (CalendarServer other = new CalendarServer("other")) {
            String to = server.url("/to/" + other.url("/calendar").replace(":", "%3A"))
                    .replace("http://", "http://any:p%40ss@");

            assertThat(web.get(URI.create(to), WebFetch.Version.NONE).octets()).hasSize(5);
            assertThat(server.requests()).first().asString().contains("Authorization: Basic YW55OnBAc3M=").doesNotContain("p%40ss@");
            assertThat(other.requests()).first().asString().doesNotContain("Authorization");
        }
    }

    @Test
    void doesNotLeaveTls() {
        assertThatThrownBy(() -> WebFetch.redirected(URI.create("https://example.com/x"), "http://example.com/x"))
                .hasMessage("redirects from https to http");
        assertThat(WebFetch.redirected(URI.create("http://example.com/x"), "https://example.com/y")).hasScheme("https");
        assertThat(WebFetch.redirected(URI.create("https://example.com/a/x"), "../y?z")).hasToString("https://example.com/y?z");
    }
}
