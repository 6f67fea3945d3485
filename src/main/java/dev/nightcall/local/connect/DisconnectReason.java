package dev.nightcall.local.connect;

/**
 * Why a contact ended: the codes of "Contact records data model" (administrator guide) that a call started by the API
 * can get here.
 */
enum DisconnectReason {
    /** Engaged. */
    TELECOM_BUSY,
    /** No such number. */
    TELECOM_NUMBER_INVALID,
    /** It rang for 60 s. */
    TELECOM_TIMEOUT,
    /** StopContact while it rang. */
    TELECOM_ORIGINATOR_CANCEL,
    /** The network failed: the stand-in was restarted while it rang. */
    TELECOM_PROBLEM,
    /** Whoever answered hung up. */
    CUSTOMER_DISCONNECT,
    /** The flow ended it. */
    CONTACT_FLOW_DISCONNECT,
    /** StopContact after the answer, or a restart of the stand-in. */
    OTHER
}
