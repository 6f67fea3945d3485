package dev.nightcall.reading;

import dev.nightcall.memory.Memory;
import dev.nightcall.memory.MemoryFullException;
import dev.nightcall.memory.Share;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.SynchronizationAdapter;

import java.util.function.ToLongFunction;

/** Takes memory for what is about to be read, and gives it back when the exchange has come to its end, whichever. */
public final class ShareProcessor implements Processor {

    private static final String SHARE = "share";

    private final Memory memory;
    private final ToLongFunction<Exchange> weight;

    /** @param weight in bytes, of what reading the body takes up */
    public ShareProcessor(Memory memory, ToLongFunction<Exchange> weight) {
        this.memory = memory;
        this.weight = weight;
    }

    /** @throws MemoryFullException when there is no room for it */
    @Override
    public void process(Exchange exchange) {
        Share share = memory.open();
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange ended) {
                share.close();
            }
        });
        exchange.setVariable(SHARE, share);
        share.take(weight.applyAsLong(exchange));
    }

    /** What was taken for this exchange, and may be added to. */
    public static Share of(Exchange exchange) {
        return exchange.getVariable(SHARE, Share.class);
    }
}
