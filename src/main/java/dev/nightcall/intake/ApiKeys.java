package dev.nightcall.intake;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who may do what over HTTP. Written as {@code name:right+right:key}, several of them separated by commas or white
 * space, as in {@code zabbix:send:3f0c…, night-desk:send+operate:91aa…}. {@code send@zabbix} is the right to send through
 * {@code /webhooks/zabbix} and nowhere else. Only digests of the keys are kept.
 */
public final class ApiKeys {

    /** The request header that carries the key. */
    public static final String HEADER = "x-api-key";

    private static final int SHORTEST = 5;
    private static final String AT_DOOR = Right.SEND.word() + "@";

    private final List<Holder> holders;

    /** @param doors through which it may send, if it may not everywhere */
    private record Holder(String name, Set<Right> rights, Set<String> doors, byte[] digest) {
    }

    /** @throws IllegalArgumentException naming the entry by its position; never by its text, which may be a key */
    public ApiKeys(String setting) {
        List<Holder> parsed = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (String entry : setting.strip().split("[,\\s]+")) {
            Holder holder = holder(entry, parsed.size() + 1);
            if (!names.add(holder.name()) || parsed.stream().anyMatch(other -> same(other.digest(), holder.digest()))) {
                throw bad(parsed.size() + 1, "has the name or the key of an earlier one");
            }
            parsed.add(holder);
        }
        if (parsed.isEmpty()) {
            throw bad(1, "must be name:right+right:key");
        }
        this.holders = List.copyOf(parsed);
    }

    /**
     * Every key is compared, and each in constant time, so that the time taken tells nothing.
     *
     * @param presented what the caller sent; may be null
     * @return the name of the key
     * @throws NotAllowedException when there is no such key, or it lacks the right
     */
    public String check(String presented, Right needed) {
        Holder found = find(presented).orElseThrow(NotAllowedException::unknown);
        if (!found.rights().contains(needed)) {
            throw NotAllowedException.without(needed, found.name());
        }
        return found.name();
    }

    /**
     * Whether a key may send through a door.
     *
     * @param presented what the caller sent; may be null
     * @return the name of the key
     * @throws NotAllowedException when there is no such key, or it may not send there
     */
    public String checkSend(String presented, String door) {
        Holder found = find(presented).orElseThrow(NotAllowedException::unknown);
        if (found.rights().contains(Right.SEND) || found.doors().contains(door)) {
            return found.name();
        }
        throw found.doors().isEmpty() ? NotAllowedException.without(Right.SEND, found.name())
                : NotAllowedException.elsewhere(found.name(), found.doors());
    }

    /** Whether this is a key, so that it is not shown where it does not belong. */
    public boolean isKey(String text) {
        return find(text).isPresent();
    }

    /** The name of the key, whatever it may do; empty when there is no such key. @param presented may be null */
    Optional<String> holder(String presented) {
        return find(presented).map(Holder::name);
    }

    private Optional<Holder> find(String presented) {
        byte[] digest = digest(presented == null ? "" : presented);
        Holder found = null;
        for (Holder holder : holders) {
            found = same(holder.digest(), digest) ? holder : found;
        }
        return Optional.ofNullable(found);
    }

    private static Holder holder(String entry, int position) {
        String[] parts = entry.split(":", 3);
        if (parts.length != 3 || parts[0].isEmpty()) {
            throw bad(position, "must be name:right+right:key");
        }
        if (parts[2].length() < SHORTEST) {
            throw bad(position, "has a key of less than " + SHORTEST + " characters");
        }
        Set<Right> rights = EnumSet.noneOf(Right.class);
        Set<String> doors = new TreeSet<>();
        for (String word : parts[1].split("\\+", -1)) {
            if (word.startsWith(AT_DOOR) && word.length() > AT_DOOR.length()) {
                doors.add(word.substring(AT_DOOR.length()));
            } else {
                rights.add(right(word, position));
            }
        }
        return new Holder(parts[0], rights, doors, digest(parts[2]));
    }

    private static Right right(String word, int position) {
        for (Right right : Right.values()) {
            if (right.word().equals(word)) {
                return right;
            }
        }
        throw bad(position, "has a right that is none of send, send@DOOR, operate");
    }

    private static boolean same(byte[] one, byte[] other) {
        return MessageDigest.isEqual(one, other);
    }

    private static byte[] digest(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static IllegalArgumentException bad(int position, String why) {
        return new IllegalArgumentException("nightcall.api-keys: key number " + position + " " + why);
    }
}
