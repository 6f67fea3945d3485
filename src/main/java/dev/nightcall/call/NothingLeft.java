package dev.nightcall.call;

import dev.nightcall.core.Call;
import dev.nightcall.core.Contact;
import dev.nightcall.telephone.Telephone;
import dev.nightcall.telephone.TelephoneBusyException;
import dev.nightcall.telephone.TelephoneException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a call while people talk that nothing is left of it: all of its incidents are over or taken. The flow says so instead of
 * "you have it", if a running flow sees such a change; its words are true either way.
 *
 * <p>What is left of a call is not told: it may change again before a digit is pressed, and would cost a request for each of
 * hundreds of incidents. Every look tells what was not told before, so that it need not succeed, and waits for nothing.
 */
public final class NothingLeft {

    private static final Logger LOG = LoggerFactory.getLogger(NothingLeft.class);
    private final Remaining remaining;
    private final Telephone telephone;
    private final Speech speech;
    private final RequestQuota quota;

    /** @param quota of UpdateContactAttributes */
    public NothingLeft(Remaining remaining, Telephone telephone, Speech speech, RequestQuota quota) {
        this.remaining = remaining;
        this.telephone = telephone;
        this.speech = speech;
        this.quota = quota;
    }

    /** @param contact as it was seen just now, connected */
    void tell(Call call, Contact contact) {
        if (!quota.may()) {
            return;
        }
        try {
            telephone.tell(contact.id(), speech.gone(call.engineer(), remaining.someOf(call)));
        } catch (TelephoneBusyException e) {
            LOG.debug("call {} is told at the next look that nothing is left: {}", call.id(), e.toString());
        } catch (TelephoneException e) {
            LOG.warn("call {} cannot be told that nothing is left: {}", call.id(), e.toString());
        }
    }
}
