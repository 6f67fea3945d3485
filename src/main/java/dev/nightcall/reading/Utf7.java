package dev.nightcall.reading;

import java.nio.charset.StandardCharsets;

/** UTF-7 (RFC 2152), which the JDK does not read. Old Outlook and some copiers still write it. */
final class Utf7 {

    private static final String BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    private Utf7() {
    }

    static String read(byte[] octets) {
        String written = new String(octets, StandardCharsets.ISO_8859_1);
        StringBuilder text = new StringBuilder(written.length());
        int i = 0;
        while (i < written.length()) {
            char character = written.charAt(i++);
            if (character != '+') {
                text.append(character);
            } else if (i < written.length() && written.charAt(i) == '-') {
                text.append('+');
                i++;
            } else {
                int bits = 0;
                int held = 0;
                while (i < written.length() && BASE64.indexOf(written.charAt(i)) >= 0) {
                    bits = bits << 6 | BASE64.indexOf(written.charAt(i++));
                    held += 6;
                    if (held >= 16) {
                        held -= 16;
                        text.append((char) (bits >> held));
                        bits &= (1 << held) - 1;
                    }
                }
                if (i < written.length() && written.charAt(i) == '-') {
                    i++;
                }
            }
        }
        return text.toString();
    }
}
