package dev.nightcall.call;

import java.time.Instant;
import java.util.Map;

/** What DescribeContact says of a contact. @param connectedAt, endedAt null if not yet, or never */
public record Contact(String id, Instant connectedAt, Instant endedAt, String disconnectReason,
                      Map<String, String> attributes) {
}
