package dev.nightcall.webhook;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The certificates of Amazon SNS, fetched once. That they are Amazon's says the server they come from, by TLS. */
final class SigningCertificates {

    /** SNS has one for each Region, and a new one each year. */
    private static final int MOST = 100;

    private final Map<URI, X509Certificate> known = new ConcurrentHashMap<>();
    private final Fetch fetch;
    private final Clock clock;

    SigningCertificates(Fetch fetch, Clock clock) {
        this.fetch = fetch;
        this.clock = clock;
    }

    /**
     * @throws IOException          when it cannot be fetched
     * @throws CertificateException when it is none, or not valid now
     */
    X509Certificate at(URI url) throws IOException, CertificateException {
        X509Certificate certificate = known.get(url);
        if (certificate == null) {
            certificate = read(fetch.get(url));
            if (known.size() >= MOST) {
                known.clear();
            }
            known.put(url, certificate);
        }
        Instant now = clock.instant();
        if (now.isAfter(certificate.getNotAfter().toInstant())) {
            throw new CertificateExpiredException(url + " has expired");
        }
        if (now.isBefore(certificate.getNotBefore().toInstant())) {
            throw new CertificateNotYetValidException(url + " is not valid yet");
        }
        return certificate;
    }

    private static X509Certificate read(byte[] pem) throws CertificateException {
        return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem));
    }
}
