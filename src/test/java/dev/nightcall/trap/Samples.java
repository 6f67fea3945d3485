package dev.nightcall.trap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Datagrams that net-snmp 5.9.3 has sent: community public, v3 users trapv3 and informv3. */
final class Samples {

    static final Path FOLDER = Path.of("src/test/resources/samples/snmp");
    static final String USERS = "trapv3:SHA:authpass123:AES:privpass123,informv3:SHA:authpass123:AES:privpass123";

    private Samples() {
    }

    static byte[] datagram(String name) throws IOException {
        return Files.readAllBytes(FOLDER.resolve(name + ".bin"));
    }

    static List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".bin"))
                    .map(name -> name.substring(0, name.length() - 4)).sorted().toList();
        }
    }
}
