package dev.nightcall.telephone.connect;

import dev.nightcall.core.Proof;
import dev.nightcall.telephone.connect.ConnectError.Meaning;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What an answer that is an error means. */
class ConnectErrorTest {

    @ParameterizedTest
    @ValueSource(strings = {"TooManyRequestsException", "LimitExceededException", "ThrottlingException", "Whatever"})
    void tooManyRequestsMeansThatNothingWasDialled(String code) {
        assertThat(ConnectError.of(429, code, null)).isEqualTo(new ConnectError(Meaning.BUSY, code, "429 " + code, null));
    }

    /** AWS' "Common errors" have them with 400. */
    @ParameterizedTest
    @ValueSource(strings = {"ThrottlingException", "Throttling", "RequestLimitExceeded"})
    void theyMayComeWith400(String code) {
        assertThat(ConnectError.of(400, code, "Rate exceeded").meaning()).isEqualTo(Meaning.BUSY);
    }

    @ParameterizedTest
    @CsvSource({"500, InternalServiceException", "502,", "503, ServiceUnavailableException", "504, GatewayTimeoutException",
            "599, Whatever", "408, RequestTimeoutException", "302,", "200,"})
    void whatMayComeAfterDiallingIsALostAnswer(int status, String code) {
        assertThat(ConnectError.of(status, code, "Contact flow not found").meaning()).isEqualTo(Meaning.LOST);
    }

    @ParameterizedTest
    @CsvSource({
        "403, DestinationNotAllowedException, 'Outbound calls to the destination number are not allowed'",
        "403, OutboundContactNotPermittedException, 'The contact is not permitted in this instance'",
        "400, InvalidParameterException, 'DestinationPhoneNumber is not an E.164 number'",
        "400, InvalidRequestException, 'The destination phone number is invalid'",
        "400, InvalidParameterException, 'Attributes have more than 32768 UTF-8 bytes'"})
    void aRefusalOfTheNumberOrOfWhatIsSaidIsAboutThisCallOnly(int status, String code, String message) {
        assertThat(ConnectError.of(status, code, message)).isEqualTo(new ConnectError(Meaning.CALL, code, status + " " + code, null));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "403 | AccessDeniedException | User: arn:aws:iam::1:role/x is not authorized | the right to connect:StartOutboundVoiceContact",
        "403 | ExpiredTokenException | The security token included in the request is expired | the AWS credentials",
        "400 | ExpiredToken | | the AWS credentials",
        "403 | UnrecognizedClientException | The security token included in the request is invalid. | the AWS credentials",
        "403 | InvalidClientTokenId | | the AWS credentials",
        "403 | MissingAuthenticationTokenException | Missing Authentication Token | the AWS credentials",
        "401 | | | the AWS credentials",
        "403 | InvalidSignatureException | Signature expired: 20261129T1 is now earlier than | the AWS credentials, or this machine's clock",
        "403 | SignatureDoesNotMatch | | the AWS credentials, or this machine's clock",
        "403 | RequestTimeTooSkewed | | the AWS credentials, or this machine's clock",
        "404 | ResourceNotFoundException | Instance not found: 99999999 | nightcall.connect.instance-id",
        "404 | ResourceNotFoundException | Contact flow not found: 8 | nightcall.connect.contact-flow-id",
        "404 | ResourceNotFoundException | | nightcall.connect.instance-id or nightcall.connect.contact-flow-id",
        "404 | | | nightcall.connect.instance-id or nightcall.connect.contact-flow-id",
        "400 | InvalidRequestException | The contact flow is not published | nightcall.connect.contact-flow-id",
        "400 | InvalidParameterException | SourcePhoneNumber is not claimed by the instance | nightcall.connect.source-number",
        "400 | InvalidRequestException | Invalid caller ID | nightcall.connect.source-number"})
    void aRefusalThatHasNothingToDoWithTheNumberSaysWhatIsToBeMended(int status, String code, String message, String setting) {
        ConnectError error = ConnectError.of(status, code, message);
        assertThat(error.meaning()).isEqualTo(Meaning.EVERYBODY);
        assertThat(error.setting()).isEqualTo(setting);
    }

    @ParameterizedTest
    @CsvSource({"400, InvalidRequestException, 'Invalid request'", "400, InvalidParameterException,", "403, Whatever, Forbidden",
            "403,,", "410, ContactNotFoundException, ''", "499, A, B",
            "400, InvalidParameterException, 'Destination is not valid for the country of the source number'"})
    void aRefusalThatNamesNothingOrBothIsAmbiguous(int status, String code, String message) {
        assertThat(ConnectError.of(status, code, message).meaning()).isEqualTo(Meaning.AMBIGUOUS);
    }

    /** A right to dial and a quota show in nothing else. */
    @Test
    void whatElseThanAContactWouldShowThatItIsMended() {
        assertThat(ConnectError.of(403, "ExpiredTokenException", null).proof()).isEqualTo(Proof.ANSWER);
        assertThat(ConnectError.of(403, "SignatureDoesNotMatch", null).proof()).isEqualTo(Proof.ANSWER);
        assertThat(ConnectError.of(504, "GatewayTimeout", null).proof()).isEqualTo(Proof.ANSWER);
        assertThat(ConnectError.unreachable().proof()).isEqualTo(Proof.ANSWER);
        assertThat(ConnectError.of(404, "ResourceNotFoundException", "Contact flow not found: 8").proof())
                .isEqualTo(Proof.SET_UP);
        assertThat(ConnectError.of(400, "InvalidRequestException", "Invalid caller ID").proof()).isEqualTo(Proof.SET_UP);
        assertThat(ConnectError.of(403, "AccessDeniedException", null).proof()).isEqualTo(Proof.CONTACT);
        assertThat(ConnectError.of(429, "LimitExceededException", null).proof()).isEqualTo(Proof.CONTACT);
        assertThat(ConnectError.of(429, null, null).proof()).as("of a proxy").isEqualTo(Proof.CONTACT);
    }

    @Test
    void withoutARequestWithoutAConnectionAndWithoutAnAnswerAreThreeThings() {
        assertThat(ConnectError.withoutCredentials().meaning()).isEqualTo(Meaning.EVERYBODY);
        assertThat(ConnectError.unreachable().meaning()).isEqualTo(Meaning.BUSY);
        assertThat(ConnectError.withoutAnswer("Read timed out").meaning()).isEqualTo(Meaning.LOST);
    }
}
