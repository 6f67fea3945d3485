package dev.nightcall.oncall;

import dev.nightcall.yaml.YamlDocument;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The plan that is in force: that of the last {@code oncall.yaml} which was right.
 *
 * <p>The content alone decides whether the file has changed. It is small, and times and sizes would miss a second edit
 * within the clock's grain, or a Kubernetes ConfigMap whose link now points to a file of the same age.
 */
public final class OnCallFile implements Supplier<OnCall> {

    /** A longer plan is not read. */
    public static final int MAX_BYTES = YamlDocument.MAX_BYTES;

    private static final Logger LOG = LoggerFactory.getLogger(OnCallFile.class);

    private final Path file;
    private final OnCallReader reader;
    private final Feeds feeds;

    /** What {@link #refresh()} saw last; {@code null} when it could not be read. */
    private byte[] content;
    private volatile InForce inForce;
    private volatile String problem;
    /** What the file said when it could be used last; {@code null} when it never could. */
    private String said;

    /** What was warned of and has not been put right since. */
    private List<String> warned = List.of();

    /**
     * The plan in force, and where it comes from.
     *
     * @param text     of the plan
     * @param fromFile whether the file said it; else it is the one that the fleet has kept
     * @param takenUp  whether somebody wrote it while this Nightcall ran
     */
    public record InForce(OnCall plan, String text, boolean fromFile, boolean takenUp) {
    }

    /** Without what the plan has on the web. @throws OnCallException as with feeds */
    public OnCallFile(Path file) {
        this(file, Feeds.none(), Routes.any(), LastPlan.none());
    }

    /**
     * @param feeds  reads what the plan has elsewhere
     * @param routes to which it may send
     * @param last   what is in force when the file cannot be used
     * @throws OnCallException when there is neither a file that can be used, with everything that is wrong with it, nor a last
     *                         plan
     */
    public OnCallFile(Path file, Feeds feeds, Routes routes, LastPlan last) {
        this.file = file;
        this.feeds = feeds;
        this.reader = new OnCallReader(file.toString(), feeds, routes);
        try {
            content = content(file);
            String text = text(file.toString(), content);
            inForce = new InForce(reader.read(text), text, true, false);
            said = text;
        } catch (OnCallException e) {
            inForce = before(last, e);
            report(e.getMessage());
        }
        feeds.use(get().feeds());
        warn();
    }

    private InForce before(LastPlan last, OnCallException refusal) {
        try {
            return kept(last.text().orElseThrow(() -> refusal));
        } catch (OnCallException e) {
            throw refusal;
        } catch (RuntimeException e) {
            List<String> problems = new ArrayList<>(refusal.problems());
            problems.add(file + ": the plan that was in force before cannot be read either: " + e.getMessage());
            throw new OnCallException(problems);
        }
    }

    /** Routes that are gone are no reason to phone nobody. */
    private InForce kept(String text) {
        return new InForce(new OnCallReader(file + " as it was kept", feeds, Routes.any()).read(text), text, false, false);
    }

    /** The plan in force. */
    @Override
    public OnCall get() {
        return inForce.plan();
    }

    public InForce inForce() {
        return inForce;
    }

    /** Why the file, as it is now, is not the plan in force; for health and pages. */
    public Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    /**
     * Takes up the file if it has changed. If that cannot be done, the plan in force stays, and the reason is logged
     * once and kept as {@link #problem()}.
     *
     * @return whether a plan was taken up
     */
    public synchronized boolean refresh() {
        get().lookAtFiles();
        warnAgain();
        byte[] found = null;
        try {
            found = content(file);
            // What cannot be used may be so for a file beside it, which is put right without a change here.
            if (Arrays.equals(found, content) && problem == null) {
                return false;
            }
            String text = text(file.toString(), found);
            OnCall next = reader.read(text);
            feeds.use(next.feeds());
            // Nobody has written what is only there again, as after a moment in which the file could not be read.
            inForce = new InForce(next, text, true, !text.equals(said));
            said = text;
            problem = null;
            LOG.info("{} has changed and is in force", file);
            warn();
            return true;
        } catch (OnCallException e) {
            report(e.getMessage());
            return false;
        } catch (RuntimeException e) {
            // An error of ours must not look as if the file were in force.
            report(file + ": " + e);
            throw e;
        } finally {
            content = found;
        }
    }

    /**
     * Takes up what another Nightcall has put into force, for as long as the file cannot be used.
     *
     * @return whether it is in force; not when the file can be used by now
     * @throws OnCallException when it cannot be read here, and nothing has changed
     */
    public synchronized boolean follow(String text) {
        if (problem == null) {
            return false;
        }
        InForce next = kept(text);
        feeds.use(next.plan().feeds());
        inForce = next;
        LOG.info("{} cannot be used: the plan that another Nightcall has put into force is in force here, too", file);
        warn();
        return true;
    }

    private void warn() {
        List<String> warnings = get().warnings();
        warned = warnings;
        if (!warnings.isEmpty()) {
            LOG.warn("{} is in force; perhaps it does not say what is meant:{}{}", file, System.lineSeparator(),
                    String.join(System.lineSeparator(), warnings));
        }
    }

    /** Of what has come up since, for others may change what the plan has elsewhere. */
    private void warnAgain() {
        List<String> warnings = get().warnings();
        warnings.stream().filter(warning -> !warned.contains(warning)).forEach(warning -> LOG.warn("{}", warning));
        warned.stream().filter(warning -> !warnings.contains(warning)).forEach(warning -> LOG.info("no longer so: {}", warning));
        warned = warnings;
    }

    private void report(String message) {
        if (!message.equals(problem)) {
            problem = message;
            LOG.error("{} cannot be used; the plan read before stays in force:{}{}", file, System.lineSeparator(),
                    message);
        }
    }

    /** @throws OnCallException when there is no file, or it is no text of a bearable length */
    public static String text(Path file) {
        return text(file.toString(), content(file));
    }

    /**
     * @param file how messages name it
     * @throws OnCallException when it is not UTF-8
     */
    public static String text(String file, byte[] bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new OnCallException(file + ": is not UTF-8", e);
        }
    }

    private static byte[] content(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new OnCallException(file + ": is larger than " + MAX_BYTES + " bytes", null);
            }
            return bytes;
        } catch (NoSuchFileException e) {
            throw new OnCallException(file + ": does not exist", e);
        } catch (IOException e) {
            throw new OnCallException(file + ": cannot be read: " + e, e);
        }
    }
}
