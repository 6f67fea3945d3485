package dev.nightcall.trap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** How many datagrams the kernel has dropped at a UDP port, by Linux's {@code /proc/net/udp} and {@code udp6} (proc(5)). */
final class KernelDrops {

    private final List<Path> tables;

    KernelDrops(Path proc) {
        this.tables = List.of(proc.resolve("net/udp"), proc.resolve("net/udp6"));
    }

    /** Since the sockets were opened. Empty when the system does not say. */
    OptionalLong at(int port) {
        String suffix = ":%04X".formatted(port);
        return tables.stream().filter(Files::isReadable).flatMap(KernelDrops::lines)
                .map(line -> line.strip().split("\\s+"))
                .filter(columns -> columns.length > 2 && columns[1].toUpperCase(Locale.ROOT).endsWith(suffix))
                .map(columns -> columns[columns.length - 1]).filter(drops -> drops.matches("[0-9]{1,18}"))
                .mapToLong(Long::parseLong).reduce(Long::sum);
    }

    private static Stream<String> lines(Path table) {
        try {
            return Files.readAllLines(table).stream();
        } catch (IOException e) {
            // A gauge without a value says the same.
            return Stream.empty();
        }
    }
}
