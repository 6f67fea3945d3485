package dev.nightcall.trap;

import org.snmp4j.smi.VariableBinding;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Instant;

/** A reader of traps, and traps to be read. */
abstract class TrapReading {

    static final Instant AT = Instant.parse("2026-11-22T18:43:00Z");
    static final InetAddress SOURCE = InetAddress.getLoopbackAddress();
    static final String IF_DESCR = "1.3.6.1.2.1.2.2.1.2.3";

    final TrapReader reader = reader("other,public", Samples.USERS);

    static TrapReader reader(String communities, String users) {
        return new TrapReader(new Communities(communities), new Users(users),
                LocalEngine.named("test", Clock.systemUTC()), Clock.systemUTC());
    }

    static byte[] v2c(VariableBinding... varbinds) throws IOException {
        return Sender.datagram(Sender.linkDown(varbinds), "public");
    }
}
