package dev.nightcall.trap;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a trap says, in SNMPv2's words.
 *
 * @param requestId which INFORM it is, by its sender's count; 0 in SNMPv1
 * @param address   of what the trap is about; empty when it does not say
 */
record Pdu(boolean inform, long requestId, String oid, Optional<String> enterprise, Optional<String> address,
           OptionalLong uptime, List<Varbind> varbinds) {

    static final int RESPONSE = 0xA2;
    static final int REPORT = 0xA8;
    private static final int TRAP_V1 = 0xA4;
    private static final int INFORM = 0xA6;
    private static final int TRAP = 0xA7;

    private static final String OBJECT_IDENTIFIER = "OBJECT IDENTIFIER";
    private static final String IP_ADDRESS = "IpAddress";
    private static final String SYS_UP_TIME = "1.3.6.1.2.1.1.3.0";
    private static final String SNMP_TRAP_OID = "1.3.6.1.6.3.1.1.4.1.0";
    private static final String SNMP_TRAP_ENTERPRISE = "1.3.6.1.6.3.1.1.4.3.0";
    private static final String SNMP_TRAP_ADDRESS = "1.3.6.1.6.3.18.1.3.0";
    private static final String SNMP_TRAPS = "1.3.6.1.6.3.1.1.5";
    private static final int ENTERPRISE_SPECIFIC = 6;
    private static final String NO_ADDRESS = "0.0.0.0";

    /** The next value, which must be a trap or an INFORM. */
    static Pdu read(Ber message) throws TrapRefusedException {
        int tag = message.tag();
        return switch (tag) {
            case TRAP_V1 -> v1(message.enter());
            case TRAP, INFORM -> v2(message.enter(), tag == INFORM);
            default -> throw TrapRefusedException.undecodable("is neither a trap nor an INFORM: its PDU has tag 0x%02x"
                    .formatted(tag));
        };
    }

    private static Pdu v2(Ber pdu, boolean inform) throws TrapRefusedException {
        long requestId = pdu.integer();
        pdu.integer();
        pdu.integer();
        List<Varbind> varbinds = new ArrayList<>(Values.read(pdu.enter(Ber.SEQUENCE)));
        Optional<String> uptime = value(varbinds, SYS_UP_TIME, "TimeTicks");
        String oid = value(varbinds, SNMP_TRAP_OID, OBJECT_IDENTIFIER)
                .orElseThrow(() -> TrapRefusedException.undecodable("has no snmpTrapOID, so it is of no kind"));
        varbinds.removeIf(varbind -> varbind.oid().equals(SYS_UP_TIME) || varbind.oid().equals(SNMP_TRAP_OID));
        return new Pdu(inform, requestId, oid, value(varbinds, SNMP_TRAP_ENTERPRISE, OBJECT_IDENTIFIER),
                value(varbinds, SNMP_TRAP_ADDRESS, IP_ADDRESS).filter(address -> !address.equals(NO_ADDRESS)),
                // 32 bits, and no more than ten digits.
                uptime.filter(ticks -> ticks.length() <= 10).map(Long::valueOf).map(OptionalLong::of)
                        .orElse(OptionalLong.empty()), varbinds);
    }

    /** RFC 3584 section 3.1: an SNMPv1 trap as if it had been sent in SNMPv2. The community does not become a varbind. */
    private static Pdu v1(Ber pdu) throws TrapRefusedException {
        String enterprise = pdu.oid();
        String address = Values.address(pdu.enter(0x40).rest());
        long generic = pdu.integer();
        long specific = pdu.integer();
        long uptime = uptime(pdu.enter(0x43).rest());
        List<Varbind> varbinds = new ArrayList<>(Values.read(pdu.enter(Ber.SEQUENCE)));
        if (generic < 0 || generic > ENTERPRISE_SPECIFIC) {
            throw TrapRefusedException.undecodable("has generic-trap " + generic + ", which SNMPv1 does not know");
        }
        String oid = generic == ENTERPRISE_SPECIFIC ? enterprise + ".0." + (specific & 0xFFFFFFFFL)
                : SNMP_TRAPS + "." + (generic + 1);
        if (value(varbinds, SNMP_TRAP_ADDRESS, IP_ADDRESS).isEmpty()) {
            varbinds.add(new Varbind(SNMP_TRAP_ADDRESS, IP_ADDRESS, address));
        }
        if (value(varbinds, SNMP_TRAP_ENTERPRISE, OBJECT_IDENTIFIER).isEmpty()) {
            varbinds.add(new Varbind(SNMP_TRAP_ENTERPRISE, OBJECT_IDENTIFIER, enterprise));
        }
        return new Pdu(false, 0, oid, Optional.of(enterprise), Optional.of(address).filter(a -> !a.equals(NO_ADDRESS)),
                OptionalLong.of(uptime), varbinds);
    }

    private static long uptime(byte[] ticks) throws TrapRefusedException {
        if (ticks.length == 0 || ticks.length > 5) {
            throw TrapRefusedException.undecodable("has a time-stamp of " + ticks.length + " octets");
        }
        long uptime = 0;
        for (byte octet : ticks) {
            uptime = uptime << 8 | octet & 0xFF;
        }
        return uptime;
    }

    private static Optional<String> value(List<Varbind> varbinds, String oid, String type) {
        return varbinds.stream().filter(varbind -> varbind.oid().equals(oid) && varbind.type().equals(type))
                .map(Varbind::value).findFirst();
    }
}
