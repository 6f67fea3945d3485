package dev.nightcall.local.kinesis;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

class JournalTest {

    @TempDir
    private Path folder;

    private Path file() {
        return folder.resolve("new/journal");
    }

    private List<Change> replay() throws IOException {
        List<Change> changes = new ArrayList<>();
        Journal.open(file(), changes::add).close();
        return changes;
    }

    private void append(Change... changes) throws IOException {
        try (Journal journal = Journal.open(file(), change -> { })) {
            for (Change change : changes) {
                journal.append(change);
            }
        }
    }

    @Test
    void readsBackWhatWasWrittenInOrder() throws IOException {
        append(new Change.StreamCreated("a", 2, 17), new Change.ShardSplit("a", 0, HashRange.hash("k")));
        append(new Change.ShardsMerged("a", 2, 3), new Change.StreamDeleted("a"));

        assertThat(replay()).containsExactly(
                new Change.StreamCreated("a", 2, 17), new Change.ShardSplit("a", 0, HashRange.hash("k")),
                new Change.ShardsMerged("a", 2, 3), new Change.StreamDeleted("a"));
    }

    @Test
    void keepsEveryByteOfARecord() throws IOException {
        byte[] data = {0, 10, 13, -1, 34};
        append(new Change.RecordPut("a", 0, 17, "佐藤\n\"", data));

        assertThat(replay()).singleElement().isInstanceOfSatisfying(Change.RecordPut.class, put -> {
            assertThat(put.partitionKey()).isEqualTo("佐藤\n\"");
            assertThat(put.data()).isEqualTo(data);
        });
    }

    @Test
    void leavesOutATornLastLineAndGoesOnBehindTheOnesBefore() throws IOException {
        append(new Change.StreamCreated("a", 1, 17));
        Files.writeString(file(), "{\"change\":\"stream-created\",\"stre", StandardOpenOption.APPEND);

        append(new Change.StreamCreated("b", 1, 18));

        assertThat(replay()).containsExactly(
                new Change.StreamCreated("a", 1, 17), new Change.StreamCreated("b", 1, 18));
    }

    @Test
    void refusesAFileThatIsSpoiltInTheMiddleAndSaysWhere() throws IOException {
        append(new Change.StreamCreated("a", 1, 17));
        Files.writeString(file(), "spoilt\n", StandardOpenOption.APPEND);

        assertThatIOException().isThrownBy(this::replay)
                .withMessageContaining(file().toString()).withMessageContaining("byte ");
    }

    @Test
    void belongsToOneStandInAtATime() throws IOException {
        Journal open = Journal.open(file(), change -> { });
        try (open) {
            assertThatIOException().isThrownBy(this::replay).withMessageContaining("in use");
        }
        assertThat(replay()).isEmpty();
    }
}
