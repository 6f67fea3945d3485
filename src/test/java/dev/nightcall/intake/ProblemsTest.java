package dev.nightcall.intake;

import com.fasterxml.jackson.core.JsonParseException;
import dev.nightcall.alert.AlertRefusedException;
import dev.nightcall.alert.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class ProblemsTest {

    static Stream<Arguments> exceptions() {
        return Stream.of(
                arguments(new AlertRefusedException("/system", "must be text"), 400),
                arguments(NotAllowedException.unknown(), 401),
                arguments(NotAllowedException.without(Right.SEND, "desk"), 403),
                arguments(new NoSuchThingException("incident 4711"), 404),
                arguments(new ConflictException("incident 4711 is already resolved"), 409),
                arguments(new IllegalStateException("secret"), 500),
                arguments(new IllegalArgumentException("secret"), 500),
                arguments(new StackOverflowError("secret"), 500),
                arguments(new JsonParseException("secret"), 500),
                arguments(new IOException("secret"), 503),
                arguments(new UncheckedIOException(new IOException("secret")), 503),
                arguments(new TimeoutException("secret"), 503),
                arguments(SdkClientException.create("secret"), 503),
                arguments(ApiCallTimeoutException.create(3000), 503),
                arguments(new RuntimeException("secret", new RuntimeException(new ConflictException("c"))), 409));
    }

    @ParameterizedTest
    @MethodSource("exceptions")
    void everyExceptionHasItsStatusAndNoneTellsOurSecrets(Throwable failure, int status) throws Exception {
        Problem problem = Problems.of(failure);

        assertThat(problem.status()).isEqualTo(status);
        assertThat(Json.mapper().writeValueAsString(problem)).doesNotContain("secret", "Exception", "java");
    }

    @Test
    void aCauseThatLeadsBackToItselfEndsToo() {
        RuntimeException one = new RuntimeException();
        one.initCause(new RuntimeException(one));

        assertThat(Problems.of(one).status()).isEqualTo(500);
    }

    @Test
    void itIsWrittenAsRfc9457Says() throws Exception {
        assertThat(Json.mapper().writeValueAsString(Problems.of(new AlertRefusedException("/1/severity", "must be …"))))
                .isEqualTo("{\"type\":\"about:blank\",\"title\":\"Bad Request\",\"status\":400,"
                        + "\"detail\":\"must be …\",\"field\":\"/1/severity\"}");
        assertThat(Json.mapper().writeValueAsString(Problem.of(500, null)))
                .isEqualTo("{\"type\":\"about:blank\",\"title\":\"Internal Server Error\",\"status\":500}");
    }

    @Test
    void anOutageSaysWhenToComeBack() {
        assertThat(Problem.of(503, null).headers()).containsEntry("Retry-After", "5");
        assertThat(Problem.of(401, null).headers()).containsKey("WWW-Authenticate");
        assertThat(Problem.of(400, null).headers()).isEmpty();
    }
}
