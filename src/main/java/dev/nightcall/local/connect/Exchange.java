package dev.nightcall.local.connect;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Places calls, and knows those that ring or talk. */
final class Exchange {

    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);
    /** "The token is valid for 7 days" (StartOutboundVoiceContact, ClientToken, API reference). */
    private static final Duration TOKEN_VALIDITY = Duration.ofDays(7);

    private final Map<String, Call> live = new LinkedHashMap<>();
    private final Call.Surroundings surroundings;
    private final PhoneScripts scripts;
    private final ContactRecords records;
    private final Supplier<URI> page;

    /** @param page where a person can answer a phone that rings */
    Exchange(Call.Surroundings surroundings, PhoneScripts scripts, ContactRecords records, Supplier<URI> page) {
        this.surroundings = surroundings;
        this.scripts = scripts;
        this.records = records;
        this.page = page;
    }

    /**
     * Ends the calls that the last run left behind, as an outage would, and puts the contact records it still owed.
     */
    void takeUp() {
        for (Contact contact : List.copyOf(surroundings.contacts().all())) {
            if (contact.isAlive()) {
                contact.ended(contact.answeredAt() == null ? DisconnectReason.TELECOM_PROBLEM : DisconnectReason.OTHER,
                        surroundings.clock().instant());
                surroundings.contacts().save(contact);
            }
            if (!contact.isRecordDone()) {
                records.contactEnded(contact);
            }
        }
    }

    /**
     * Starts a call, unless one that was started with the same token is still alive.
     *
     * @return the id of the contact, new or not
     */
    String dial(OutboundCall call) {
        return alreadyStarted(call.clientToken()).map(Contact::id).orElseGet(() -> start(call));
    }

    Optional<Call> live(String contactId) {
        return Optional.ofNullable(live.get(contactId));
    }

    /** The call that {@code number} has been in for longest. */
    Optional<Call> liveAt(String number) {
        return live.values().stream().filter(call -> call.contact().call().number().equals(number)).findFirst();
    }

    /** Somebody has changed a contact: one that has ended gets another record. */
    void updated(Contact contact) {
        surroundings.contacts().save(contact);
        if (!contact.isAlive()) {
            records.contactEnded(contact);
        }
    }

    Collection<Call> live() {
        return Collections.unmodifiableCollection(live.values());
    }

    private Optional<Contact> alreadyStarted(String clientToken) {
        return Optional.ofNullable(clientToken).flatMap(surroundings.contacts()::newestWithToken)
                .filter(Contact::isAlive).filter(contact ->
                        contact.initiatedAt().plus(TOKEN_VALIDITY).isAfter(surroundings.clock().instant()));
    }

    private String start(OutboundCall outbound) {
        Settings settings = surroundings.settings().get();
        if (settings.allowedPrefixes().stream().noneMatch(outbound.number()::startsWith)) {
            throw ServiceError.destinationNotAllowed("Outbound calls to the destination number are not allowed");
        }
        if (live.size() >= settings.concurrentCalls()) {
            throw ServiceError.limitExceeded("Concurrent active calls per instance: " + settings.concurrentCalls());
        }
        Contact contact = new Contact(UUID.randomUUID().toString(), outbound, surroundings.clock().instant());
        PhoneScript script = scripts.of(outbound.number()).orElse(null);
        Call call = new Call(contact, script, surroundings, this::ended);
        surroundings.contacts().save(contact);
        live.put(contact.id(), call);
        if (script == null) {
            LOG.warn("*** {} is ringing. Answer it at {} or with: curl -X POST {}phones/{}/answer", outbound.number(),
                    page.get(), page.get(), outbound.number());
        }
        call.ring();
        return contact.id();
    }

    private void ended(Call call) {
        live.remove(call.contact().id());
        records.contactEnded(call.contact());
    }
}
