package dev.nightcall;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightcall.alert.Alert;
import dev.nightcall.alert.State;
import dev.nightcall.intake.BadRequestException;
import dev.nightcall.memory.Memory;
import dev.nightcall.oncall.OnCallFile;
import dev.nightcall.reading.Kind;
import dev.nightcall.reading.Preview;
import dev.nightcall.reading.Reading;
import dev.nightcall.settings.Settings;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Every captured message reads as whoever captured it has noted down. Prints for each producer how many fields do. What was
 * noted is in {@code samples/index.json}; where it says nothing, or something about the capture and not about the message,
 * {@code samples/meanings.json} does.
 */
class SamplesTest {

    private static final Path SAMPLES = Path.of("src/test/resources/samples");
    private static final Set<String> NOTES = Set.of("ACKNOWLEDGEMENT", "DOWNTIMESTART", "DOWNTIMEEND", "CUSTOM", "FLAPPINGSTART",
            "UPDATE", "INFO", "TEST", "NOT AN ALERT", "acknowledge", "SubscriptionConfirmation");
    private static final Set<String> RESOLVED = Set.of("RECOVERY", "resolved", "resolve", "OK", "ok");
    private static final Pattern TARGET = Pattern.compile("^[A-Z]+ /(?:webhooks/)?([a-z]+)");

    private final ObjectMapper json = new ObjectMapper();
    private final List<String> wrong = new ArrayList<>();
    private final Map<String, int[]> score = new TreeMap<>();

    @Test
    void everySampleReadsAsExpected() throws Exception {
        // As in their commands.
        Settings settings = Settings.of(defaults(), Map.of("nightcall.snmp.users", "trapv3:SHA-1:authpass123:AES-128:privpass123,"
                + "informv3:SHA-1:authpass123:AES-128:privpass123"), Map.of(), Map.of());
        Preview preview = new Readers(settings, new OnCallFile(Path.of("oncall.yaml")), Clock.systemUTC())
                .load(new RouteFiles(settings, Clock.systemUTC()).read().files()).preview(Memory.unlimited());
        JsonNode meanings = json.readTree(SAMPLES.resolve("meanings.json").toFile());
        int read = 0;
        for (JsonNode sample : json.readTree(SAMPLES.resolve("index.json").toFile())) {
            String file = sample.get("file").asText();
            JsonNode meaning = meanings.path(file);
            String door = meaning.hasNonNull("door") ? meaning.get("door").asText() : door(file);
            for (Path part : files(file)) {
                JsonNode own = meaning.has(part.getFileName().toString()) ? meaning.get(part.getFileName().toString()) : meaning;
                check(sample, own, part, () -> preview.read(door, null, Files.readAllBytes(part)));
                read++;
            }
        }
        score.forEach((producer, fields) -> System.out.printf("%-28s %3d of %3d fields%n", producer, fields[0], fields[1]));
        System.out.println(read + " messages");
        assertThat(wrong).as("fields that are not as expected").isEmpty();
    }

    private void check(JsonNode sample, JsonNode meaning, Path file, Callable<Reading> read) throws Exception {
        String producer = sample.get("producer").asText().split("[ :]")[0];
        if (meaning.path("refused").asBoolean()) {
            compare(producer, file, "refused", "true", "" + (catchThrowable(read::call) instanceof BadRequestException));
            return;
        }
        Reading reading = read.call();
        Function<String, String> expected = name -> meaning.has(name) ? meaning.get(name).asText()
                : sample.path("expected").path(name).asText();
        boolean note = NOTES.contains(expected.apply("type"));
        String kind = meaning.has("kind") ? meaning.get("kind").asText() : (note ? Kind.NOT_AN_ALERT : Kind.ALERT).word();
        compare(producer, file, "kind", kind, reading.kind().word());
        Alert alert = reading.alerts().get(0);
        if (kind.equals(Kind.ALERT.word())) {
            State state = RESOLVED.contains(expected.apply("type")) ? State.RESOLVED : State.FIRING;
            compare(producer, file, "state", state.word(), alert.state().word());
        }
        field(producer, file, "host", expected.apply("host"), joined(reading, Alert::host));
        field(producer, file, "service", expected.apply("service"), joined(reading, Alert::service));
        field(producer, file, "severity", expected.apply("severity"), alert.severity().word());
        field(producer, file, "alias", expected.apply("alias"), alert.alias());
        String message = line(expected.apply("message"));
        if (!message.isEmpty()) {
            String begin = message.substring(0, Math.min(60, message.length()));
            String summary = line(alert.summary());
            compare(producer, file, "message", begin, summary.contains(begin) ? begin : summary);
        }
    }

    private void field(String producer, Path file, String name, String expected, String found) {
        if (!expected.isBlank()) {
            compare(producer, file, name, expected, found);
        }
    }

    private void compare(String producer, Path file, String name, String expected, String found) {
        int[] fields = score.computeIfAbsent(producer, p -> new int[2]);
        fields[1]++;
        if (expected.equals(found)) {
            fields[0]++;
        } else {
            wrong.add(file.getFileName() + ": " + name + " expected <" + expected + "> but was <" + found + ">");
        }
    }

    private static Map<String, String> defaults() throws IOException {
        Properties properties = new Properties();
        try (InputStream in = SamplesTest.class.getResourceAsStream("/application.properties")) {
            properties.load(in);
        }
        return properties.stringPropertyNames().stream().collect(Collectors.toMap(Function.identity(), properties::getProperty));
    }

    private static String joined(Reading reading, Function<Alert, String> field) {
        return String.join(",", reading.alerts().stream().map(field).distinct().toList());
    }

    private static String line(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }

    private static String door(String file) throws IOException {
        if (file.startsWith("email/")) {
            return "mail";
        }
        if (file.startsWith("snmp/")) {
            return "trap";
        }
        Matcher target = TARGET.matcher(Files.readString(SAMPLES.resolve(file), StandardCharsets.UTF_8));
        if (target.find()) {
            return target.group(1);
        }
        Matcher documented = Pattern.compile("documented-([a-z]+)").matcher(file);
        return documented.find() ? documented.group(1).replace("cloudwatch", "sns") : "";
    }

    /** Datagrams are a file each: all but the handshake of an INFORM. */
    private static List<Path> files(String file) throws IOException {
        if (!file.startsWith("snmp/")) {
            return List.of(SAMPLES.resolve(file));
        }
        try (var files = Files.list(SAMPLES.resolve("snmp"))) {
            return files.filter(path -> path.getFileName().toString().matches(Pattern.quote(file.substring(5)) + "\\.\\d+\\.bin"))
                    .sorted().toList();
        }
    }
}
