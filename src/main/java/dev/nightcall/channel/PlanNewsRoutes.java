package dev.nightcall.channel;

import dev.nightcall.aws.OutageLog;
import dev.nightcall.duty.PlanNews;
import dev.nightcall.duty.PlanWatch;
import dev.nightcall.metrics.Meters;
import dev.nightcall.oncall.OnCall;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.Route;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.RoutePolicySupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.function.Supplier;

/** What is wrong with the plan or the routes is told to the fallback channels of the plan in force, when it begins and ends. */
public final class PlanNewsRoutes extends RouteBuilder {

    private static final Logger LOG = LoggerFactory.getLogger(PlanNewsRoutes.class);
    /** As for incidents: after the channels' own routes. */
    private static final int LAST = 100_001;

    private final PlanWatch watch;
    private final Supplier<OnCall> onCall;
    private final Meters meters;
    private final OutageLog outages;
    private ProducerTemplate template;

    public PlanNewsRoutes(PlanWatch watch, Supplier<OnCall> onCall, Meters meters, OutageLog outages) {
        this.watch = watch;
        this.onCall = onCall;
        this.meters = meters;
        this.outages = outages;
    }

    @Override
    public void configure() {
        template = getContext().createProducerTemplate();

        // What could not be written is written by the next look.
        from("timer:watch-plan?delay=0&period={{nightcall.oncall.refresh}}").routeId("watch-plan").startupOrder(LAST)
            .routePolicy(new Leave(watch))
            .onException(Exception.class).handled(true)
                .process(e -> outages.met("comparing plans", e.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class)))
            .end()
            .setBody(e -> watch.look()).id("look-at-plans")
            .filter(simple("${body.size} > 0"))
                .split(body())
                    .process(this::tell).id("tell-of-plan")
                .end()
                .process(e -> watch.done()).id("told-of-plan");
    }

    private void tell(Exchange exchange) {
        PlanNews news = exchange.getMessage().getBody(PlanNews.class);
        Notice notice = new PlanNotice(onCall.get()).of(news);
        String recipient = Masked.recipient(news.recipient());
        Exchange sent = template.send(ChannelRoutes.uri(news.recipient()), told -> told.getMessage().setBody(notice));
        meters.notice(recipient, sent.getException() == null);
        if (sent.getException() == null) {
            watch.told(news);
        } else {
            LOG.warn("{} could not be told, and will be told again, of: {} ({})", recipient, notice.text(),
                    Masked.text(String.valueOf(sent.getException().getMessage())));
        }
    }

    /** A Nightcall that ends takes its report with it. */
    private static final class Leave extends RoutePolicySupport {

        private final PlanWatch watch;

        Leave(PlanWatch watch) {
            this.watch = watch;
        }

        @Override
        public void onStop(Route route) {
            try {
                watch.leave();
            } catch (RuntimeException e) {
                LOG.info("the others take it for granted after a while that this Nightcall has ended: {}", e.toString());
            }
        }
    }
}
