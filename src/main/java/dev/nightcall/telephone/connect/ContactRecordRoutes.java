package dev.nightcall.telephone.connect;

import dev.nightcall.alert.Text;
import dev.nightcall.core.Finding;
import dev.nightcall.metrics.Meters;
import dev.nightcall.queue.DeadLetter;
import dev.nightcall.queue.Postponement;
import dev.nightcall.queue.QueueErrors;
import dev.nightcall.sending.Settle;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A contact record comes from Kinesis, late, twice or never: what it says of a call is to be settled. */
public final class ContactRecordRoutes extends RouteBuilder {

    /** Exchange variable: the record's sequence number, or the id of the dead letter that is replayed. */
    public static final String ID = "record-id";

    /** Exchange variable: how often the record has been tried, this time included. */
    public static final String TRIES = "record-tries";

    private static final String RECORD = "record";
    private static final int LONGEST_DEAD_LETTER = 50_000;
    private final ContactRecord contactRecord;
    private final Postponement postponement;
    private final Meters meters;

    public ContactRecordRoutes(ContactRecord contactRecord, Postponement postponement, Meters meters) {
        this.contactRecord = contactRecord;
        this.postponement = postponement;
        this.meters = meters;
    }

    @Override
    public void configure() {
        from("contact-records:{{nightcall.stream.contact-records}}?application={{nightcall.table.contact-record-leases}}")
            .routeId("contact-records").errorHandler(noErrorHandler())
            .setBody().body(byte[].class, contactRecord::each).id("records-in-it")
            .split(body()).stopOnException().id("each-in-it")
                .setVariable(ID).exchange(this::idOfEach).id("id-of-each")
                .to("direct:contact-record").id("each-record")
            .end();

        // A record that can never be handled is kept as a dead letter, so that it does not keep back all others; what else
        // fails is tried again in its shard.
        from("direct:contact-record").routeId("contact-record").errorHandler(noErrorHandler())
            .setVariable(RECORD).body().id("keep-record")
            .doTry().id("unless-it-is-poison")
                .setBody().body(byte[].class, contactRecord::read).id("parse-record")
                .to("direct:record-read").id("read-record")
            .doCatch(Exception.class).onWhen(this::isFinal)
                .setBody(this::deadLetter).id("record-as-dead-letter")
                .to("direct:dead-letter").id("give-up-record")
            .end();

        from("direct:record-read").routeId("record-read").errorHandler(noErrorHandler())
            .filter().body(Optional.class, Optional::isPresent).id("if-a-call-has-ended")
                .setBody().body(Optional.class, Optional::get).id("what-was-found")
                .process(e -> meters.recordRead(e.getMessage().getBody(Finding.class).endedAt())).id("measure-lag")
                .setBody().body(Finding.class, finding -> Settle.of(finding)).id("to-be-settled")
                .to("direct:settle-call").id("to-settling");
    }

    /** Each is a dead letter of its own, should it come to that. */
    private String idOfEach(Exchange exchange) {
        int index = exchange.getProperty(Exchange.SPLIT_INDEX, Integer.class);
        String payload = exchange.getVariable(ID, String.class);
        return index == 0 ? payload : payload + "." + index;
    }

    private boolean isFinal(Exchange exchange) {
        return postponement.isFinal(QueueErrors.error(exchange), exchange.getVariable(TRIES, 1, Integer.class));
    }

    private DeadLetter deadLetter(Exchange exchange) {
        String record = new String(exchange.getVariable(RECORD, byte[].class), StandardCharsets.UTF_8);
        // SQS takes neither control characters nor as much as Kinesis does.
        return postponement.deadLetter(exchange.getVariable(ID, String.class), "contact-records",
                QueueErrors.error(exchange),
                Text.cut(Text.lines(record), LONGEST_DEAD_LETTER));
    }
}
