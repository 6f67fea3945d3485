package dev.nightcall.simulator;

import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;

import java.util.Set;

/** What may be said in a request. A parameter that the store passed over in silence would mean something to DynamoDB. */
final class Forms {

    private Forms() {
    }

    /** @throws UnsupportedOperationException naming the first parameter that is given and not one of these */
    static void only(SdkPojo request, Set<String> known) {
        for (SdkField<?> field : request.sdkFields()) {
            if (!known.contains(field.memberName())) {
                Object value = field.getValueOrDefault(request);
                if (value != null && !(value instanceof SdkAutoConstructList) && !(value instanceof SdkAutoConstructMap)) {
                    throw Refusal.unknown(field.memberName() + " in " + request.getClass().getSimpleName());
                }
            }
        }
    }
}
