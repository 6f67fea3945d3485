package dev.nightcall.local.connect;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * How the instance's only flow is kept (ContactFlow, Amazon Connect API reference).
 *
 * @param type   as {@code CONTACT_FLOW}
 * @param state  {@code ACTIVE} or {@code ARCHIVED}
 * @param status {@code PUBLISHED} or {@code SAVED}
 */
public record ContactFlow(String type, String state, String status) {

    public ContactFlow {
        if (type == null || state == null || status == null) {
            throw new IllegalArgumentException("a contactFlow has a type, a state and a status");
        }
    }

    static ContactFlow inUse() {
        return new ContactFlow("CONTACT_FLOW", "ACTIVE", "PUBLISHED");
    }

    @JsonIgnore
    boolean isPublished() {
        return status.equals("PUBLISHED");
    }
}
