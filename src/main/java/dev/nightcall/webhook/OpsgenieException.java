package dev.nightcall.webhook;

import java.util.Map;

/** A request that Opsgenie would refuse as well. */
final class OpsgenieException extends RuntimeException {

    private final int status;
    private final transient Map<String, String> errors;

    private OpsgenieException(int status, String message, Map<String, String> errors) {
        super(message);
        this.status = status;
        this.errors = errors;
    }

    static OpsgenieException noJson() {
        return new OpsgenieException(400, "Body is not valid JSON", Map.of());
    }

    /** @param message names what there is not */
    static OpsgenieException notFound(String message) {
        return new OpsgenieException(404, message, Map.of());
    }

    /** @param errors what is wrong, by field */
    static OpsgenieException unprocessable(Map<String, String> errors) {
        return new OpsgenieException(422, "Request body is not processable. Please check the errors.", errors);
    }

    int status() {
        return status;
    }

    Map<String, String> errors() {
        return errors;
    }
}
