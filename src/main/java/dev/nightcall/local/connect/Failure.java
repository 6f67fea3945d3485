package dev.nightcall.local.connect;

/**
 * A failure the stand-in commits on purpose.
 *
 * @param operation    as {@code StartOutboundVoiceContact}
 * @param status       of the error answer; null answers as if nothing had failed, only later or never
 * @param error        its error type; null is {@code InternalServiceException}
 * @param times        how many requests still fail; null is until the settings are changed
 * @param after        true does the work before failing, as when the answer is lost on its way
 * @param delaySeconds until the answer, after the work when {@code after} is true and before it otherwise; null is none
 * @param hang         true never answers
 */
public record Failure(String operation, Integer status, String error, Integer times, Boolean after,
                      Double delaySeconds, Boolean hang) {

    public Failure {
        if (operation == null || !ConnectApi.OPERATIONS.contains(operation)) {
            throw new IllegalArgumentException("a failure names its operation: " + ConnectApi.OPERATIONS);
        }
        if (status != null && (status < 400 || status > 599)) {
            throw new IllegalArgumentException("the status of a failure is 400 to 599");
        }
        if (times != null && times < 1) {
            throw new IllegalArgumentException("times is 1 or more, or null");
        }
        error = error == null && status != null ? "InternalServiceException" : error;
        after = after != null && after;
        hang = hang != null && hang;
        if (status == null && delaySeconds == null && !hang) {
            throw new IllegalArgumentException("a failure has a status, a delaySeconds or hang");
        }
    }

    boolean isLast() {
        return times != null && times == 1;
    }

    Failure onceLess() {
        return times == null ? this : new Failure(operation, status, error, times - 1, after, delaySeconds, hang);
    }
}
