package dev.nightcall.call;

/** What monitors wrote, made fit to be spoken: plain text, never markup, never a reference of the flow language. */
final class Ssml {

    private static final int LONGEST = 80;

    private Ssml() {
    }

    /** A name: escaped for SSML, without control characters and without {@code $}, cut to {@value #LONGEST} characters. */
    static String escape(String name) {
        return escape(name, LONGEST);
    }

    /** The same for a text that has a length of its own. */
    static String escape(String text, int longest) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().limit(longest).forEach(c -> {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&apos;");
                case '$' -> escaped.append(' ');
                default -> escaped.appendCodePoint(isXml(c) ? c : ' ');
            }
        });
        return escaped.toString();
    }

    /** XML 1.0, section 2.2, without the control characters. */
    private static boolean isXml(int c) {
        return c >= 0x20 && c <= 0xD7FF && c != 0x7F || c >= 0xE000 && c <= 0xFFFD || c >= 0x10000;
    }
}
