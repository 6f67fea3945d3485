package dev.nightcall.sending;

/** What a later message asks for. Each task has a route of its own; nothing else can be reached by a message. */
public enum Task {
    ESCALATE("direct:escalate"),
    END_LEASE("direct:end-lease"),
    WATCH_CALL("direct:watch-call"),
    END_SUPPRESSION("direct:end-suppression"),
    RAISE_RELATED("direct:raise-related"),
    LOOK_AT_SUPPRESSED("direct:look-at-suppressed"),
    LOOK_THROUGH("direct:look-through"),
    TELL_HOLDER("direct:tell-holder");

    private final String endpoint;

    Task(String endpoint) {
        this.endpoint = endpoint;
    }

    public String endpoint() {
        return endpoint;
    }
}
