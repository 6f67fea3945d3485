package dev.nightcall.local.connect;

/** An error answer of Amazon Connect ("Common errors" and the errors of each operation, API reference). */
final class ServiceError extends RuntimeException {

    private final int status;
    private final String type;

    private ServiceError(int status, String type, String message) {
        super(message);
        this.status = status;
        this.type = type;
    }

    static ServiceError invalidRequest(String message) {
        return new ServiceError(400, "InvalidRequestException", message);
    }

    static ServiceError invalidParameter(String message) {
        return new ServiceError(400, "InvalidParameterException", message);
    }

    static ServiceError destinationNotAllowed(String message) {
        return new ServiceError(403, "DestinationNotAllowedException", message);
    }

    static ServiceError outboundContactNotPermitted(String message) {
        return new ServiceError(403, "OutboundContactNotPermittedException", message);
    }

    static ServiceError resourceNotFound(String message) {
        return new ServiceError(404, "ResourceNotFoundException", message);
    }

    /** Of DescribeContactFlow, for what is saved only. */
    static ServiceError contactFlowNotPublished(String message) {
        return new ServiceError(404, "ContactFlowNotPublishedException", message);
    }

    static ServiceError contactNotFound(String message) {
        return new ServiceError(410, "ContactNotFoundException", message);
    }

    /** Too many calls at a time. */
    static ServiceError limitExceeded(String message) {
        return new ServiceError(429, "LimitExceededException", message);
    }

    /** Too many requests a second. The model has no such error for these operations; it is what callers really get. */
    static ServiceError tooManyRequests() {
        return new ServiceError(429, "TooManyRequestsException", "Too Many Requests");
    }

    int status() {
        return status;
    }

    String type() {
        return type;
    }
}
