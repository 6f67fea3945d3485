package dev.nightcall;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightcall.local.Names;
import dev.nightcall.local.TableSchema;
import dev.nightcall.timeline.Event;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** What the documents say is so. */
class DocumentationTest {

    private static final Path DEPLOY = Path.of("docs/deploy.md");
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#]+)[^)]*\\)");
    private static final Pattern SETTING = Pattern.compile("`((?:nightcall(?!\\.example)|local)\\.[a-z.-]+[a-z])`");

    @ParameterizedTest
    @MethodSource("tables")
    void deployingNamesEveryTableWithItsKeys(TableSchema table) throws IOException {
        String indexes = table.indexes().stream().map(index -> "`" + index.name() + "`: `" + index.key().hash() + "`, `"
                + index.key().range() + "`").findFirst().orElse("");
        String row = Stream.of(code(table.name()), code(table.key().hash()), code(table.key().range()), indexes,
                code(table.timeToLive())).reduce("|", (cells, cell) -> cells + " " + cell + " |");

        assertThat(Files.readString(DEPLOY)).contains(row);
    }

    @Test
    void thePolicyAllowsTheQueuesTablesAndStreamByTheirUsualNames() throws IOException {
        JsonNode policy = new ObjectMapper().readTree(Path.of("docs/iam-policy.json").toFile());
        String text = policy.toString();

        Names names = Names.standard();
        assertThat(text).contains(":stream/" + names.stream() + "\"");
        assertThat(List.of(names.queues().alerts(), names.queues().recoveries(), names.queues().later(), names.queues().calls(),
                names.queues().notices(), names.queues().deadLetters())).allMatch(queue -> text.contains(":" + queue + "\""));
        assertThat(tables()).allMatch(table -> text.contains(":table/" + table.name() + "\"")
                && table.indexes().stream().allMatch(index -> text.contains(table.name() + "/index/" + index.name() + "\"")));
    }

    @ParameterizedTest
    @EnumSource
    void operatingExplainsEveryEventOfATimeline(Event event) throws IOException {
        assertThat(Files.readString(Path.of("docs/operate.md"))).contains("`" + event.word() + "`");
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyLinkLeadsSomewhereAndEverySettingExists(Path document) throws IOException {
        Properties settings = new Properties();
        try (var in = Files.newInputStream(Path.of("application.properties"))) {
            settings.load(in);
        }
        String text = Files.readString(document);

        assertThat(found(LINK, text)).allMatch(link -> Files.exists(document.resolveSibling(link)));
        assertThat(settings.stringPropertyNames()).containsAll(found(SETTING, text));
    }

    static List<TableSchema> tables() {
        return TableSchema.all(Names.standard().tables());
    }

    static List<Path> documents() throws IOException {
        try (Stream<Path> docs = Files.walk(Path.of("docs"))) {
            return Stream.concat(Stream.of(Path.of("README.md")), docs.filter(file -> file.toString().endsWith(".md")))
                    .sorted().toList();
        }
    }

    private static String code(String name) {
        return name == null ? "" : "`" + name + "`";
    }

    private static List<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(match -> match.group(1)).toList();
    }
}
