package dev.nightcall.call;

import dev.nightcall.escalation.Reached;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;

import java.util.Map;

/**
 * The recipient {@code call:NAME}: whoever is behind the name is asked for about the incident in the message body, a
 * {@link Reached}. The answer, an {@link dev.nightcall.escalation.Asked}, is what has to be sent for their lines to be dialled.
 */
public final class CallComponent extends DefaultComponent {

    private final CallRequests requests;

    public CallComponent(CallRequests requests) {
        this.requests = requests;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String name, Map<String, Object> parameters) {
        return new CallEndpoint(uri, this, name);
    }

    private static final class CallEndpoint extends DefaultEndpoint {

        private final CallComponent component;
        private final String name;

        CallEndpoint(String uri, CallComponent component, String name) {
            super(uri, component);
            this.component = component;
            this.name = name;
        }

        @Override
        public Producer createProducer() {
            return new DefaultProducer(this) {
                @Override
                public void process(Exchange exchange) {
                    exchange.getMessage().setBody(component.requests.ask(name, exchange.getMessage().getBody(Reached.class)));
                }
            };
        }

        @Override
        public Consumer createConsumer(Processor processor) {
            throw new UnsupportedOperationException("call: is a recipient, nothing is received from it");
        }

        @Override
        public boolean isLenientProperties() {
            return false;
        }
    }
}
