package dev.nightcall.local;

import dev.nightcall.settings.Settings;

import java.nio.file.Path;

/**
 * Where the stand-ins listen and keep their state.
 *
 * @param data  where state is kept; null to keep it in memory
 * @param names what is created on them
 */
public record StandInsConfig(Port sqs, Port dynamoDb, Port kinesis, Port connect, Path data, Names names) {

    /** As the settings say. */
    public static StandInsConfig from(Settings settings) {
        return new StandInsConfig(
                port(settings, "local.sqs"),
                port(settings, "local.dynamodb"),
                port(settings, "local.kinesis"),
                port(settings, "local.connect"),
                Path.of(settings.text("local.data")),
                Names.of(settings));
    }

    /** On free ports; for tests. */
    public static StandInsConfig onFreePorts(Path data) {
        return new StandInsConfig(new Port("local.sqs", 0), new Port("local.dynamodb", 0),
                new Port("local.kinesis", 0), new Port("local.connect", 0), data, Names.standard());
    }

    /** With other names for what is created. */
    public StandInsConfig withNames(Names others) {
        return new StandInsConfig(sqs, dynamoDb, kinesis, connect, data, others);
    }

    /** With a port for each that asked for any; fails if one is in use. */
    StandInsConfig resolvePorts() {
        return new StandInsConfig(sqs.resolve(), dynamoDb.resolve(), kinesis.resolve(), connect.resolve(), data, names);
    }

    /** Where a stand-in keeps its state; null for nowhere. */
    Path folder(String standIn) {
        return data == null ? null : data.resolve(standIn);
    }

    private static Port port(Settings settings, String key) {
        return new Port(key, settings.port(key));
    }
}
