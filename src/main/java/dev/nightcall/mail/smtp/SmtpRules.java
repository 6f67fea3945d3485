package dev.nightcall.mail.smtp;

import javax.net.ssl.SSLContext;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * From whom the SMTP door takes mail, for whom, and how much of it.
 *
 * @param name           how Nightcall introduces itself
 * @param networks       from where mail is taken without a password
 * @param recipients     for whom it is taken
 * @param users          who may log in; when there is nobody, other networks are turned away at once
 * @param tls            the certificate for STARTTLS
 * @param tlsRequired    whether mail is taken over TLS only
 * @param authWithoutTls whether passwords may be sent in the clear
 * @param limits         how much
 */
public record SmtpRules(String name, List<Network> networks, Recipients recipients, Users users, Optional<SSLContext> tls,
                        boolean tlsRequired, boolean authWithoutTls, Limits limits) {

    /** @throws IllegalArgumentException for rules under which nobody could send */
    public SmtpRules {
        networks = List.copyOf(networks);
        if (tlsRequired && tls.isEmpty()) {
            throw new IllegalArgumentException("TLS is required, but there is no certificate");
        }
        if (!users.isEmpty() && tls.isEmpty() && !authWithoutTls) {
            throw new IllegalArgumentException("there are passwords, but no certificate: nobody could send one over TLS");
        }
    }

    /**
     * What one sender, or all together, may take up.
     *
     * @param octets                the longest mail, in octets after dots are unstuffed
     * @param memory                octets of all mails that are held at the same time
     * @param recipients            per mail
     * @param connections           at once
     * @param connectionsPerAddress at once, from one address
     * @param mailsPerMinute        from one address
     * @param commandsPerMinute     from one address
     * @param idle                  how long a command may be in coming
     * @param transfer              how long the octets of one mail may be in coming
     */
    public record Limits(int octets, long memory, int recipients, int connections, int connectionsPerAddress,
                         int mailsPerMinute, int commandsPerMinute, Duration idle, Duration transfer) {

        /** @throws IllegalArgumentException when one mail of the longest kind would not fit into memory */
        public Limits {
            if (memory < octets) {
                throw new IllegalArgumentException("the memory for mails is smaller than the longest mail");
            }
        }
    }

    boolean trusts(InetAddress peer) {
        return networks.stream().anyMatch(network -> network.contains(peer));
    }
}
