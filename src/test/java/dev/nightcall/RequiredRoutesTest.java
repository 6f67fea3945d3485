package dev.nightcall;

import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.api.Test;

import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Without a route for something that may be sent, nothing starts. */
class RequiredRoutesTest {

    private static final String NONE = "none";

    static Stream<String> required() {
        return RequiredRoutes.required();
    }

    @ParameterizedTest
    @MethodSource("required")
    void aMissingRouteStopsTheStartAndIsNamed(String endpoint) {
        assertThatThrownBy(() -> startWithout(endpoint)).hasStackTraceContaining("no route begins with " + endpoint + ", though");
    }

    @Test
    void withAllOfThemItStarts() {
        assertThatCode(() -> startWithout(NONE)).doesNotThrowAnyException();
    }

    private static void startWithout(String missing) throws Exception {
        Main main = new Main();
        main.setDefaultPropertyPlaceholderLocation("false");
        main.addMainListener(new RequiredRoutes());
        main.configure().addRoutesBuilder(new RouteBuilder() {
            @Override
            public void configure() {
                required().filter(endpoint -> !endpoint.equals(missing)).forEach(endpoint -> from(endpoint).log("${body}"));
            }
        });
        try {
            main.start();
        } finally {
            main.stop();
        }
    }
}
