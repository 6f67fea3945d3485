package dev.nightcall.mail.mailbox;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

/**
 * One mailbox: a folder of an account on a server.
 *
 * @param protocol imap, imaps, pop3 or pop3s
 * @param port     -1 for the protocol's own
 */
record MailboxAddress(String protocol, String host, int port, String username, String folder) {

    private static final Set<String> PROTOCOLS = Set.of("imap", "imaps", "pop3", "pop3s");

    /**
     * @param server {@code imaps://mail.example.com}, or with {@code :993}; nothing else may stand there, as what follows
     *               a question mark would steer Camel
     * @throws IllegalArgumentException saying which parameter is wrong, and how
     */
    static MailboxAddress of(String server, String username, String folder) {
        URI uri;
        try {
            uri = new URI(server).parseServerAuthority();
        } catch (URISyntaxException e) {
            throw wrongServer(server);
        }
        boolean more = uri.getUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null
                || uri.getRawPath() != null && !uri.getRawPath().isEmpty();
        if (uri.getScheme() == null || !PROTOCOLS.contains(uri.getScheme())
                || uri.getHost() == null || more) {
            throw wrongServer(server);
        }
        if (username.isBlank()) {
            throw new IllegalArgumentException("mailbox: username is empty");
        }
        MailboxAddress address = new MailboxAddress(uri.getScheme(), uri.getHost(), uri.getPort(),
                username, folder.isBlank() ? "INBOX" : folder);
        if (address.isPop3() && !address.folder.equals("INBOX")) {
            throw new IllegalArgumentException("mailbox: POP3 has no folder but INBOX, and not " + folder);
        }
        return address;
    }

    boolean isPop3() {
        return protocol.startsWith("pop3");
    }

    /** Whether the connection is encrypted from its first octet on. */
    boolean isEncrypted() {
        return protocol.endsWith("s");
    }

    private static IllegalArgumentException wrongServer(String server) {
        return new IllegalArgumentException("mailbox: server must be imaps://HOST, pop3s://HOST, imap://HOST or"
                + " pop3://HOST, with :PORT or without, and not " + server.replaceFirst("//.*@", "//…@"));
    }

    /** For people, and the same on every replica. */
    @Override
    public String toString() {
        return host + (port < 0 ? "" : ":" + port) + "/" + username + "/" + folder;
    }
}
