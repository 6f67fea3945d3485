package dev.nightcall.trap;

import dev.nightcall.reading.Message;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A trap as the patterns see it. Texts by these names:
 *
 * <ul>
 * <li>{@code trap} (the kind of trap), {@code enterprise}, {@code agent}, {@code source}, {@code version}, {@code user},
 *     {@code context}, {@code uptime} (hundredths of a second): as in {@link Trap}
 * <li>an OID, dotted, with or without a leading dot: the values of that object, or of all in that column, in their order
 * <li>{@code index:OID}: the index of the first value in that column, such as {@code 3} of ifDescr.3
 * <li>{@code varbind:N}: the Nth value, counted from 1 after sysUpTime and snmpTrapOID
 * <li>{@code varbinds}: all of them, a line {@code OID = value} each
 * </ul>
 */
public final class TrapMessage implements Message {

    private static final String INDEX = "index:";
    private static final String NTH = "varbind:";

    private final Trap trap;

    public TrapMessage(Trap trap) {
        this.trap = trap;
    }

    public Trap trap() {
        return trap;
    }

    @Override
    public String door() {
        return "trap";
    }

    @Override
    public List<String> texts(String name) {
        return switch (name) {
            case "trap" -> List.of(trap.oid());
            case "enterprise" -> trap.enterprise().stream().toList();
            case "agent" -> List.of(trap.agent());
            case "source" -> List.of(trap.source());
            case "version" -> List.of(trap.version());
            case "user" -> trap.user().stream().toList();
            case "context" -> trap.context().isEmpty() ? List.of() : List.of(trap.context());
            case "uptime" -> trap.uptime().stream().mapToObj(Long::toString).toList();
            case "varbinds" -> List.of(text());
            default -> varbinds(name);
        };
    }

    private List<String> varbinds(String name) {
        if (name.startsWith(INDEX)) {
            String column = dotted(name.substring(INDEX.length())) + ".";
            return trap.varbinds().stream().map(Varbind::oid).filter(oid -> oid.startsWith(column))
                    .map(oid -> oid.substring(column.length())).limit(1).toList();
        }
        if (name.startsWith(NTH)) {
            return nth(name.substring(NTH.length()));
        }
        String object = dotted(name);
        return trap.varbinds().stream()
                .filter(varbind -> varbind.oid().equals(object) || varbind.oid().startsWith(object + "."))
                .map(Varbind::value).toList();
    }

    private List<String> nth(String number) {
        if (!number.matches("[1-9][0-9]{0,3}") || Integer.parseInt(number) > trap.varbinds().size()) {
            return List.of();
        }
        return List.of(trap.varbinds().get(Integer.parseInt(number) - 1).value());
    }

    private static String dotted(String oid) {
        return oid.startsWith(".") ? oid.substring(1) : oid;
    }

    @Override
    public Optional<String> system() {
        return Optional.empty();
    }

    @Override
    public String sender() {
        return trap.agent();
    }

    @Override
    public String title() {
        return trap.oid();
    }

    @Override
    public String text() {
        return trap.varbinds().stream().map(varbind -> varbind.oid() + " = " + varbind.value())
                .collect(Collectors.joining("\n"));
    }

    @Override
    public Optional<Instant> writtenAt() {
        return Optional.empty();
    }

    @Override
    public Optional<Instant> receivedAt() {
        return Optional.of(trap.receivedAt());
    }
}
