package dev.nightcall.webhook;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** An Amazon SNS of our own: a key, its certificate, and messages that are signed with it. */
final class Signer {

    static final String TOPIC = "arn:aws:sns:ap-northeast-1:123456789012:alarms";
    private static final String PASSWORD = "changeit";

    private final PrivateKey key;
    private final byte[] certificate;

    private Signer(PrivateKey key, byte[] certificate) {
        this.key = key;
        this.certificate = certificate;
    }

    /** @param from as {@code keytool -startdate} takes it; the certificate is good for 30 days */
    static Signer create(Path folder, String from) {
        try {
            Path store = folder.resolve("keys" + System.nanoTime() + ".p12");
            Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                    "-genkeypair", "-alias", "sns", "-keyalg", "RSA", "-keysize", "2048", "-dname", "CN=sns.amazonaws.com",
                    "-startdate", from, "-validity", "30", "-storetype", "PKCS12", "-storepass", PASSWORD,
                    "-keystore", store.toString()).redirectErrorStream(true).start();
            String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!keytool.waitFor(30, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
                throw new IllegalStateException(said);
            }
            KeyStore keys = KeyStore.getInstance("PKCS12");
            try (InputStream in = Files.newInputStream(store)) {
                keys.load(in, PASSWORD.toCharArray());
            }
            return new Signer((PrivateKey) keys.getKey("sns", PASSWORD.toCharArray()),
                    pem(keys.getCertificate("sns").getEncoded()));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    byte[] certificate() {
        return certificate;
    }

    /** What CloudWatch says through SNS, unsigned. */
    static Map<String, String> notification() {
        Map<String, String> message = new LinkedHashMap<>();
        message.put("Type", "Notification");
        message.put("MessageId", "22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324");
        message.put("TopicArn", TOPIC);
        message.put("Subject", "ALARM: 高負荷");
        message.put("Message", "{\"AlarmName\":\"web-01-CPU\",\"NewStateValue\":\"ALARM\"}\nsecond line");
        message.put("Timestamp", "2026-11-22T03:00:00.000Z");
        message.put("SigningCertURL", "https://sns.ap-northeast-1.amazonaws.com/SimpleNotificationService-1.pem");
        return message;
    }

    /** A message about a subscription, unsigned. */
    static Map<String, String> confirmation(String type) {
        Map<String, String> message = notification();
        message.put("Type", type);
        message.remove("Subject");
        message.put("Message", "You have chosen to subscribe to the topic " + TOPIC);
        message.put("Token", "2336412f37");
        message.put("SubscribeURL", "https://sns.ap-northeast-1.amazonaws.com/?Action=ConfirmSubscription&Token=2336412f37");
        return message;
    }

    /** Signs as AWS describes it: the names in the order of the alphabet, each with its value on lines of their own. */
    Map<String, String> sign(Map<String, String> message, String version) {
        List<String> names = message.get("Type").equals("Notification")
                ? List.of("Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type")
                : List.of("Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type");
        String text = names.stream().filter(message::containsKey).map(name -> name + "\n" + message.get(name) + "\n")
                .collect(Collectors.joining());
        try {
            Signature signature = Signature.getInstance(version.equals("1") ? "SHA1withRSA" : "SHA256withRSA");
            signature.initSign(key);
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            Map<String, String> signed = new LinkedHashMap<>(message);
            signed.put("SignatureVersion", version);
            signed.put("Signature", Base64.getEncoder().encodeToString(signature.sign()));
            return signed;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] pem(byte[] der) {
        return ("-----BEGIN CERTIFICATE-----\n" + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
                + "\n-----END CERTIFICATE-----\n").getBytes(StandardCharsets.US_ASCII);
    }
}
