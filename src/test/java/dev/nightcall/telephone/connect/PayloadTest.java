package dev.nightcall.telephone.connect;

import dev.nightcall.alert.Json;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** What is in one record of the stream. */
class PayloadTest {

    private static final String FIRST = "{\"ContactId\":\"一\",\"Agent\":null,\"Attributes\":{\"a\":\"}{\"}}";
    private static final String SECOND = "{\"ContactId\":\"2\",\"Attributes\":{}}";

    @Test
    void usuallyOne() {
        assertThat(records(FIRST)).containsExactly(FIRST);
    }

    @Test
    void severalOneAfterTheOther() {
        assertThat(records(FIRST + SECOND + FIRST)).containsExactly(FIRST, SECOND, FIRST);
    }

    @Test
    void oneALine() {
        assertThat(records("\n" + FIRST + "\r\n" + SECOND + "\n")).containsExactly(FIRST, SECOND);
    }

    @Test
    void overSeveralLines() {
        String pretty = "{\n  \"ContactId\": \"1\",\n  \"Attributes\": {\n    \"a\": \"b\"\n  }\n}";

        assertThat(records(pretty + "\n" + SECOND)).containsExactly(pretty, SECOND);
    }

    @Test
    void whatCannotBeReadHidesNothing() {
        String cutOff = FIRST.substring(0, FIRST.length() - 3);

        assertThat(records(FIRST + "{no record}" + SECOND)).containsExactly(FIRST, "{no record}", SECOND);
        assertThat(records(cutOff + "\n" + SECOND)).containsExactly(cutOff + "\n", SECOND);
        assertThat(records(cutOff + SECOND)).containsExactly(cutOff, SECOND);
        assertThat(records("nonsense " + SECOND + " nonsense")).containsExactly("nonsense ", SECOND, "nonsense");
        assertThat(records(SECOND + cutOff)).containsExactly(SECOND, cutOff);
    }

    /** A zero beside a digit makes Jackson take the text for UTF-16, of which it cannot say where it ends. */
    @Test
    void aZeroHidesNothing() {
        assertThat(records(FIRST + "\n5\0")).containsExactly(FIRST, "5\0");
        assertThat(records("5\0" + SECOND)).containsExactly("5\0", SECOND);
        assertThat(records("\0\0\0{\0")).containsExactly("\0\0\0{\0");
    }

    @Test
    void oneBadRecordIsOnePiece() {
        String bad = "{\"ContactId\":\"1\",\n \"Recordings\":[{\"ContactId\":\"nested\"},{\"x\":{\"y\":{}}}],\n \"Attributes\":{\"a\":}}";

        assertThat(records(bad)).containsExactly(bad);
    }

    @Test
    void nothingIsNone() {
        assertThat(records("")).isEmpty();
        assertThat(records(" \n")).isEmpty();
    }

    private static List<String> records(String payload) {
        return Payload.records(Json.mapper(), payload.getBytes(StandardCharsets.UTF_8)).stream()
                .map(record -> new String(record, StandardCharsets.UTF_8)).toList();
    }
}
