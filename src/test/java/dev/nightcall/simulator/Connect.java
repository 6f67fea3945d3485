package dev.nightcall.simulator;

import dev.nightcall.core.Bucket;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.connect.model.ConnectException;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Amazon Connect, and the telephones behind it, in virtual time. Each process asks it by a {@link MemoryConnect} of its own. */
final class Connect {

    /** StartOutboundVoiceContact: 2 a second, 5 at once. */
    private static final Bucket QUOTA = new Bucket(Duration.ofMillis(500), 5);

    private final Clouds clouds;
    private final Agenda agenda;
    private final ContactRecords records;
    private final Map<String, Contact> contacts = new LinkedHashMap<>();
    private final List<Consumer<Contact>> watchers = new ArrayList<>();
    private Supplier<Habit> habits;
    private Instant full;
    private Instant outUntil = Instant.MIN;
    private int refused;

    Connect(Clouds clouds, Agenda agenda, ContactRecords records) {
        this.clouds = clouds;
        this.agenda = agenda;
        this.records = records;
        this.habits = () -> Habit.any(clouds.dice);
    }

    /** @param watcher is shown every contact when it begins */
    void watchedBy(Consumer<Contact> watcher) {
        watchers.add(watcher);
    }

    /** What people do from now on when a telephone rings. */
    void people(Supplier<Habit> now) {
        habits = now;
    }

    /** Until then it refuses everybody. */
    void isOutUntil(Instant end) {
        outUntil = end;
    }

    /** The same contact for a token as long as it lives, another one afterwards. */
    Contact start(String token, String number, Map<String, String> attributes) {
        Instant now = clouds.clock.instant();
        if (outUntil.isAfter(now)) {
            refused++;
            throw error(403, "ExpiredTokenException");
        }
        if (!QUOTA.until(full, now, 0).isZero()) {
            throw error(429, "TooManyRequestsException");
        }
        full = QUOTA.take(full, now);
        Optional<Contact> living = contacts.values().stream()
                .filter(contact -> contact.token().equals(token) && contact.endedAt() == null).findFirst();
        return living.orElseGet(() -> begin(token, number, attributes, now));
    }

    private Contact begin(String token, String number, Map<String, String> attributes, Instant now) {
        Contact contact = new Contact("contact" + (contacts.size() + 1), token, number, attributes, habits.get(), now);
        contacts.put(contact.id(), contact);
        clouds.note(number + " rings, " + contact.id() + " of " + token + ": " + contact.habit());
        watchers.forEach(watcher -> watcher.accept(contact));
        Habit habit = contact.habit();
        if (habit.answers() == null) {
            agenda.at(now.plus(habit.ends()), () -> end(contact, habit.reason()));
        } else {
            agenda.at(now.plus(habit.answers()), () -> answer(contact));
        }
        return contact;
    }

    private void answer(Contact contact) {
        if (contact.endedAt() != null) {
            return;
        }
        Instant now = clouds.clock.instant();
        contact.connects(now);
        clouds.note(contact.id() + " is answered");
        Habit habit = contact.habit();
        if (habit.presses() != null) {
            agenda.at(now.plus(habit.after()), () -> press(contact));
        }
        agenda.at(now.plus(habit.ends()), () -> end(contact, habit.reason()));
    }

    private void press(Contact contact) {
        if (contact.endedAt() == null) {
            contact.presses(contact.habit().presses(), clouds.clock.instant());
            clouds.note(contact.id() + ": " + contact.habit().presses().key() + " is pressed"
                    + (contact.pressed() == null ? ", too late" : ""));
        }
    }

    private void end(Contact contact, String reason) {
        if (contact.endedAt() == null) {
            contact.ends(reason, clouds.clock.instant());
            clouds.note(contact.id() + " has ended: " + reason);
            records.ended(contact);
        }
    }

    Optional<Contact> find(String id) {
        return Optional.ofNullable(contacts.get(id));
    }

    void stop(Contact contact) {
        end(contact, contact.connectedAt() == null ? "TELECOM_ORIGINATOR_CANCEL" : "OTHER");
    }

    List<Contact> contacts() {
        return List.copyOf(contacts.values());
    }

    /** How often it has refused everybody. */
    int refused() {
        return refused;
    }

    static ConnectException error(int status, String code) {
        return (ConnectException) ConnectException.builder().statusCode(status).message(code)
                .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).errorMessage(code).build()).build();
    }
}
