package dev.nightcall.local.connect;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What StartOutboundVoiceContact asked for. @param clientToken null when the caller gave none */
record OutboundCall(String number, String sourceNumber, String clientToken, String name, String description,
                    Map<String, String> attributes) {

    OutboundCall {
        attributes = attributes == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    }
}
