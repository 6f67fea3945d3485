package dev.nightcall.mail.smtp;

import dev.nightcall.metrics.Meters;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultEndpoint;

import java.time.Clock;
import java.util.Map;

/**
 * The endpoint {@code smtp-server:HOST:PORT}: takes mail by SMTP (RFC 5321). An exchange is one mail, for however many
 * recipients: its body is a {@link dev.nightcall.mail.RawMail}, and there are no headers. The sender hears 250 when the
 * route has ended without an exception, and otherwise 451, after which it tries again.
 *
 * <p>camel-mail fetches and sends mail; nothing in Camel takes it.
 */
public final class SmtpServerComponent extends DefaultComponent {

    private final SmtpRules rules;
    private final Meters meters;
    private final Clock clock;

    public SmtpServerComponent(SmtpRules rules, Meters meters, Clock clock) {
        this.rules = rules;
        this.meters = meters;
        this.clock = clock;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
        int colon = remaining.lastIndexOf(':');
        String port = remaining.substring(colon + 1);
        if (colon < 1 || !port.matches("\\d{1,5}")) {
            throw new IllegalArgumentException("smtp-server:HOST:PORT is needed, not " + uri);
        }
        return new ServerEndpoint(uri, this, remaining.substring(0, colon), Integer.parseInt(port));
    }

    private static final class ServerEndpoint extends DefaultEndpoint {

        private final SmtpServerComponent component;
        private final String host;
        private final int port;

        ServerEndpoint(String uri, SmtpServerComponent component, String host, int port) {
            super(uri, component);
            this.component = component;
            this.host = host;
            this.port = port;
        }

        @Override
        public Consumer createConsumer(Processor processor) {
            return new SmtpServerConsumer(this, processor, host, port, component.rules, component.meters, component.clock);
        }

        @Override
        public Producer createProducer() {
            throw new UnsupportedOperationException("smtp-server: is a source, nothing is sent to it");
        }
    }
}
