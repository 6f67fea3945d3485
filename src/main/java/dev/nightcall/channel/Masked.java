package dev.nightcall.channel;

import dev.nightcall.alert.Text;

import java.util.regex.Pattern;

/** Texts for timelines, logs and metrics without what is secret: the address of a webhook is its password. */
final class Masked {

    private static final int LONGEST = 300;
    /** Of an address scheme and host stay. */
    private static final Pattern URL = Pattern.compile(
            "(?i)\\b([a-z][a-z0-9+.-]*)://(?:[^\\s/?#@]*@)?([^\\s/?#:\"']*)[^\\s\"'<>,;)\\]]*");
    /** What may follow in an endpoint's URI: passwords are options, too. */
    private static final Pattern OPTIONS = Pattern.compile("\\?\\S+");

    private Masked() {
    }

    static String text(String text) {
        String line = Text.cut(Text.line(text), 10 * LONGEST);
        return Text.cut(OPTIONS.matcher(URL.matcher(line).replaceAll("$1://$2/…")).replaceAll("?…"), LONGEST);
    }

    /** A recipient without its options, as it is named on a timeline. */
    static String recipient(String uri) {
        return text(uri.split("\\?", 2)[0]);
    }
}
