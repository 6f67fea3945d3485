package dev.nightcall.local.kinesis;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;

/**
 * An append-only file of changes, one JSON object a line. A change is in the hands of the operating system before
 * {@link #append} returns, so the end of the process loses nothing; a power failure may.
 */
final class Journal implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);

    private final Path file;
    private final FileChannel channel;
    private final ObjectMapper json = new ObjectMapper();
    /** Where the last complete line ends. What a failed or interrupted write left behind it is overwritten. */
    private long end;

    private Journal(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** Opens the file, or creates it, and hands every change in it to the reader. */
    static Journal open(Path file, Consumer<Change> reader) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        Journal journal = new Journal(file, channel);
        try {
            journal.lock();
            journal.replay(reader);
            return journal;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** Two processes that write to one journal would spoil it. */
    private void lock() throws IOException {
        FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            throw new IOException(file + " is in use by another stand-in of this process", e);
        }
        if (lock == null) {
            throw new IOException(file + " is in use by another process");
        }
    }

    private void replay(Consumer<Change> reader) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int start = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                reader.accept(parse(new String(bytes, start, i - start, StandardCharsets.UTF_8), start));
                start = i + 1;
            }
        }
        end = start;
        if (start < bytes.length) {
            LOG.warn("{}: the last line was cut off at the last stop and is left out", file);
            channel.truncate(end);
        }
    }

    private Change parse(String line, long position) throws IOException {
        try {
            return json.readValue(line, Change.class);
        } catch (JsonProcessingException e) {
            throw new IOException(file + " cannot be read at byte " + position + "; delete it to start anew", e);
        }
    }

    void append(Change change) {
        try {
            byte[] line = (json.writeValueAsString(change) + "\n").getBytes(StandardCharsets.UTF_8);
            ByteBuffer buffer = ByteBuffer.wrap(line);
            while (buffer.hasRemaining()) {
                channel.write(buffer, end + buffer.position());
            }
            end += line.length;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + file, e);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
