package dev.nightcall.aws;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.connect.ConnectClient;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What the SDK's own client tells of a request on its way; nobody listens at its endpoint. */
class DepartureTest {

    private final List<String> seen = new ArrayList<>();

    @Test
    void aRequestThatIsHandedToTheNetworkHasDepartedEvenIfNobodyAnswers() {
        assertThatThrownBy(() -> request(this::credentials, () -> seen.add("departs"))).isInstanceOf(SdkClientException.class)
                .matches(Outage::isBeforeRequest);
        assertThat(seen).as("after whatever may take long").containsExactly("credentials", "departs");
    }

    @Test
    void aRequestThatCannotBeSignedDoesNotDepart() {
        assertThatThrownBy(() -> request(() -> {
            throw SdkClientException.create("Unable to load credentials");
        }, () -> seen.add("departs"))).isInstanceOf(SdkClientException.class);
        assertThat(seen).isEmpty();
    }

    @Test
    void whatIsThrownAtTheLastMomentKeepsItFromDeparting() {
        assertThatThrownBy(() -> request(this::credentials, () -> {
            throw new IllegalStateException("too late");
        })).isInstanceOf(IllegalStateException.class).hasMessage("too late");
    }

    private AwsBasicCredentials credentials() {
        seen.add("credentials");
        return AwsBasicCredentials.create("id", "secret");
    }

    private void request(AwsCredentialsProvider credentials, Runnable departure) {
        try (ConnectClient client = ConnectClient.builder().endpointOverride(URI.create("http://127.0.0.1:9"))
                .region(Region.AP_NORTHEAST_1).credentialsProvider(credentials).httpClientBuilder(ApacheHttpClient.builder())
                .overrideConfiguration(o -> o.retryStrategy(retry -> retry.maxAttempts(1))
                        .addExecutionInterceptor(Departure.interceptor())).build()) {
            client.startOutboundVoiceContact(start -> start.instanceId("instance").contactFlowId("flow")
                    .destinationPhoneNumber("+819000000001").overrideConfiguration(
                            o -> o.putExecutionAttribute(Departure.ATTRIBUTE, departure)));
        }
    }
}
