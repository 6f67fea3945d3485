package dev.nightcall;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

/** What a file of routes would have read by HTTP, had it no error: senders are to come again until it is mended. */
class LeftOutFileTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{\"route\": {\"from\": {\"uri\": \"platform-http:/alerts\"}}} | platform-http:/alerts",
        "{\"from\": {\"uri\": \"platform-http:/own?httpMethodRestrict=POST\"}} | platform-http:/own",
        "{\"route\": {\"from\": {\"uri\": \"platform-http\", \"parameters\": {\"path\": \"/own\"}}}} | platform-http:/own",
        "{\"from\": {\"uri\": \"platform-http:{{DOOR:/alerts}}\"}} | platform-http:/alerts",
    })
    void itsPathsAreClosed(String route, String path) throws JsonProcessingException {
        assertThat(file("[" + route + "]").paths()).containsExactly(path);
    }

    @Test
    void andNoOthers() throws JsonProcessingException {
        assertThat(file("[{\"from\": {\"uri\": \"direct:notify-x\"}}, {\"templatedRoute\": {\"routeTemplateRef\": \"mail-source\"}}]")
                .paths()).isEmpty();
    }

    @Test
    void ofWhatIsNoYamlNobodyKnowsIt() {
        assertThat(new LeftOutFile(Path.of("http.yaml"), null, "is left out").paths()).isEqualTo(Set.of(RouteFiles.ALERTS));
    }

    @Test
    void whoNamesItsRouteIsToldWhy() throws JsonProcessingException {
        assertThat(file("[{\"from\": {\"uri\": \"direct\", \"parameters\": {\"name\": \"notify-x\"}}}]").reasons())
                .containsEntry("direct:notify-x", "is left out");
    }

    private static LeftOutFile file(String items) throws JsonProcessingException {
        return new LeftOutFile(Path.of("own.yaml"), new ObjectMapper().readTree(items), "is left out");
    }
}
