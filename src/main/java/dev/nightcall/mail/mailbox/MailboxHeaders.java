package dev.nightcall.mail.mailbox;

import org.apache.camel.Exchange;
import org.apache.camel.spi.HeaderFilterStrategy;

/**
 * No header of a mail becomes a header of Camel. There, {@code delete}, {@code moveTo} and {@code copyTo} tell the
 * consumer what to do with the mail, and {@code Camel…} and {@code mail.smtp.…} steer others (CVE-2026-33454).
 */
final class MailboxHeaders implements HeaderFilterStrategy {

    @Override
    public boolean applyFilterToExternalHeaders(String name, Object value, Exchange exchange) {
        return true;
    }

    @Override
    public boolean applyFilterToCamelHeaders(String name, Object value, Exchange exchange) {
        return true;
    }
}
