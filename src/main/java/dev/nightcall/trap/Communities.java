package dev.nightcall.trap;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;

/** The accepted communities of SNMPv1 and v2c, separated by commas; none when the setting is empty. */
public final class Communities {

    private final List<byte[]> accepted;

    public Communities(String setting) {
        accepted = Arrays.stream(setting.split(",")).map(String::strip).filter(community -> !community.isEmpty())
                .map(community -> community.getBytes(StandardCharsets.UTF_8)).toList();
    }

    /** Compares all of them, and each in constant time, so that the time taken tells nothing. */
    boolean accept(byte[] community) {
        boolean found = false;
        for (byte[] candidate : accepted) {
            found |= MessageDigest.isEqual(candidate, community);
        }
        return found;
    }
}
