package dev.nightcall.trap;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A trap or INFORM, whatever version it was sent in, as SNMPv2 says it (RFC 3584 section 3.1). The community is a secret
 * and not in here.
 *
 * @param version    {@code 1}, {@code 2c} or {@code 3}
 * @param oid        what kind of trap (snmpTrapOID), dotted
 * @param enterprise what kind of device (snmpTrapEnterprise), dotted
 * @param agent      the address of what the trap is about: the v1 agent-addr or snmpTrapAddress, else the source
 * @param source     the address that the datagram came from; a proxy's, when there is one
 * @param user       the v3 user
 * @param context    the v3 context name; may be empty
 * @param inform     whether the sender waits for an answer
 * @param uptime     hundredths of a second since the sender started (sysUpTime)
 * @param varbinds   without sysUpTime and snmpTrapOID
 * @param receivedAt when the datagram came in; no two have the same
 */
public record Trap(String version, String oid, Optional<String> enterprise, String agent, String source,
                   Optional<String> user, String context, boolean inform, OptionalLong uptime, List<Varbind> varbinds,
                   Instant receivedAt) {

    public Trap {
        varbinds = List.copyOf(varbinds);
    }
}
