package dev.nightcall.sending;

/** What a decision wants sent after its state is written. The route sends it: {@link Destination} says where to. */
public sealed interface Outgoing permits AcknowledgedAtMonitor, AuditDone, CallSettled, Dial, DialSent, Later,
        MaintenanceAnnounced, MaintenanceTaken, OutageTold, Raised, Settle, Telling, Withdrawal {

    /** What there is to do or to say in the case that this is. */
    <T> T match(Cases<T> cases);

    /** Every case there is. */
    interface Cases<T> {

        T raised(Raised raised);

        T later(Later later);

        T telling(Telling telling);

        T acknowledgedAtMonitor(AcknowledgedAtMonitor taken);

        T maintenanceAnnounced(MaintenanceAnnounced announced);

        T maintenanceTaken(MaintenanceTaken taken);

        T dial(Dial dial);

        T dialSent(DialSent sent);

        T withdrawal(Withdrawal withdrawal);

        T settle(Settle settle);

        T callSettled(CallSettled settled);

        T outageTold(OutageTold told);

        T auditDone(AuditDone done);
    }
}
