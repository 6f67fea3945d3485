package dev.nightcall.oncall;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.nightcall.yaml.YamlDocument;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;

import static dev.nightcall.oncall.Plans.PLAN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class OnCallFileTest {

    /** As long as the other one. */
    private static final String OTHER = PLAN.replace("rounds: 2", "rounds: 4");
    private static final String WRONG = PLAN.replace("rounds: 2", "rounds: 0");

    @TempDir
    Path directory;

    private Path path;
    private OnCallFile file;

    private final Logger logger = (Logger) LoggerFactory.getLogger(OnCallFile.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void start() throws IOException {
        log.start();
        logger.addAppender(log);
        path = directory.resolve("oncall.yaml");
        Files.writeString(path, PLAN);
        file = new OnCallFile(path);
    }

    @AfterEach
    void stop() {
        logger.detachAppender(log);
    }

    @Test
    void anUnchangedFileIsLeftAlone() throws IOException {
        OnCall before = file.get();
        Files.setLastModifiedTime(path, FileTime.fromMillis(0));

        assertThat(file.refresh()).isFalse();
        assertThat(file.get()).isSameAs(before);
    }

    @Test
    void takesUpAChangeThatTimeAndSizeDoNotShow() throws IOException {
        FileTime time = Files.getLastModifiedTime(path);
        Files.writeString(path, OTHER);
        Files.setLastModifiedTime(path, time);

        assertThat(file.refresh()).isTrue();
        assertThat(rounds()).isEqualTo(4);
        assertThat(file.refresh()).isFalse();
    }

    @Test
    void takesUpAFileThatAnEditorPutInItsPlace() throws IOException {
        Path draft = Files.writeString(directory.resolve("oncall.yaml~"), OTHER);
        Files.move(draft, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);

        assertThat(file.refresh()).isTrue();
        assertThat(rounds()).isEqualTo(4);
    }

    @Test
    void takesUpAConfigMapWhoseLinkMoved() throws IOException {
        // As the kubelet does it: oncall.yaml -> ..data/oncall.yaml, ..data -> a directory for each revision.
        Path mount = Files.createDirectory(directory.resolve("mount"));
        revision(mount, "..1", PLAN);
        revision(mount, "..2", OTHER);
        Files.createSymbolicLink(mount.resolve("..data"), Path.of("..1"));
        Path mounted = Files.createSymbolicLink(mount.resolve("oncall.yaml"), Path.of("..data", "oncall.yaml"));
        file = new OnCallFile(mounted);

        Files.createSymbolicLink(mount.resolve("..data_tmp"), Path.of("..2"));
        Files.move(mount.resolve("..data_tmp"), mount.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);

        assertThat(file.refresh()).isTrue();
        assertThat(rounds()).isEqualTo(4);
    }

    @Test
    void aWrongFileIsToldOnceAndThePlanBeforeStays() throws IOException {
        OnCall before = file.get();
        Files.writeString(path, WRONG);

        assertThat(file.refresh()).isFalse();
        assertThat(file.refresh()).isFalse();

        assertThat(file.get()).isSameAs(before);
        assertThat(file.problem()).hasValue(
                path + ":14: /policies/default/rounds: must be a whole number from 1 to 100");
        assertThat(errors()).isEqualTo(1);
    }

    @Test
    void aWrongFileThatIsCorrectedIsTakenUp() throws IOException {
        Files.writeString(path, WRONG);
        file.refresh();
        Files.writeString(path, OTHER);

        assertThat(file.refresh()).isTrue();
        assertThat(rounds()).isEqualTo(4);
        assertThat(file.problem()).isEmpty();
    }

    @Test
    void aWrongFileThatIsSetBackIsNoProblemAnyMore() throws IOException {
        Files.writeString(path, WRONG);
        file.refresh();
        Files.writeString(path, PLAN);

        assertThat(file.refresh()).isTrue();
        assertThat(file.problem()).isEmpty();
    }

    @Test
    void twoMistakesOneAfterTheOtherAreBothTold() throws IOException {
        Files.writeString(path, WRONG);
        file.refresh();
        Files.writeString(path, PLAN.replace("call:web", "call:wbe"));
        file.refresh();

        assertThat(file.problem().orElseThrow()).contains("call:wbe").doesNotContain("rounds");
        assertThat(errors()).isEqualTo(2);
    }

    @Test
    void aFileThatIsGoneForAWhileIsAProblemForAWhile() throws IOException {
        Files.delete(path);
        file.refresh();
        file.refresh();

        assertThat(file.problem()).hasValue(path + ": does not exist");
        assertThat(errors()).isEqualTo(1);
        assertThat(rounds()).isEqualTo(2);

        Files.writeString(path, PLAN);
        file.refresh();
        assertThat(file.problem()).isEmpty();
    }

    @Test
    void tooLargeAFileIsNotRead() throws IOException {
        Files.writeString(path, PLAN + "#".repeat(YamlDocument.MAX_BYTES));
        file.refresh();

        assertThat(file.problem()).hasValue(path + ": is larger than 1048576 bytes");
    }

    @Test
    void whatIsNotUtf8IsToldAndNotGuessed() throws IOException {
        Files.write(path, PLAN.getBytes("Shift_JIS"));
        file.refresh();

        assertThat(file.problem()).hasValue(path + ": is not UTF-8");
    }

    @Test
    void nothingStartsWithoutARightFile() throws IOException {
        Files.writeString(path, WRONG.replace("Asia/Tokyo", "Tokyo"));

        assertThatThrownBy(() -> new OnCallFile(path)).isInstanceOf(OnCallException.class)
                .hasMessageContaining("/timezone").hasMessageContaining("/policies/default/rounds");
        assertThatThrownBy(() -> new OnCallFile(directory.resolve("none.yaml"))).isInstanceOf(OnCallException.class)
                .hasMessageEndingWith("none.yaml: does not exist");
        assertThatThrownBy(() -> new OnCallFile(directory)).isInstanceOf(OnCallException.class)
                .hasMessageContaining("cannot be read");
    }

    private static void revision(Path mount, String name, String yaml) throws IOException {
        Path file = Files.writeString(Files.createDirectory(mount.resolve(name)).resolve("oncall.yaml"), yaml);
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000));
    }

    private int rounds() {
        return file.get().policies().iterator().next().rounds();
    }

    private long errors() {
        return log.list.stream().filter(event -> event.getLevel() == Level.ERROR).count();
    }
}
