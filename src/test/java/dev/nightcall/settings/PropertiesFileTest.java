package dev.nightcall.settings;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PropertiesFileTest {

    @TempDir
    Path directory;

    @Test
    void readsUtf8() throws IOException {
        Path file = Files.writeString(directory.resolve("a.properties"), "# x\nnightcall.name = 夜\nb=1\n");

        assertThat(PropertiesFile.read(file, true).values()).containsEntry("nightcall.name", "夜").containsEntry("b", "1");
    }

    @Test
    void aFileThatSomebodyNamedMustExist() {
        Path file = directory.resolve("none.properties");

        assertThat(PropertiesFile.read(file, true).values()).isEmpty();
        assertThatExceptionOfType(SettingException.class).isThrownBy(() -> PropertiesFile.read(file, false))
                .withMessage(file + " (named by NIGHTCALL_CONFIG) does not exist");
    }

    @Test
    void whatCannotBeReadStopsTheStart() throws IOException {
        Path shiftJis = Files.write(directory.resolve("b.properties"), "a=夜".getBytes(Charset.forName("Shift_JIS")));
        Path escape = Files.writeString(directory.resolve("c.properties"), "a=\\u12\n");

        for (Path file : new Path[] {shiftJis, escape, directory}) {
            assertThatExceptionOfType(SettingException.class).isThrownBy(() -> PropertiesFile.read(file, true))
                    .withMessageStartingWith(file + " cannot be read: ");
        }
    }
}
