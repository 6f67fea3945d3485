package dev.nightcall.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightcall.alert.Text;
import dev.nightcall.intake.NotAllowedException;
import dev.nightcall.metrics.Meters;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.SignatureException;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whether a message is one of Amazon SNS, about a topic of ours. Anybody can have topics, and SNS signs what they publish
 * there, too: so it takes both. A subscription to one of our topics is confirmed.
 */
final class SnsTrust {

    /** By a Region's name, as other hosts of that form are buckets. https://docs.aws.amazon.com/general/latest/gr/sns.html */
    private static final Pattern HOST = Pattern.compile("sns\\.[a-z]{2}(-[a-z]+)+-[0-9]+\\.amazonaws\\.com(\\.cn)?");
    private static final int LONGEST_ARN = 300;

    private final Set<String> topics;
    private final SigningCertificates certificates;
    private final Fetch fetch;
    private final Meters meters;

    /** @param topics their ARNs; of others nothing is taken */
    SnsTrust(Set<String> topics, SigningCertificates certificates, Fetch fetch, Meters meters) {
        this.topics = Set.copyOf(topics);
        this.certificates = certificates;
        this.fetch = fetch;
        this.meters = meters;
    }

    /**
     * @return the message, which can be believed
     * @throws NotAllowedException  when it is not to be trusted
     * @throws UncheckedIOException when that cannot be found out, or the subscription not be confirmed; SNS repeats
     */
    SnsMessage check(JsonNode json) {
        SnsMessage message = new SnsMessage(json);
        if (!message.isKnown()) {
            throw refused("type", "this is no message of Amazon SNS, or of a subscription with raw message delivery");
        }
        if (!topics.contains(message.topic())) {
            throw refused("topic", "the topic " + Text.cut(Text.line(message.topic()), LONGEST_ARN)
                    + " is not in nightcall.sns.topics");
        }
        try {
            verify(message);
            if (message.type().equals(SnsMessage.CONFIRMATION)) {
                fetch.get(ofSns(message.subscribeUrl(), "SubscribeURL"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
        return message;
    }

    private void verify(SnsMessage message) throws IOException {
        String algorithm = message.algorithm()
                .orElseThrow(() -> refused("signature", "its SignatureVersion is neither 1 nor 2"));
        URI url = ofSns(message.certificateUrl(), "SigningCertURL");
        if (!url.getPath().endsWith(".pem")) {
            throw refused("certificate", "its SigningCertURL leads to no certificate");
        }
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initVerify(certificates.at(url).getPublicKey());
            signature.update(message.signed());
            if (!fits(signature, message)) {
                throw refused("signature", "its signature does not fit");
            }
        } catch (GeneralSecurityException e) {
            throw refused("certificate", "its certificate is not valid now");
        }
    }

    private static boolean fits(Signature signature, SnsMessage message) {
        try {
            return signature.verify(message.signature());
        } catch (SignatureException e) {
            // Not even the form of one.
            return false;
        }
    }

    /** Without this anybody could have us ask any server, and trust what that says. */
    private URI ofSns(String url, String field) {
        try {
            URI uri = URI.create(url);
            if ("https".equals(uri.getScheme()) && uri.getHost() != null && HOST.matcher(uri.getHost()).matches()
                    && uri.getRawUserInfo() == null && (uri.getPort() == -1 || uri.getPort() == 443)) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // No URL at all, so none of SNS.
            throw refused("certificate", "its " + field + " is no URL");
        }
        throw refused("certificate", "its " + field + " is not on a server of Amazon SNS");
    }

    private NotAllowedException refused(String reason, String why) {
        meters.snsRefused(reason);
        return NotAllowedException.refused(why);
    }
}
