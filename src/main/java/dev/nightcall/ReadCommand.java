package dev.nightcall;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.nightcall.alert.Json;
import dev.nightcall.console.ReadApi;
import dev.nightcall.memory.Memory;
import dev.nightcall.oncall.OnCallFile;
import dev.nightcall.reading.Kind;
import dev.nightcall.reading.Preview;
import dev.nightcall.reading.Reading;
import dev.nightcall.settings.Settings;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code nightcall read [DOOR] FILE}: shows what a message would become and by which pattern, without raising it and without
 * a Nightcall that runs. Exit code 1 when no pattern knows it.
 */
final class ReadCommand implements Command {

    private static final byte BER_SEQUENCE = 0x30;
    private static final Pattern TARGET = Pattern.compile("^[A-Z]+ (\\S+) HTTP/1\\.[01]");
    private static final Pattern WEBHOOK = Pattern.compile("/webhooks/([^/?]+)|/(pagerduty|opsgenie)/");

    private final Settings settings;
    private final PrintStream out;
    private final PrintStream err;
    private final Clock clock;
    private final ObjectMapper json = Json.mapper().copy().enable(SerializationFeature.INDENT_OUTPUT);

    ReadCommand(Settings settings, PrintStream out, PrintStream err, Clock clock) {
        this.settings = settings;
        this.out = out;
        this.err = err;
        this.clock = clock;
    }

    @Override
    public String usage() {
        return "read [mail|trap|WEBHOOK] FILE";
    }

    @Override
    public int run(String... arguments) throws Exception {
        if (arguments.length < 1 || arguments.length > 2) {
            throw new UsageException("a file is needed");
        }
        byte[] raw = Files.readAllBytes(Arguments.readable(arguments[arguments.length - 1]));
        String door = arguments.length == 2 ? arguments[0] : door(raw);
        OnCallFile onCall = new OnCallFile(Path.of(settings.text("nightcall.oncall")));
        RouteFiles.Found routes = new RouteFiles(settings, clock).read();
        routes.problems().forEach(problem -> err.println("left out: " + problem));
        Preview preview = new Readers(settings, onCall, clock).load(routes.files()).preview(Memory.unlimited());
        if (!preview.hasDoor(door)) {
            throw new UsageException("there is no door " + door);
        }
        Reading reading = preview.read(door, null, raw);
        out.println(json.writeValueAsString(ReadApi.View.of(reading)));
        return reading.kind() == Kind.UNKNOWN ? 1 : 0;
    }

    /** A datagram begins with a BER sequence, a captured request with its method, anything else is taken for a mail. */
    private static String door(byte[] raw) {
        if (raw.length > 0 && raw[0] == BER_SEQUENCE) {
            return "trap";
        }
        Matcher request = TARGET.matcher(new String(raw, StandardCharsets.ISO_8859_1));
        if (!request.find()) {
            return "mail";
        }
        Matcher webhook = WEBHOOK.matcher(request.group(1));
        if (webhook.find()) {
            return (webhook.group(1) == null ? webhook.group(2) : webhook.group(1)).toLowerCase(Locale.ROOT);
        }
        return request.group(1);
    }
}
