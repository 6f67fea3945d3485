package dev.nightcall.local.connect;

import dev.nightcall.SettableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.connect.model.ConnectException;
import software.amazon.awssdk.services.connect.model.Contact;
import software.amazon.awssdk.services.connect.model.ContactNotFoundException;
import software.amazon.awssdk.services.connect.model.InvalidParameterException;
import software.amazon.awssdk.services.connect.model.InvalidRequestException;
import software.amazon.awssdk.services.connect.model.OutboundContactNotPermittedException;
import software.amazon.awssdk.services.connect.model.ResourceNotFoundException;
import software.amazon.awssdk.services.connect.model.StartOutboundVoiceContactRequest;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;

import static dev.nightcall.local.connect.Telephony.SATO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The REST API, as Amazon's own client sees it. */
class ConnectApiTest {

    private static final Instant NOW = Instant.parse("2026-11-22T03:00:03.250Z");

    private Telephony telephony;

    @BeforeEach
    void start() {
        telephony = Telephony.quick(config -> config.withClock(new SettableClock(NOW)));
        telephony.script(SATO, "no-answer");
    }

    @AfterEach
    void stop() {
        telephony.close();
    }

    @Test
    void describesACallThatRings() {
        String contactId = telephony.call(SATO, request -> request.name("web-1").description("CPU"));

        Contact contact = telephony.describe(contactId);

        assertThat(contact.id()).isEqualTo(contactId);
        assertThat(contact.arn()).isEqualTo("arn:aws:connect:ap-northeast-1:111122223333:instance/"
                + ConnectStandInConfig.INSTANCE_ID + "/contact/" + contactId);
        assertThat(contact.initiationMethodAsString()).isEqualTo("API");
        assertThat(contact.channelAsString()).isEqualTo("VOICE");
        assertThat(contact.name()).isEqualTo("web-1");
        assertThat(contact.description()).isEqualTo("CPU");
        assertThat(contact.initiationTimestamp()).isEqualTo(NOW);
        assertThat(contact.lastUpdateTimestamp()).isEqualTo(NOW);
        assertThat(contact.connectedToSystemTimestamp()).isNull();
        assertThat(contact.disconnectTimestamp()).isNull();
        assertThat(contact.disconnectReason()).isNull();
        assertThat(contact.customerEndpoint().address()).isEqualTo(SATO);
        assertThat(contact.customerEndpoint().typeAsString()).isEqualTo("TELEPHONE_NUMBER");
        assertThat(contact.systemEndpoint().address()).isEqualTo("+815012345678");
        assertThat(contact.attributes()).isEqualTo(Telephony.texts());
        assertThat(contact.tags()).containsEntry("aws:connect:systemEndpoint", "+815012345678");
        assertThat(contact.segmentAttributes().get("connect:Subtype").valueString()).isEqualTo("connect:Telephony");
    }

    @Test
    void attributesAreReadDuringTheCall() {
        assertThat(telephony.attributes(telephony.call(SATO))).isEqualTo(Telephony.texts());
    }

    @Test
    void epochSecondsHaveAFraction() {
        String contactId = telephony.call(SATO);

        String json = telephony.send("GET", "/contacts/" + ConnectStandInConfig.INSTANCE_ID + "/" + contactId, null)
                .body();

        assertThat(json).contains("\"InitiationTimestamp\":1795316403.250").doesNotContain("ConnectedToSystem");
    }

    @ParameterizedTest
    @ValueSource(strings = {"09012345678", "+0123", "+8190-1234", "+1234567890123456", "sato"})
    void numbersAreE164(String number) {
        refuses(InvalidParameterException.class, 400, request -> request.destinationPhoneNumber(number));
        refuses(InvalidParameterException.class, 400, request -> request.sourcePhoneNumber(number));
    }

    @Test
    void requiredFieldsAreRequired() {
        refuses(InvalidRequestException.class, 400, request -> request.instanceId(null));
        refuses(InvalidRequestException.class, 400, request -> request.contactFlowId(null));
        refuses(InvalidRequestException.class, 400, request -> request.destinationPhoneNumber(null));
        refuses(InvalidRequestException.class, 400, request -> request.sourcePhoneNumber(null));
    }

    @Test
    void attributesHaveALimitAndPlainNames() {
        refuses(InvalidParameterException.class, 400,
                request -> request.attributes(Map.of("text", "あ".repeat(10_922))));
        refuses(InvalidParameterException.class, 400, request -> request.attributes(Map.of("call.id", "1")));
        assertThat(telephony.call(SATO, request -> request.attributes(Map.of("te-xt", "あ".repeat(10_921)))))
                .isNotEmpty();
    }

    @Test
    void otherFieldsHaveLimits() {
        refuses(InvalidParameterException.class, 400, request -> request.clientToken("x".repeat(501)));
        refuses(InvalidParameterException.class, 400, request -> request.name("x".repeat(1025)));
        refuses(InvalidParameterException.class, 400, request -> request.ringTimeoutInSeconds(14));
        refuses(OutboundContactNotPermittedException.class, 403, request -> request.trafficType("CAMPAIGN"));
    }

    @Test
    void whatIsNotThereIsNotFound() {
        refuses(ResourceNotFoundException.class, 404, request -> request.instanceId("another"));
        refuses(ResourceNotFoundException.class, 404, request -> request.contactFlowId("another"));
        refuses(ResourceNotFoundException.class, 404, request -> request.queueId("any"));
        assertThatThrownBy(() -> telephony.describe("unknown")).isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() -> telephony.attributes("unknown")).isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() -> telephony.connect.describeContact(of -> of.instanceId("another").contactId("any")))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void onlyALiveContactCanBeStopped() {
        String contactId = telephony.call(SATO);
        telephony.stop(contactId);

        assertThatThrownBy(() -> telephony.stop(contactId))
                .isInstanceOfSatisfying(ContactNotFoundException.class, e -> assertThat(e.statusCode()).isEqualTo(410));
        assertThatThrownBy(() -> telephony.stop("unknown")).isInstanceOf(ContactNotFoundException.class);
        assertThatThrownBy(() -> telephony.connect.stopContact(of -> of.instanceId("another").contactId(contactId)))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @ParameterizedTest
    @CsvSource({"PUT, /contact/outbound-voice", "POST, /contact/stop"})
    void aBodyIsAJsonObject(String method, String path) {
        for (String body : new String[] {"", "[]", "{\"InstanceId\": 1}", "not JSON"}) {
            HttpResponse<String> answer = telephony.send(method, path, body);

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.headers().firstValue("x-amzn-ErrorType")).contains("InvalidRequestException");
            assertThat(answer.body()).startsWith("{\"Message\":");
        }
    }

    @Test
    void countsRequestsByAnswer() {
        telephony.call(SATO);
        telephony.call(SATO);
        refuses(ResourceNotFoundException.class, 404, request -> request.instanceId("another"));

        assertThat(telephony.get("/requests").path("StartOutboundVoiceContact").toString())
                .isEqualTo("{\"200\":2,\"404 ResourceNotFoundException\":1}");
    }

    private void refuses(Class<? extends ConnectException> type, int status,
                         Consumer<StartOutboundVoiceContactRequest.Builder> change) {
        assertThatThrownBy(() -> telephony.call(SATO, change)).isInstanceOfSatisfying(type, e -> {
            assertThat(e.statusCode()).isEqualTo(status);
            assertThat(e.awsErrorDetails().errorMessage()).isNotBlank();
        });
    }
}
