package dev.nightcall.reading;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What came through a door, as the patterns see it: texts by name. Which names there are is the door's business. */
public interface Message {

    /** Where it came in: {@code mail}, {@code trap}, or the last path segment of a webhook. */
    String door();

    /** All texts of that name in their order; empty when there is none. Unknown names are no error. */
    List<String> texts(String name);

    /**
     * The members that a path leads to, each a message of its own in which {@code @} stands for the member.
     *
     * @return empty when the path leads nowhere, or this kind of message has no members
     */
    default List<Message> members(String path) {
        return List.of();
    }

    /** The texts of the object that a path leads to, by their names; for labels. Empty when it leads nowhere. */
    default Map<String, String> entries(String path) {
        return Map.of();
    }

    /** The system that the operators made the sender name: recipient {@code alerts+XYZ@…}, query {@code ?system=XYZ}. */
    Optional<String> system();

    /** Who sent it, for people. */
    String sender();

    /** One line on what it is about, for people; may be empty. */
    String title();

    /**
     * What it is about, for whoever knows no more of it: the same in two messages that say the same of the same thing, and
     * another one in any other as far as can be seen. May be empty.
     */
    default String topic() {
        return title();
    }

    /** What it says, for people; may be empty. */
    String text();

    /** When it was written, by the sender's clock. */
    Optional<Instant> writtenAt();

    /** How it was sent, if its door knows who sent it and when, or tells one message from another by an id. */
    default Optional<Envelope> envelope() {
        return Optional.empty();
    }

    /**
     * When the door took it, where several are read at the same time and their order must not be lost; no two of that door
     * have the same microsecond. Empty when the moment of reading is as good.
     */
    default Optional<Instant> receivedAt() {
        return Optional.empty();
    }
}
