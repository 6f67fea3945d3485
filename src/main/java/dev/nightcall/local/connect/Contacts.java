package dev.nightcall.local.connect;

import com.fasterxml.jackson.databind.ObjectMapper;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every contact there has been, oldest first. */
final class Contacts {

    private static final String KIND = "contact";

    private final Map<String, Contact> contacts = new LinkedHashMap<>();
    private final Map<String, Contact> newestByToken = new HashMap<>();
    private final Journal journal;

    Contacts(ObjectMapper json, Journal journal) {
        this.journal = journal;
        journal.kept(KIND).forEach((id, contact) -> remember(StrictJson.read(json, contact, Contact.class)));
    }

    /** Keeps the contact as it is now. */
    void save(Contact contact) {
        remember(contact);
        journal.write(KIND, contact.id(), contact);
    }

    Optional<Contact> find(String id) {
        return Optional.ofNullable(contacts.get(id));
    }

    Optional<Contact> newestWithToken(String clientToken) {
        return Optional.ofNullable(newestByToken.get(clientToken));
    }

    List<Contact> to(String number) {
        return contacts.values().stream().filter(contact -> contact.call().number().equals(number)).toList();
    }

    Collection<Contact> all() {
        return Collections.unmodifiableCollection(contacts.values());
    }

    private void remember(Contact contact) {
        // A contact is saved again long after a newer one has its token, as when its record has been put.
        boolean isNew = contacts.put(contact.id(), contact) == null;
        if (isNew && contact.call().clientToken() != null) {
            newestByToken.put(contact.call().clientToken(), contact);
        }
    }
}
