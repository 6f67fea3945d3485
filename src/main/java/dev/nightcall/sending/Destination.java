package dev.nightcall.sending;

/** The routes that messages are sent to after a decision: the only place that says which message goes where. */
public enum Destination {
    RAISE("direct:raise", true),
    LATER("direct:later", true),
    NOTICE("direct:notice", true),
    ACKNOWLEDGE_AT_MONITOR("direct:acknowledge-at-monitor", false),
    NOTE_ANNOUNCED("direct:note-announced", false),
    NOTE_TAKEN("direct:note-taken", false),
    DIAL_LATER("direct:dial-later", false),
    DIAL_SENT("direct:dial-sent", false),
    WITHDRAW_CALLS("direct:withdraw-calls", false),
    SETTLE_CALL("direct:settle-call", false),
    CALL_SETTLED("direct:call-settled", false),
    OUTAGE_TOLD("direct:outage-told", false),
    AUDIT_DONE("direct:audit-done", false);

    private static final Outgoing.Cases<Destination> OF = new Of();

    private final String endpoint;
    private final boolean gathers;

    Destination(String endpoint, boolean gathers) {
        this.endpoint = endpoint;
        this.gathers = gathers;
    }

    public static Destination of(Outgoing message) {
        return message.match(OF);
    }

    public String endpoint() {
        return endpoint;
    }

    /** Whether it takes a list, which it sends to a queue in batches. */
    boolean gathers() {
        return gathers;
    }

    private static final class Of implements Outgoing.Cases<Destination> {

        @Override
        public Destination raised(Raised raised) {
            return RAISE;
        }

        @Override
        public Destination later(Later later) {
            return LATER;
        }

        @Override
        public Destination telling(Telling telling) {
            return NOTICE;
        }

        @Override
        public Destination acknowledgedAtMonitor(AcknowledgedAtMonitor taken) {
            return ACKNOWLEDGE_AT_MONITOR;
        }

        @Override
        public Destination maintenanceAnnounced(MaintenanceAnnounced announced) {
            return NOTE_ANNOUNCED;
        }

        @Override
        public Destination maintenanceTaken(MaintenanceTaken taken) {
            return NOTE_TAKEN;
        }

        @Override
        public Destination dial(Dial dial) {
            return DIAL_LATER;
        }

        @Override
        public Destination dialSent(DialSent sent) {
            return DIAL_SENT;
        }

        @Override
        public Destination withdrawal(Withdrawal withdrawal) {
            return WITHDRAW_CALLS;
        }

        @Override
        public Destination settle(Settle settle) {
            return SETTLE_CALL;
        }

        @Override
        public Destination callSettled(CallSettled settled) {
            return CALL_SETTLED;
        }

        @Override
        public Destination outageTold(OutageTold told) {
            return OUTAGE_TOLD;
        }

        @Override
        public Destination auditDone(AuditDone done) {
            return AUDIT_DONE;
        }
    }
}
