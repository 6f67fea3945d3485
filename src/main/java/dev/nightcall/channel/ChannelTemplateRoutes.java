package dev.nightcall.channel;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.RouteTemplateContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.camel.component.mail.MailAuthenticator;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The templates of channels: Slack, any webhook, mail. {@code docs/channels.md} says what their parameters mean.
 *
 * <p>A channel whose address is empty does nothing until it is told of something; Nightcall does not start when the plan names
 * it. Addresses and passwords are in no endpoint's URI, which is logged and shown.
 */
public final class ChannelTemplateRoutes extends RouteBuilder {

    private static final Pattern SETTING = Pattern.compile("\\{\\{\\??([^{}:]+)(:.*)?}}");
    private static final String HTTP = "http://channel?httpClientConfigurer=#{{channel-client}}&httpMethod=POST"
            + "&userAgent=Nightcall&ignoreResponseBody=true&skipResponseHeaders=true&followRedirects=false"
            + "&connectTimeout=%1$d&responseTimeout=%1$d&soTimeout=%1$d&connectionRequestTimeout=%1$d";

    private final ObjectMapper json;
    private final Duration limit;

    /** @param limit how long each wait for the other side may take */
    public ChannelTemplateRoutes(ObjectMapper json, Duration limit) {
        this.json = json;
        this.limit = limit;
    }

    @Override
    public void configure() {
        String http = HTTP.formatted(limit.toMillis());
        routeTemplate("slack-channel")
            .templateParameter("name").templateParameter("url", "")
            .configure(template -> http(template, notice -> json.writeValueAsBytes(
                    Map.of("text", SlackText.of(notice), "unfurl_links", false, "unfurl_media", false)), "", ""))
            .from("direct:{{name}}")
                .errorHandler(noErrorHandler())
                .process("{{channel-message}}").id("slack-message")
                .to(http).id("slack-post");

        routeTemplate("webhook-channel")
            .templateParameter("name").templateParameter("url", "").templateParameter("header", "")
            .templateParameter("secret", "").templateParameter("body", "")
            .configure(this::webhook)
            .from("direct:{{name}}")
                .errorHandler(noErrorHandler())
                .process("{{channel-message}}").id("webhook-message")
                .to(http).id("webhook-post");

        routeTemplate("mail-channel")
            .templateParameter("name").templateParameter("server", "").templateParameter("username", "")
            .templateParameter("password", "").templateParameter("starttls", "required")
            .templateParameter("from", "").templateParameter("to", "").templateParameter("subject", "[Nightcall] {text}")
            .configure(this::mail)
            .from("direct:{{name}}")
                .errorHandler(noErrorHandler())
                .process("{{channel-message}}").id("mail-message")
                .to("smtp://channel?session=#{{channel-session}}&authenticator=#{{channel-login}}").id("mail-send");
    }

    /** What a channel makes of a notice. */
    private interface Writer {

        byte[] write(Notice notice) throws Exception;
    }

    private void webhook(RouteTemplateContext template) {
        Parameters parameters = new Parameters(template, "webhook-channel");
        JsonBody body = parameters.read("body", () -> new JsonBody(parameters.raw("body"), json));
        http(template, body::of, parameters.text("header"), parameters.text("secret"));
    }

