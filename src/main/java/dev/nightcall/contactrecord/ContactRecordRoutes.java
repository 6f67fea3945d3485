package dev.nightcall.contactrecord;

import dev.nightcall.call.Call;
import dev.nightcall.call.Finding;
import org.apache.camel.builder.RouteBuilder;

import java.util.Optional;

/** A contact record comes from Kinesis, or the call watch has seen the end: the call is settled. */
public final class ContactRecordRoutes extends RouteBuilder {

    private final ContactRecord contactRecord;
    private final Settlement settlement;

    public ContactRecordRoutes(ContactRecord contactRecord, Settlement settlement) {
        this.contactRecord = contactRecord;
        this.settlement = settlement;
    }

    @Override
    public void configure() {
        from("contact-records:{{nightcall.stream.contact-records}}?application={{nightcall.table.contact-record-leases}}")
            .routeId("contact-record").errorHandler(noErrorHandler())
            .setBody().body(byte[].class, contactRecord::read)
            .filter().body(Optional.class, Optional::isPresent)
                .setBody().body(Optional.class, Optional::get)
                .to("direct:settle-call").id("to-settling");

        from("direct:settle-call").routeId("settle-call").errorHandler(noErrorHandler())
            .setBody().body(Finding.class, settlement::settle)
            .to("direct:send").id("effects");

        from("direct:call-settled").routeId("call-settled").errorHandler(noErrorHandler())
            .process(e -> settlement.settled(e.getMessage().getBody(Call.class)));
    }
}
