package dev.nightcall.local.connect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightcall.alert.Json;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What survives a restart: one line of JSON for each change, the last line for a key counts. Written before the answer
 * goes out, so that a kill loses nothing that somebody was told; rewritten without the overtaken lines at each start.
 */
final class Journal implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);

    private record Line(String kind, String key, JsonNode value) {
    }

    private final ObjectMapper json = Json.mapper();
    private final Map<String, Map<String, JsonNode>> kept = new LinkedHashMap<>();
    private final BufferedWriter writer;

    private Journal(Path file) {
        if (file == null) {
            writer = null;
            return;
        }
        try {
            Files.createDirectories(file.getParent());
            if (Files.exists(file)) {
                read(Files.readAllLines(file));
            }
            compact(file);
            writer = Files.newBufferedWriter(file, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param folder null keeps nothing */
    static Journal in(Path folder) {
        return new Journal(folder == null ? null : folder.resolve("connect.jsonl"));
    }

    /** What the last run left of this kind, by key, in the order in which the keys were first written. */
    Map<String, JsonNode> kept(String kind) {
        return kept.getOrDefault(kind, Map.of());
    }

    /** @param value null forgets the key */
    void write(String kind, String key, Object value) {
        if (writer == null) {
            return;
        }
        try {
            append(writer, new Line(kind, key, json.valueToTree(value)));
            writer.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        if (writer != null) {
            writer.close();
        }
    }

    private void read(List<String> lines) throws IOException {
        for (int i = 0; i < lines.size(); i++) {
            try {
                Line line = json.readValue(lines.get(i), Line.class);
                Map<String, JsonNode> values = kept.computeIfAbsent(line.kind(), kind -> new LinkedHashMap<>());
                if (line.value() == null || line.value().isNull()) {
                    values.remove(line.key());
                } else {
                    values.put(line.key(), line.value());
                }
            } catch (IOException e) {
                if (i < lines.size() - 1) {
                    throw e;
                }
                LOG.warn("The last line of the Connect stand-in's journal was cut off by a kill, and is left out");
            }
        }
    }

    private void compact(Path file) throws IOException {
        Path compacted = file.resolveSibling(file.getFileName() + ".new");
        try (BufferedWriter out = Files.newBufferedWriter(compacted)) {
            for (Map.Entry<String, Map<String, JsonNode>> values : kept.entrySet()) {
                for (Map.Entry<String, JsonNode> value : values.getValue().entrySet()) {
                    append(out, new Line(values.getKey(), value.getKey(), value.getValue()));
                }
            }
        }
        Files.move(compacted, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private void append(BufferedWriter out, Line line) throws IOException {
        out.write(json.writeValueAsString(line));
        out.write('\n');
    }
}
