package dev.nightcall;

import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.builder.RouteConfigurationBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Without a route for something that may be sent, nothing starts. */
class RequiredRoutesTest {

    private static final String NONE = "none";

    static Stream<String> decided() {
        return RequiredRoutes.decided();
    }

    @ParameterizedTest
    @MethodSource("decided")
    void aMissingRouteStopsTheStartAndIsNamed(String endpoint) {
        assertThatThrownBy(() -> startWithout(endpoint)).hasStackTraceContaining("no route begins with " + endpoint + ", though");
    }

    @Test
    void withAllOfThemItStarts() {
        assertThatCode(() -> startWithout(NONE)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"direct:elsewhere", "direct://elsewhere?block=false", "seda:elsewhere?size=2",
            "batches:calls", "aws2-sqs:{{nightcall.queue.calls}}?queueUrl={{nightcall.queue.calls.url}}"})
    void whatAStepNamesIsRequired(String uri) throws Exception {
        assertThat(missing(List.of(), new RouteBuilder() {
            @Override
            public void configure() {
                from("timer:x").choice().when(body().isNull()).to(uri);
            }
        })).containsExactly(uri.contains("calls") ? "the queue calls" : uri.replaceAll("//|\\?.*", ""));
    }

    @Test
    void whatAnOptionOrTheHandlingOfErrorsNamesIsRequired() throws Exception {
        assertThat(missing(List.of(), new RouteConfigurationBuilder() {
            @Override
            public void configuration() {
                routeConfiguration("errors").onException(Exception.class).to("direct:errors");
            }
        }, new RouteBuilder() {
            @Override
            public void configure() {
                from("batches:alerts?alone=direct:alone&consumers=4").log("${body}");
            }
        })).containsExactly("direct:alone", "direct:errors");
    }

    @Test
    void aQueueThatNobodyReadsIsNamed() throws Exception {
        assertThat(missing(List.of("alerts", "calls", "later", "dead-letters"), new RouteBuilder() {
            @Override
            public void configure() {
                from("batches:alerts?consumers=4").to("batches:dead-letters");
                from("aws2-sqs:{{nightcall.queue.calls}}?queueUrl={{nightcall.queue.calls.url}}").log("${body}");
            }
        })).containsExactly("the queue later");
    }

    /** Which one that is depends on what is sent. */
    @Test
    void whatIsKnownOnlyWhenItIsSentIsNotRequired() throws Exception {
        assertThat(missing(List.of(), new RouteBuilder() {
            @Override
            public void configure() {
                from("timer:x").toD("direct:source-${variable.door}").toD("${body.task.endpoint}");
            }
        })).isEmpty();
    }

    /** With a route for everything that is decided. */
    private static Set<String> missing(List<String> queues, RoutesBuilder... more) throws Exception {
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            for (RoutesBuilder builder : more) {
                camel.addRoutes(builder);
            }
            camel.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    decided().forEach(endpoint -> from(endpoint).log("${body}"));
                }
            });
            return new RequiredRoutes(queues).missing(camel.getRouteDefinitions(), camel.getRouteConfigurationDefinitions());
        }
    }

    private static void startWithout(String missing) throws Exception {
        Main main = new Main();
        main.setDefaultPropertyPlaceholderLocation("false");
        main.addMainListener(new RequiredRoutes(List.of()));
        main.configure().addRoutesBuilder(new RouteBuilder() {
            @Override
            public void configure() {
                decided().filter(endpoint -> !endpoint.equals(missing)).forEach(endpoint -> from(endpoint).log("${body}"));
            }
        });
        try {
            main.start();
        } finally {
            main.stop();
        }
    }
}
