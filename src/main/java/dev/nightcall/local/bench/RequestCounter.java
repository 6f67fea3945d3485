package dev.nightcall.local.bench;

import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Counts what a client of the AWS SDK sends, in the Nightcall that is measured: the SDK finds this class by a file that only
 * the bench puts on the class path. Each client has one, which writes its counts into a file of its own a few times a second.
 */
public final class RequestCounter implements ExecutionInterceptor {

    /** The system property that names the folder of the counts. */
    static final String FOLDER = "bench.requests";
    private static final long EVERY = 200_000_000;

    private final Map<String, AtomicLong> counts = new ConcurrentHashMap<>();
    private final Path file = Path.of(System.getProperty(FOLDER), UUID.randomUUID().toString());

    /** Made by the SDK. */
    public RequestCounter() {
        Thread writer = new Thread(this::write, "bench-requests");
        writer.setDaemon(true);
        writer.start();
    }

    /** Every try is a request. */
    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        add(attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME) + "."
                + attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME), 1);
        if (context.request() instanceof DynamoDbRequest request) {
            add(Requests.WRITE_UNITS, Units.written(request));
            add(Requests.READ_UNITS, Units.read(request));
        }
    }

    private void add(String what, long count) {
        counts.computeIfAbsent(what, name -> new AtomicLong()).addAndGet(count);
    }

    private void write() {
        Properties written = new Properties();
        while (true) {
            Properties now = new Properties();
            counts.forEach((what, count) -> now.setProperty(what, "" + count));
            if (!now.equals(written)) {
                store(now);
                written = now;
            }
            LockSupport.parkNanos(EVERY);
        }
    }

    private void store(Properties now) {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            try (var out = Files.newOutputStream(part)) {
                now.store(out, null);
            }
            Files.move(part, file.resolveSibling(file.getFileName() + ".counts"), StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
