package dev.nightcall.channel;

import dev.nightcall.aws.OutageLog;
import dev.nightcall.duty.PlanNews;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.Route;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.RoutePolicySupport;

import java.util.List;

/** What is wrong with the plan or the routes is told to the fallback channels of the plan in force, when it begins and ends. */
public final class PlanNewsRoutes extends RouteBuilder {

    /** As for incidents: after the channels' own routes. */
    private static final int LAST = 100_001;
    /** In memory, as what a Nightcall has not told within a minute another one tells. */
    private static final String NEWS = "seda:plan-news?size=2&discardWhenFull=true";

    private final PlanNotices notices;
    private final OutageLog outages;
    private ProducerTemplate template;

    public PlanNewsRoutes(PlanNotices notices, OutageLog outages) {
        this.notices = notices;
        this.outages = outages;
    }

    @Override
    public void configure() {
        template = getContext().createProducerTemplate();

        // What could not be written is written by the next look.
        onException(Exception.class).handled(true)
            .process(e -> outages.met("comparing plans", e.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class)))
                .id("plans-are-compared-later");

        from("timer:watch-plan?delay=0&period={{nightcall.oncall.refresh}}").routeId("watch-plan").startupOrder(LAST)
            .routePolicy(new Leave(notices))
            .setBody(e -> notices.look()).id("look-at-plans")
            .filter(simple("${body.size} > 0")).id("if-there-is-news")
                .to(NEWS).id("plan-news-to-channels");

        // Apart from the look, which a channel that hangs must not hold up.
        from(NEWS).routeId("plan-news")
            .split(body()).id("each-news-of-plan")
                .process(this::tell).id("tell-of-plan")
            .end()
            .process(e -> notices.done(newsOf(e))).id("told-of-plan");
    }

    @SuppressWarnings("unchecked")
    private static List<PlanNews> newsOf(Exchange exchange) {
        return exchange.getMessage().getBody(List.class);
    }

    private void tell(Exchange exchange) {
        PlanNews news = exchange.getMessage().getBody(PlanNews.class);
        Exchange sent = template.send(ChannelRoutes.uri(news.recipient()),
                told -> told.getMessage().setBody(notices.notice(news)));
        notices.tried(news, sent.getException());
    }

    /** A Nightcall that ends takes its report with it. */
    private static final class Leave extends RoutePolicySupport {

        private final PlanNotices notices;

        Leave(PlanNotices notices) {
            this.notices = notices;
        }

        @Override
        public void onStop(Route route) {
            notices.leave();
        }
    }
}
