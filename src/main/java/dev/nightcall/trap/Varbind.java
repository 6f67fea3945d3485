package dev.nightcall.trap;

/**
 * One variable of a trap.
 *
 * @param oid   dotted, without a leading dot
 * @param type  the SMI's name of the type (RFC 2578), such as {@code OCTET STRING} or {@code Counter64}
 * @param value as text: numbers in decimal, OIDs and addresses dotted, octets that are no text in hexadecimal
 */
public record Varbind(String oid, String type, String value) {
}
