package dev.nightcall.local;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * DynamoDB for one machine: Amazon's own DynamoDB Local in this process. Its jars, which fit nothing else, are read
 * from a folder of their own by a class loader of their own. It listens on <b>all</b> interfaces and has no option
 * against it, so use it behind a firewall. With a data folder, tables outlive the process, kill -9 included.
 *
 * <p>DynamoDB Local is Amazon's and under Amazon's licence: the build fetches it for development and testing, and it
 * is part of neither our jar nor our image.
 */
public final class DynamoDbStandIn implements AutoCloseable {

    /** The system property that names the folder of the jars, if they are not where the build puts them. */
    public static final String LIBRARY = "local.dynamodb.lib";

    private static final String PACKAGE = "com.amazonaws.services.dynamodbv2.local.main.";

    private final Port port;
    private final Path folder;
    private Object server;

    /**
     * @param port   0 for any free port
     * @param folder where tables are kept; null to keep them in memory
     */
    public DynamoDbStandIn(int port, Path folder) {
        this.port = new Port("DynamoDB stand-in", port).resolve();
        this.folder = folder;
    }

    /** Opens the port. */
    public DynamoDbStandIn start() throws IOException {
        if (folder != null) {
            Files.createDirectories(folder);
        }
        ClassLoader loader = new URLClassLoader(jars(library()), ClassLoader.getPlatformClassLoader());
        // Its Log4j, which only it uses, would otherwise complain when it has to log while the process ends.
        System.setProperty("log4j2.shutdownHookEnabled", "false");
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        // Its logging looks for its configuration through the thread, and would find ours.
        thread.setContextClassLoader(loader);
        try {
            Object created = createServer(loader);
            invoke(created, "start");
            server = created;
        } finally {
            thread.setContextClassLoader(before);
        }
        return this;
    }

    /** The port it listens on. */
    public int port() {
        return port.number();
    }

    /** Closes the port and the files. */
    @Override
    public void close() throws IOException {
        // The class loader stays open: threads of DynamoDB Local still end after this, and load classes to do so.
        if (server != null) {
            invoke(server, "stop");
        }
    }

    /** Not by createServerFromCommandLineArgs: that prints a banner, and this way telemetry is not even set up. */
    private Object createServer(ClassLoader loader) throws IOException {
        try {
            Class<?> inputType = loader.loadClass(PACKAGE + "CommandLineInput");
            Object input = inputType.getConstructor(String[].class).newInstance((Object) arguments());
            inputType.getMethod("init").invoke(input);
            return loader.loadClass(PACKAGE + "ServerRunner").getMethod("createServer", inputType).invoke(null, input);
        } catch (InvocationTargetException e) {
            throw new IOException("DynamoDB Local does not start", e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IOException("this version of DynamoDB Local is not known", e);
        }
    }

    private static void invoke(Object target, String method) throws IOException {
        try {
            target.getClass().getMethod(method).invoke(target);
        } catch (InvocationTargetException e) {
            throw new IOException("DynamoDB Local does not " + method, e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IOException("this version of DynamoDB Local is not known", e);
        }
    }

    private String[] arguments() {
        List<String> arguments = new ArrayList<>(
                List.of("-port", Integer.toString(port.number()), "-sharedDb", "-disableTelemetry"));
        if (folder == null) {
            arguments.add("-inMemory");
        } else {
            arguments.addAll(List.of("-dbPath", folder.toAbsolutePath().toString()));
        }
        return arguments.toArray(String[]::new);
    }

    /** The classes are in target/classes or target/nightcall.jar, the jars in target/lib-local/dynamodb. */
    private static Path library() {
        String given = System.getProperty(LIBRARY);
        if (given != null) {
            return Path.of(given);
        }
        try {
            Path classes = Path.of(DynamoDbStandIn.class.getProtectionDomain().getCodeSource().getLocation().toURI());
            return classes.resolveSibling("lib-local").resolve("dynamodb");
        } catch (URISyntaxException e) {
            throw new IllegalStateException("set the system property " + LIBRARY, e);
        }
    }

    private static URL[] jars(Path library) throws IOException {
        if (!Files.isDirectory(library)) {
            throw new IOException("DynamoDB Local is not in " + library + ": run mvn -DskipTests package, or name its"
                    + " folder with the system property " + LIBRARY);
        }
        List<URL> jars = new ArrayList<>();
        try (Stream<Path> files = Files.list(library)) {
            for (Path file : (Iterable<Path>) files.filter(f -> f.toString().endsWith(".jar"))::iterator) {
                jars.add(file.toUri().toURL());
            }
        }
        return jars.toArray(URL[]::new);
    }
}
