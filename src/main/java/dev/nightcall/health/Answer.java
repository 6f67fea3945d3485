package dev.nightcall.health;

/**
 * What Amazon Connect answered when it was asked for something that a setting names.
 *
 * @param <T> what is known of it when it is there
 */
sealed interface Answer<T> {

    /** It is there. */
    record Is<T>(T what) implements Answer<T> {
    }

    /** Connect refuses the question because of what it asks for. @param why Connect's error code and status */
    record No<T>(String why) implements Answer<T> {
    }

    /** Nightcall has not the right to ask. */
    record Forbidden<T>() implements Answer<T> {
    }

    /** An outage, a throttle, credentials: nothing is known that was not known before. */
    record None<T>() implements Answer<T> {
    }
}
