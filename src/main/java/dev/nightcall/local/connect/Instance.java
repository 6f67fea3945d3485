package dev.nightcall.local.connect;

/** The Amazon Connect instance that is stood in for, and its flow. */
record Instance(String arn, String contactFlowId) {

    String id() {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }

    String accountId() {
        return arn.split(":", 6)[4];
    }

    String contactArn(String contactId) {
        return arn + "/contact/" + contactId;
    }
}
