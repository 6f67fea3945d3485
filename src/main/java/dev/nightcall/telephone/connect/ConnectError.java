package dev.nightcall.telephone.connect;

import dev.nightcall.core.Proof;
import dev.nightcall.telephone.Dialled;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What it means that StartOutboundVoiceContact was not answered with a contact: for the call, and for everybody.
 *
 * <p>Sources: the operation's errors and "Common errors" of the Amazon Connect API reference, "Troubleshoot Signature Version 4"
 * of the IAM user guide. Which parameter Connect does not like is said in its message only.
 *
 * @param code    Connect's, or of AWS before it; null when there was none
 * @param reason  for the timeline, as {@code 429 TooManyRequestsException}
 * @param setting what people have to mend when it is refused for everybody; null otherwise
 */
record ConnectError(Meaning meaning, String code, String reason, String setting) {

    /** What it means. */
    enum Meaning {
        /** Nothing was dialled, and a little later it may be. */
        BUSY,
        /** Nobody knows whether it was dialled. */
        LOST,
        /** Nothing was dialled, nor will be by this call: it is about its number, or about what it was to say. */
        CALL,
        /** Nothing was dialled, nor will be to anybody until people mend something. */
        EVERYBODY,
        /** Nothing was dialled; whether this is about the number alone only another number can tell. */
        AMBIGUOUS
    }

    private static final String CREDENTIALS = "the AWS credentials";
    private static final String CLOCK = "the AWS credentials, or this machine's clock";
    private static final String RIGHT = "the right to connect:StartOutboundVoiceContact";
    private static final String INSTANCE = "nightcall.connect.instance-id";
    private static final String FLOW = "nightcall.connect.contact-flow-id";
    private static final String SOURCE = "nightcall.connect.source-number";

    private static final ConnectError UNREACHABLE = new ConnectError(Meaning.BUSY, null, "Connect cannot be reached", null);

    /** "Common errors" has 400 for them. */
    private static final Set<String> ABOUT_RATE = Set.of("Throttling", "ThrottlingException", "ThrottledException",
            "RequestLimitExceeded", "TooManyRequestsException");
    private static final Set<String> ABOUT_NUMBER = Set.of("DestinationNotAllowedException",
            "OutboundContactNotPermittedException");
    private static final Set<String> ABOUT_RIGHT = Set.of("AccessDenied", "AccessDeniedException", "NotAuthorized",
            "UnauthorizedOperation", "OptInRequired");
    private static final Set<String> ABOUT_CREDENTIALS = Set.of("ExpiredToken", "ExpiredTokenException", "InvalidToken",
            "UnrecognizedClient", "UnrecognizedClientException", "InvalidClientTokenId", "InvalidAccessKeyId",
            "MissingAuthenticationToken", "MissingAuthenticationTokenException");
    private static final Set<String> ABOUT_SIGNATURE = Set.of("InvalidSignature", "InvalidSignatureException",
            "SignatureDoesNotMatch", "IncompleteSignature", "IncompleteSignatureException", "RequestExpired",
            "RequestTimeTooSkewed");
    private static final Set<String> ABOUT_WHAT_IS_NOT_THERE = Set.of("ResourceNotFoundException",
            "InvalidActiveRegionException", "ContactFlowNotPublishedException", "InvalidContactFlowException");

    /** The same in the words of every telephone. */
    Dialled dialled() {
        String name = code == null ? reason : code;
        return switch (meaning) {
            case BUSY -> new Dialled.Busy(reason, proof());
            case LOST -> new Dialled.Unknown(reason);
            case CALL -> new Dialled.Refused(name);
            case AMBIGUOUS -> new Dialled.RefusedPerhaps(reason, name);
            case EVERYBODY -> new Dialled.RefusedToAll(reason, setting, proof());
        };
    }

    /** Of a request that may be made twice: whether it may be made again, as Connect asks for fewer, or says that it failed. */
    boolean isBusy() {
        return meaning == Meaning.BUSY || meaning == Meaning.LOST;
    }

    /** What shows, other than a contact, that nothing stands in the way of a dial any more. */
    Proof proof() {
        if (meaning == Meaning.LOST || equals(UNREACHABLE) || CREDENTIALS.equals(setting)
                || CLOCK.equals(setting)) {
            return Proof.ANSWER;
        }
        return setting == null || setting.equals(RIGHT) ? Proof.CONTACT : Proof.SET_UP;
    }

    /** No request was made at all, as none could be signed. */
    static ConnectError withoutCredentials() {
        return new ConnectError(Meaning.EVERYBODY, null, "there are no AWS credentials", CREDENTIALS);
    }

    /** There was no connection, so that nothing can have been asked. */
    static ConnectError unreachable() {
        return UNREACHABLE;
    }

    /** It was asked, and there was no answer. */
    static ConnectError withoutAnswer(String why) {
        return new ConnectError(Meaning.LOST, null, "no answer from Connect: " + why, null);
    }

    /**
     * An answer that is an error.
     *
     * @param status  of HTTP
     * @param code    null when it has none, as when a proxy answers
     * @param message may be null
     */
    static ConnectError of(int status, String code, String message) {
        String reason = status + (code == null ? " without an error code" : " " + code);
        Meaning meaning = meaning(status, code == null ? "" : code, message == null ? "" : message.toLowerCase(Locale.ROOT));
        return switch (meaning) {
            case EVERYBODY -> new ConnectError(meaning, code, reason, setting(status, code == null ? "" : code,
                    message == null ? "" : message.toLowerCase(Locale.ROOT)));
            case LOST -> new ConnectError(meaning, code, "no answer from Connect: " + reason, null);
            default -> new ConnectError(meaning, code, reason, null);
        };
    }

    /** Only 429 and refusals prove that nothing was dialled: a 5xx may come after it was, a redirect from whatever is between. */
    private static Meaning meaning(int status, String code, String message) {
        if (status == 429 || status == 400 && ABOUT_RATE.contains(code)) {
            return Meaning.BUSY;
        }
        if (status < 400 || status >= 500 || status == 408) {
            return Meaning.LOST;
        }
        if (ABOUT_NUMBER.contains(code)) {
            return Meaning.CALL;
        }
        if (status == 401 || status == 404 || Stream.of(ABOUT_RIGHT, ABOUT_CREDENTIALS, ABOUT_SIGNATURE, ABOUT_WHAT_IS_NOT_THERE)
                .anyMatch(codes -> codes.contains(code))) {
            return Meaning.EVERYBODY;
        }
        boolean aboutCall = message.contains("destination") || message.contains("attribute");
        boolean aboutSetting = parameter(message) != null;
        return aboutCall == aboutSetting ? Meaning.AMBIGUOUS : aboutCall ? Meaning.CALL : Meaning.EVERYBODY;
    }

    private static String setting(int status, String code, String message) {
        if (ABOUT_RIGHT.contains(code)) {
            return RIGHT;
        }
        if (ABOUT_SIGNATURE.contains(code)) {
            return CLOCK;
        }
        if (ABOUT_CREDENTIALS.contains(code) || status == 401) {
            return CREDENTIALS;
        }
        String parameter = parameter(message);
        return parameter == null ? INSTANCE + " or " + FLOW : parameter;
    }

    /** The setting behind the parameter that a message names; null when it names none. */
    private static String parameter(String message) {
        if (message.contains("flow")) {
            return FLOW;
        }
        if (message.contains("source") || message.contains("caller id")) {
            return SOURCE;
        }
        return message.contains("instance") ? INSTANCE : null;
    }
}
