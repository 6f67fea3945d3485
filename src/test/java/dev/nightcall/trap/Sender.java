package dev.nightcall.trap;

import org.snmp4j.CommunityTarget;
import org.snmp4j.MessageDispatcherImpl;
import org.snmp4j.PDU;
import org.snmp4j.PDUv1;
import org.snmp4j.ScopedPDU;
import org.snmp4j.Snmp;
import org.snmp4j.Target;
import org.snmp4j.UserTarget;
import org.snmp4j.asn1.BER;
import org.snmp4j.event.ResponseEvent;
import org.snmp4j.mp.MPv1;
import org.snmp4j.mp.MPv2c;
import org.snmp4j.mp.MPv3;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.security.Priv3DES;
import org.snmp4j.security.SecurityLevel;
import org.snmp4j.security.SecurityProtocols;
import org.snmp4j.security.USM;
import org.snmp4j.security.UsmUser;
import org.snmp4j.security.nonstandard.PrivAES192With3DESKeyExtension;
import org.snmp4j.security.nonstandard.PrivAES256With3DESKeyExtension;
import org.snmp4j.smi.IpAddress;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.TimeTicks;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;
import org.snmp4j.transport.DefaultUdpTransportMapping;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A device with snmp4j. */
public final class Sender implements AutoCloseable {

    static final String LINK_DOWN = "1.3.6.1.6.3.1.1.5.3";

    private final Snmp snmp;
    private final USM usm;
    private final OctetString engineId;

    public Sender(String engine, int boots) throws IOException {
        SecurityProtocols.getInstance().addPredefinedProtocolSet(SecurityProtocols.SecurityProtocolSet.maxCompatibility);
        SecurityProtocols.getInstance().addPrivacyProtocol(new Priv3DES());
        SecurityProtocols.getInstance().addPrivacyProtocol(new PrivAES192With3DESKeyExtension());
        SecurityProtocols.getInstance().addPrivacyProtocol(new PrivAES256With3DESKeyExtension());
        engineId = new OctetString(engine.getBytes());
        usm = new USM(SecurityProtocols.getInstance(), engineId, boots);
        snmp = new Snmp(new MessageDispatcherImpl(), new DefaultUdpTransportMapping());
        snmp.getMessageDispatcher().addMessageProcessingModel(new MPv1());
        snmp.getMessageDispatcher().addMessageProcessingModel(new MPv2c());
        snmp.getMessageDispatcher().addMessageProcessingModel(new MPv3(usm));
        snmp.listen();
    }

    Sender user(String name, OID authentication, String password, OID privacy, String privacyPassword) {
        usm.addUser(new UsmUser(new OctetString(name), authentication, octets(password), privacy, octets(privacyPassword)));
        return this;
    }

    public static PDU linkDown(VariableBinding... more) {
        return notification(new PDU(), PDU.TRAP, LINK_DOWN, more);
    }

    public static PDU inform(VariableBinding... more) {
        return notification(new PDU(), PDU.INFORM, LINK_DOWN, more);
    }

    static PDU scoped(int type, VariableBinding... more) {
        return notification(new ScopedPDU(), type, LINK_DOWN, more);
    }

    static PDU notification(PDU pdu, int type, String oid, VariableBinding... more) {
        pdu.setType(type);
        pdu.add(new VariableBinding(SnmpConstants.sysUpTime, new TimeTicks(4711)));
        pdu.add(new VariableBinding(SnmpConstants.snmpTrapOID, new OID(oid)));
        Arrays.stream(more).forEach(pdu::add);
        return pdu;
    }

    static PDUv1 v1(String enterprise, String agent, int generic, int specific) {
        PDUv1 pdu = new PDUv1();
        pdu.setType(PDU.V1TRAP);
        pdu.setEnterprise(new OID(enterprise));
        pdu.setAgentAddress(new IpAddress(agent));
        pdu.setGenericTrap(generic);
        pdu.setSpecificTrap(specific);
        pdu.setTimestamp(99);
        return pdu;
    }

    public static VariableBinding varbind(String oid, Variable value) {
        return new VariableBinding(new OID(oid), value);
    }

    public static Target<UdpAddress> community(String host, int port, int version, String community) {
        return with(new CommunityTarget<>(new UdpAddress(host + "/" + port), new OctetString(community)), version);
    }

    Target<UdpAddress> user(int port, String name, int level) {
        UserTarget<UdpAddress> target = new UserTarget<>(new UdpAddress("127.0.0.1/" + port), new OctetString(name),
                engineId.getValue(), level);
        return with(target, SnmpConstants.version3);
    }

    /** For an INFORM: the receiver's engine is found out. */
    Target<UdpAddress> discovering(int port, String name) {
        UserTarget<UdpAddress> target = new UserTarget<>(new UdpAddress("127.0.0.1/" + port), new OctetString(name),
                new byte[0], SecurityLevel.AUTH_PRIV);
        return with(target, SnmpConstants.version3);
    }

    private static Target<UdpAddress> with(Target<UdpAddress> target, int version) {
        target.setVersion(version);
        target.setRetries(0);
        target.setTimeout(6_000);
        return target;
    }

    public ResponseEvent<UdpAddress> send(PDU pdu, Target<UdpAddress> target) throws IOException {
        return snmp.send(pdu, target);
    }

    /** @return whether it waited a moment in vain */
    public boolean hearsNothing(PDU pdu, Target<UdpAddress> target) throws IOException {
        long patience = target.getTimeout();
        target.setTimeout(1500);
        try {
            return answer(pdu, target) == null;
        } finally {
            target.setTimeout(patience);
        }
    }

    /** @return the answer; null when there was none in time */
    public PDU answer(PDU pdu, Target<UdpAddress> target) throws IOException {
        return snmp.send(pdu, target).getResponse();
    }

    /** The datagram of a v1 or v2c notification. */
    static byte[] recorded(PDU pdu, int version, String community) throws IOException {
        try (Sender sender = new Sender("recorded", 1); DatagramSocket here = here()) {
            sender.send(pdu, community("127.0.0.1", here.getLocalPort(), version, community));
            return next(here);
        }
    }

    /** A v2c datagram without the detour over the network, so that it may be as odd as a test wants. */
    static byte[] datagram(PDU pdu, String community) throws IOException {
        ByteArrayOutputStream encoded = new ByteArrayOutputStream();
        pdu.encodeBER(encoded);
        byte[] version = Ber.integer(1);
        byte[] name = Ber.octets(community.getBytes(StandardCharsets.UTF_8));
        ByteArrayOutputStream datagram = new ByteArrayOutputStream();
        BER.encodeHeader(datagram, Ber.SEQUENCE, version.length + name.length + encoded.size());
        datagram.writeBytes(version);
        datagram.writeBytes(name);
        datagram.writeBytes(encoded.toByteArray());
        return datagram.toByteArray();
    }

    /** The datagram of a v3 trap. */
    byte[] recorded(String user, int level, VariableBinding... more) throws IOException {
        try (DatagramSocket here = here()) {
            send(scoped(PDU.TRAP, more), user(here.getLocalPort(), user, level));
            return next(here);
        }
    }

    private static DatagramSocket here() throws IOException {
        DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        socket.setSoTimeout(30_000);
        return socket;
    }

    private static byte[] next(DatagramSocket here) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
        here.receive(packet);
        return Arrays.copyOf(packet.getData(), packet.getLength());
    }

    private static OctetString octets(String text) {
        return text == null ? null : new OctetString(text);
    }

    @Override
    public void close() throws IOException {
        snmp.close();
    }
}
