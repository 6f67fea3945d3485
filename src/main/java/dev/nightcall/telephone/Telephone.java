package dev.nightcall.telephone;

import dev.nightcall.core.Contact;

import java.util.Map;
import java.util.Optional;

/**
 * Whatever can phone somebody, say what it is given, and hear a key. How many requests it may be asked in a second is not its
 * business: whoever asks has passed the throttle, so nothing here tries twice by itself.
 */
public interface Telephone {

    /** The name of what is said by which a call knows that nothing is left of what it is about: 1, otherwise 0. */
    String GONE = "gone";

    /**
     * Begins a call, and does not wait until it is answered. While a call with the same token lives, it is returned instead of
     * a new one; afterwards nobody may rely on that.
     *
     * @param token        the same for the same call, however often it is asked for
     * @param number       in E.164
     * @param said         what is said, by the names that the telephone knows
     * @param transmission says until when it may be asked, and whether it was
     * @throws Transmission.TooLateException when it was too late to ask: nothing was dialled
     */
    Dialled dial(String token, String number, Map<String, String> said, Transmission transmission);

    /**
     * What is known of a call, which may be less than is so.
     *
     * @param contactId by which it was {@linkplain Dialled.Placed placed}
     * @return empty when no such call is known
     * @throws TelephoneBusyException when it may be asked again
     * @throws TelephoneException     when that would change nothing
     */
    Optional<Contact> look(String contactId);

    /**
     * Ends a call, whether it rings or talks. That it has ended already is no error.
     *
     * @throws TelephoneBusyException when it may be asked again
     * @throws TelephoneException     when that would change nothing
     */
    void stop(String contactId);

    /**
     * Changes what a call says from now on, if it goes on.
     *
     * @param said as for {@link #dial}, without what stays as it is
     * @throws TelephoneBusyException when it may be asked again
     * @throws TelephoneException     when that would change nothing
     */
    void tell(String contactId, Map<String, String> said);
}
