package dev.nightcall.incident;

import dev.nightcall.oncall.Policy;
import dev.nightcall.queue.Messages;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Policies as the texts that incidents keep. Thousands of incidents have the same few, and to read one costs more than the rest.
 */
final class PolicyTexts {

    /** More than there are policies in force; those of older plans are in old incidents. */
    private static final int MOST = 100;

    private final Messages messages;
    private final Map<String, Policy> read = new ConcurrentHashMap<>();

    PolicyTexts(Messages messages) {
        this.messages = messages;
    }

    String write(Policy policy) {
        return messages.write(policy);
    }

    Policy read(String text) {
        Policy known = read.get(text);
        return known == null ? keep(text, messages.read(text, Policy.class)) : known;
    }

    private Policy keep(String text, Policy policy) {
        if (read.size() >= MOST) {
            read.clear();
        }
        read.put(text, policy);
        return policy;
    }
}
