package dev.nightcall.reading;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a sender calls a charset, made out leniently: quotes, blanks, a semicolon too many, an RFC 2231 language, and the
 * names that only some vendor knows.
 *
 * @param kind    how octets under this label are treated
 * @param charset what the JDK reads them with; for the Japanese kinds only windows-31j
 */
record CharsetLabel(Kind kind, Charset charset) {

    enum Kind {
        /** Nothing said, or nothing that helps: what is not ASCII has to be found out. */
        NONE, UTF_8, ISO_2022_JP, SHIFT_JIS, EUC_JP, UTF_7,
        /** One octet a character, so that any octets are "valid". */
        SINGLE,
        /** Wide characters: ASCII octets are not ASCII. */
        WIDE,
        OTHER
    }

    private static final CharsetLabel NOTHING = new CharsetLabel(Kind.NONE, StandardCharsets.US_ASCII);

    private static final Set<String> SAY_NOTHING = Set.of("", "us-ascii", "ascii", "usascii", "us", "646", "cp367", "ibm367",
            "iso646-us", "csascii", "iso-ir-6", "ansi_x3.4-1968", "ansi_x3.4-1986", "iso_646.irv:1991", "unknown", "x-unknown",
            "unknown-8bit", "x-user-defined", "default", "none", "binary", "8bit", "7bit", "ansi");
    private static final Set<String> UTF_8 = Set.of("utf-8", "utf8", "utf8mb4", "utf8mb3", "utf_8", "utf-8-sig", "x-utf-8",
            "unicode-1-1-utf-8", "cp65001", "windows-65001", "csutf8");
    private static final Set<String> ISO_2022_JP = Set.of("csiso2022jp", "csiso2022jp2", "cp50220", "cp50221", "cp50222",
            "x-windows-50220", "x-windows-50221", "x-windows-50222", "x-windows-iso2022jp", "jis", "jis7", "jis8",
            "jis_encoding", "csjisencoding");
    private static final Set<String> SHIFT_JIS = Set.of("shift_jis", "shift-jis", "shiftjis", "sjis", "x-sjis", "ms_kanji",
            "csshiftjis", "windows-31j", "cswindows31j", "cp932", "ms932", "x-ms-cp932", "windows-932", "ibm-943", "cp943",
            "sjis-win", "shift_jis-2004", "shift_jisx0213", "932");
    private static final Set<String> EUC_JP = Set.of("euc-jp", "euc_jp", "eucjp", "x-euc-jp", "x-euc", "euc", "ujis",
            "eucjp-ms", "eucjp-win", "eucjpms", "cp51932", "x-eucjp-open", "eucjp-open", "euc-jp-ms", "euc-jis-2004",
            "cseucpkdfmtjapanese", "extended_unix_code_packed_format_for_japanese");
    private static final Set<String> UTF_7 = Set.of("utf-7", "utf7", "unicode-1-1-utf-7", "x-unicode-2-0-utf-7", "csutf7");

    /** @param written as it stands in the message, or null */
    static CharsetLabel of(String written) {
        String name = written == null ? "" : cleaned(written);
        if (SAY_NOTHING.contains(name)) {
            return NOTHING;
        }
        if (UTF_8.contains(name)) {
            return new CharsetLabel(Kind.UTF_8, StandardCharsets.UTF_8);
        }
        if (ISO_2022_JP.contains(name) || name.startsWith("iso-2022-jp") || name.startsWith("iso2022jp")
                || name.startsWith("iso2022-jp")) {
            return new CharsetLabel(Kind.ISO_2022_JP, Jis.WINDOWS_31J);
        }
        if (SHIFT_JIS.contains(name)) {
            return new CharsetLabel(Kind.SHIFT_JIS, Jis.WINDOWS_31J);
        }
        if (EUC_JP.contains(name)) {
            return new CharsetLabel(Kind.EUC_JP, Jis.WINDOWS_31J);
        }
        if (UTF_7.contains(name)) {
            return new CharsetLabel(Kind.UTF_7, StandardCharsets.US_ASCII);
        }
        return known(windowsName(name)).map(charset -> new CharsetLabel(kindOf(charset), charset)).orElse(NOTHING);
    }

    private static String cleaned(String written) {
        String name = written.toLowerCase(Locale.ROOT).strip();
        if (name.startsWith("charset=")) {
            name = name.substring("charset=".length());
        }
        name = name.replaceAll("[\"'\\s]+", "");
        int end = 0;
        while (end < name.length() && ";,*()".indexOf(name.charAt(end)) < 0) {
            end++;
        }
        return name.substring(0, end);
    }

    /** As browsers do it (WHATWG Encoding): the old name means what Windows made of it. */
    private static String windowsName(String name) {
        return switch (name) {
            case "iso-8859-1", "iso8859-1", "iso_8859-1", "latin1", "latin-1", "l1", "cp819", "windows-1252", "cp1252" ->
                "windows-1252";
            case "gb2312", "gb_2312-80", "gb_2312", "gbk", "x-gbk", "euc-cn", "euccn", "cp936", "csgb2312", "chinese", "936" ->
                "GB18030";
            case "ks_c_5601-1987", "ks_c_5601-1989", "ksc5601", "ksc_5601", "ks_c_5601", "euc-kr", "korean", "cp949",
                "windows-949", "uhc", "949" -> "x-windows-949";
            case "big5", "big-5", "x-big5", "cp950", "csbig5", "cn-big5", "950" -> "x-windows-950";
            case "tis-620", "windows-874", "iso-8859-11" -> "x-windows-874";
            case "iso-8859-9", "latin5" -> "windows-1254";
            case "iso-8859-8-i", "iso-8859-8-e" -> "iso-8859-8";
            case "unicode", "ucs-2", "utf-16-le" -> "utf-16";
            default -> name;
        };
    }

    private static Optional<Charset> known(String name) {
        try {
            return Optional.of(Charset.forName(name));
        } catch (IllegalArgumentException nobodyKnowsIt) {
            return Optional.empty();
        }
    }

    private static Kind kindOf(Charset charset) {
        String name = charset.name().toLowerCase(Locale.ROOT);
        if (name.contains("utf-16") || name.contains("utf-32")) {
            return Kind.WIDE;
        }
        // EBCDIC and the like: not even ASCII is ASCII. Nobody sends mail so, but a label can turn any text into noise.
        if (!new String("a1: ".getBytes(StandardCharsets.US_ASCII), charset).equals("a1: ")) {
            return Kind.NONE;
        }
        return charset.canEncode() && charset.newEncoder().maxBytesPerChar() == 1 ? Kind.SINGLE : Kind.OTHER;
    }
}
