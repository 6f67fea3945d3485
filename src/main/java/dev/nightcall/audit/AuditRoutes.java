package dev.nightcall.audit;

import dev.nightcall.aws.Lease;
import dev.nightcall.metrics.Meters;
import dev.nightcall.sending.AuditDone;
import dev.nightcall.sending.Outgoing;
import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteBuilder;

import java.util.List;
import java.util.function.Supplier;

/** The auditor: now and then one Nightcall of the fleet looks whether everything goes its way. */
public final class AuditRoutes extends RouteBuilder {

    private final Lease lease;
    private final OverdueIncidents incidents;
    private final OverdueSuppressions suppressions;
    private final OverdueLines lines;
    private final OverdueCalls calls;
    private final Accounting accounting;
    private final Progress progress;
    private final Meters meters;

    /** @param lease of whoever audits: nothing is overdue by a clock that is wrong, so such a one does not hold it */
    public AuditRoutes(Lease lease, OverdueIncidents incidents, OverdueSuppressions suppressions,
                       OverdueLines lines, OverdueCalls calls, Accounting accounting, Progress progress, Meters meters) {
        this.lease = lease;
        this.incidents = incidents;
        this.suppressions = suppressions;
        this.lines = lines;
        this.calls = calls;
        this.accounting = accounting;
        this.progress = progress;
        this.meters = meters;
    }

    @Override
    public void configure() {
        from("timer:audit?delay={{nightcall.audit.interval}}&period={{nightcall.audit.interval}}").routeId("audit")
            .onException(Exception.class).handled(true)
                .log(LoggingLevel.WARN, "the audit is made later: ${exception.message}").id("say-why-later")
            .end()
            .choice().id("whoever-audits")
                .when(e -> lease.hold()).id("only-one-audits")
                    .to("direct:audit-escalations").id("to-escalations")
                    .to("direct:audit-acknowledgements").id("to-acknowledgements")
                    .to("direct:audit-suppressions").id("to-suppressions")
                    .to("direct:audit-suppressed").id("to-suppressed")
                    .to("direct:audit-lines").id("to-lines")
                    .to("direct:audit-calls").id("to-calls")
                    .to("direct:account").id("to-accounting")
                .otherwise()
                    .process(e -> meters.unaccounted(Double.NaN)).id("another-audits");

        check("audit-escalations", incidents::escalate);
        check("audit-acknowledgements", incidents::endLeases);
        check("audit-suppressions", suppressions::end);
        check("audit-suppressed", incidents::comeBack);
        check("audit-lines", lines::serve);
        check("audit-calls", calls::look);
        check("account", accounting::account);

        from("direct:audit-done").routeId("audit-done").errorHandler(noErrorHandler())
            .process(e -> progress.keep(e.getMessage().getBody(AuditDone.class))).id("keep-found");
    }

    /** What one of them cannot do must not keep the others from it. */
    private void check(String name, Supplier<List<Outgoing>> check) {
        from("direct:" + name).routeId(name).errorHandler(noErrorHandler())
            .doTry().id("try-" + name)
                .setBody(e -> check.get()).id("overdue-in-" + name)
                .to("direct:send").id("after-" + name)
            .doCatch(Exception.class)
                .log(LoggingLevel.WARN, name + " is tried again at the next audit: ${exception.message}")
                    .id("say-why-not-" + name)
            .end();
    }
}
