package dev.nightcall.aws;

import dev.nightcall.SettableClock;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.connect.ConnectClient;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What the SDK's own client tells of a request on its way; nobody listens at its endpoint. */
class TransmissionTest {

    private static final AwsCredentialsProvider CREDENTIALS =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret"));
    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-22T18:10:00Z"));
    private final Transmission transmission = new Transmission(clock, clock.instant(), Duration.ofSeconds(5));

    @Test
    void aRequestThatIsHandedToTheNetworkHasBegunEvenIfNobodyAnswers() {
        assertThatThrownBy(() -> request(CREDENTIALS)).isInstanceOf(SdkClientException.class).matches(Outage::isBeforeRequest);
        assertThat(transmission.isBegun()).isTrue();
    }

    @Test
    void aRequestThatCannotBeSignedHasNotBegun() {
        assertThatThrownBy(() -> request(() -> {
            throw SdkClientException.create("Unable to load credentials");
        })).isInstanceOf(SdkClientException.class);
        assertThat(transmission.isBegun()).isFalse();
    }

    /** As when finding credentials takes long, or the process sleeps meanwhile. */
    @Test
    void aRequestIsNotMadeWhenItsTimeIsOver() {
        assertThatThrownBy(() -> request(() -> {
            clock.advance(Duration.ofSeconds(6));
            return CREDENTIALS.resolveCredentials();
        })).isInstanceOf(Transmission.TooLateException.class);
        assertThat(transmission.isBegun()).isFalse();
    }

    /** How long the process has slept cannot be told then. */
    @Test
    void aRequestIsNotMadeWhenTheClockHasGoneBack() {
        assertThatThrownBy(() -> request(() -> {
            clock.advance(Duration.ofMinutes(-10));
            return CREDENTIALS.resolveCredentials();
        })).isInstanceOf(Transmission.TooLateException.class);
        assertThat(transmission.isBegun()).isFalse();
    }

    private void request(AwsCredentialsProvider credentials) {
        try (ConnectClient client = ConnectClient.builder().endpointOverride(URI.create("http://127.0.0.1:9"))
                .region(Region.AP_NORTHEAST_1).credentialsProvider(credentials).httpClientBuilder(ApacheHttpClient.builder())
                .overrideConfiguration(o -> o.retryStrategy(retry -> retry.maxAttempts(1))
                        .addExecutionInterceptor(Transmission.interceptor())).build()) {
            client.startOutboundVoiceContact(start -> start.instanceId("instance").contactFlowId("flow")
                    .destinationPhoneNumber("+819000000001").overrideConfiguration(
                            o -> o.putExecutionAttribute(Transmission.ATTRIBUTE, transmission)));
        }
    }
}
