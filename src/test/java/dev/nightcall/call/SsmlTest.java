package dev.nightcall.call;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import javax.xml.parsers.DocumentBuilderFactory;
import java.io.StringReader;
import java.util.List;

import org.xml.sax.InputSource;

import static org.assertj.core.api.Assertions.assertThat;

class SsmlTest {

    static List<String> whatMonitorsWrite() {
        return List.of("<speak>", "a & b", "\"quoted\" 'text'", "${camel.version}", "$.Attributes.call_id", "]]>", "<!-- -->",
                "tab\tbell\u0007nul\u0000", "lone \uD83D surrogate", "emoji 😀", "日本語", "\u007F\uFFFE", "x".repeat(10_000));
    }

    @ParameterizedTest
    @MethodSource("whatMonitorsWrite")
    void isSpokenAsPlainText(String written) throws Exception {
        String escaped = Ssml.escape(written);

        String spoken = DocumentBuilderFactory.newInstance().newDocumentBuilder()
                .parse(new InputSource(new StringReader("<speak>" + escaped + "</speak>"))).getDocumentElement().getTextContent();
        assertThat(spoken).doesNotContain("$");
        assertThat(spoken.codePointCount(0, spoken.length())).isLessThanOrEqualTo(80);
    }
}