    private void http(RouteTemplateContext template, Writer writer, String header, String secret) {
        Parameters parameters = new Parameters(template, "channel");
        String url = parameters.text("url");
        if (!url.isEmpty() && address(url, Set.of("http", "https")).isEmpty()) {
            throw parameters.wrong("url", "must be an http or https URL");
        }
        String[] named = header.split(":", 2);
        if (!header.isEmpty() && (named.length < 2 || !named[0].strip().matches("[A-Za-z0-9!#$%&'*+.^_`|~-]+")
                || named[1].chars().anyMatch(Character::isISOControl))) {
            throw parameters.wrong("header", "must be written as Name: value");
        }
        template.bind("channel-client", HttpClientConfigurer.class, (HttpClientConfigurer) client -> client
                .disableAutomaticRetries().disableCookieManagement().disableRedirectHandling().disableAuthCaching());
        template.bind("channel-message", Processor.class, (Processor) exchange -> {
            parameters.require("url");
            byte[] body = writer.write(exchange.getMessage().getBody(Notice.class));
            exchange.getMessage().removeHeaders("*");
            exchange.getMessage().setBody(body);
            exchange.getMessage().setHeader(Exchange.HTTP_URI, url);
            exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "application/json; charset=utf-8");
            if (!header.isEmpty()) {
                exchange.getMessage().setHeader(named[0].strip(), named[1].strip());
            }
            if (!secret.isEmpty()) {
                exchange.getMessage().setHeader(Signature.HEADER, Signature.of(body, secret));
            }
        });
    }

    private void mail(RouteTemplateContext template) {
        Parameters parameters = new Parameters(template, "mail-channel");
        URI server = URI.create("smtp://unset.invalid");
        if (!parameters.text("server").isEmpty()) {
            server = address(parameters.text("server"), Set.of("smtp", "smtps"))
                    .orElseThrow(() -> parameters.wrong("server", "must be smtp://HOST:PORT or smtps://HOST:PORT"));
        }
        String username = parameters.text("username");
        Optional<NoticeMail> mail = !parameters.has("from", "to") ? Optional.empty()
                : Optional.of(parameters.read("addresses", () -> new NoticeMail(parameters.text("from"), parameters.text("to"),
                        parameters.raw("subject"))));
        Login login = new Login(username, parameters.text("password"));
        template.bind("channel-login", MailAuthenticator.class, login);
        template.bind("channel-session", Session.class, Session.getInstance(properties(server, !username.isEmpty(),
                parameters.choice("starttls", Set.of("required", "if-offered", "never"))), login));
        template.bind("channel-message", Processor.class, (Processor) exchange -> {
            parameters.require("server", "from", "to");
            Notice notice = exchange.getMessage().getBody(Notice.class);
            exchange.getMessage().removeHeaders("*");
            exchange.getMessage().setBody(mail.orElseThrow().of(notice));
        });
    }

    /** The server is said here and not in the endpoint's URI, too: both are the same to camel-mail. */
    private Properties properties(URI server, boolean login, String starttls) {
        boolean tls = server.getScheme().equalsIgnoreCase("smtps");
        Properties properties = new Properties();
        Map.of("host", server.getHost(), "port", server.getPort() < 0 ? tls ? 465 : 25 : server.getPort(), "auth", login,
                "ssl.enable", tls, "ssl.checkserveridentity", true, "starttls.enable", !tls && !starttls.equals("never"),
                "starttls.required", !tls && starttls.equals("required"), "connectiontimeout", limit.toMillis(),
                "timeout", limit.toMillis(), "writetimeout", limit.toMillis())
                .forEach((name, value) -> properties.setProperty("mail.smtp." + name, value.toString()));
        return properties;
    }

    private static Optional<URI> address(String text, Set<String> schemes) {
        try {
            URI uri = new URI(text);
            return Optional.of(uri).filter(address -> address.getHost() != null
                    && schemes.contains(String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT)));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** The parameters of one channel. No message shows a value: it may be a secret. */
    private final class Parameters {

        private final RouteTemplateContext template;
        private final String kind;
        /** Those whose variables are not set: somebody may be told of this who names the channel, and nobody else. */
        private final Set<String> unset = new TreeSet<>();

        Parameters(RouteTemplateContext template, String kind) {
            this.template = template;
            this.kind = kind;
        }

        String raw(String name) {
            Object value = template.getProperty(name);
            return value == null ? "" : value.toString();
        }

        String text(String name) {
            try {
                return template.getCamelContext().resolvePropertyPlaceholders(raw(name)).strip();
            } catch (IllegalArgumentException e) {
                // Not with Camel's message, which shows the text.
                unset.add(setting(name));
                return "";
            }
        }

        boolean has(String... names) {
            return Stream.of(names).noneMatch(name -> text(name).isEmpty());
        }

        /** A plan that names this channel may have been taken up after the start. */
        void require(String... names) {
            if (!unset.isEmpty()) {
                throw new IllegalStateException(String.join(", ", unset) + " is not set");
            }
            for (String name : names) {
                if (text(name).isEmpty()) {
                    throw new IllegalStateException(setting(name) + " is not set");
                }
            }
        }

        String choice(String name, Set<String> words) {
            if (!words.contains(text(name))) {
                throw wrong(name, "must be one of " + String.join(", ", new TreeSet<>(words)));
            }
            return text(name);
        }

        <T> T read(String name, Supplier<T> reader) {
            try {
                return reader.get();
            } catch (IllegalArgumentException e) {
                throw wrong(name, e.getMessage());
            }
        }

        IllegalArgumentException wrong(String name, String why) {
            return new IllegalArgumentException(kind + " " + raw("name") + ": " + setting(name) + " " + why);
        }

        /** By what name people know it. */
        private String setting(String name) {
            Matcher placeholder = SETTING.matcher(raw(name));
            return placeholder.matches() ? placeholder.group(1) : name;
        }
    }

    /** Keeps the password out of the endpoint's URI. */
    private static final class Login extends MailAuthenticator {

        private final String username;
        private final String password;

        Login(String username, String password) {
            this.username = username;
            this.password = password;
        }

        @Override
        public PasswordAuthentication getPasswordAuthentication() {
            return username.isEmpty() ? new PasswordAuthentication(null, null) : new PasswordAuthentication(username, password);
        }
    }
}
