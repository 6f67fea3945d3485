package dev.nightcall.trap;

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
 * The endpoint {@code snmp-traps:NAME}: SNMP traps and INFORMs of versions 1, 2c and 3 over UDP; the body is a {@link Trap}.
 *
 * <p>camel-snmp answers an INFORM before the route has run, accepts every community, cannot read version 3 and runs the
 * route on the only thread that receives.
 */
public final class TrapComponent extends DefaultComponent {

    private final TrapSettings settings;
    private final TrapReader reader;
    private final Meters meters;
    private final Clock clock;

    public TrapComponent(TrapSettings settings, TrapReader reader, Meters meters, Clock clock) {
        this.settings = settings;
        this.reader = reader;
        this.meters = meters;
        this.clock = clock;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String name, Map<String, Object> parameters) {
        return new TrapEndpoint(uri, this);
    }

    private static final class TrapEndpoint extends DefaultEndpoint {

        private final TrapComponent component;

        TrapEndpoint(String uri, TrapComponent component) {
            super(uri, component);
            this.component = component;
        }

        @Override
        public Consumer createConsumer(Processor processor) {
            return new TrapConsumer(this, processor, component.settings, component.reader, component.meters,
                    component.clock);
        }

        @Override
        public Producer createProducer() {
            throw new UnsupportedOperationException("snmp-traps: is a source, nothing is sent to it");
        }
    }
}
