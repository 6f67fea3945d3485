package dev.nightcall.alert;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The form in which names are compared. Names that differ only in form are one: composed and decomposed characters (Unicode NFC
 * and NFD), full and half width, and the case of a host, which DNS does not know. The case of a system, of a service and of a
 * monitor's own name of a problem, and of the value of a label stays: there it may tell two apart.
 */
public final class Form {

    /** Halfwidth and Fullwidth Forms, and the ideographic space. */
    private static final Pattern WIDTH = Pattern.compile("[\uFF00-\uFFEF\u3000]+");

    private Form() {
    }

    /** Of anything but a host: a system or service, a monitor's own name of a problem, the value of a label. */
    public static String name(String written) {
        if (written.chars().allMatch(character -> character < 0x80)) {
            return written;
        }
        // Not NFKC of everything: of other characters it makes different ones.
        String width = WIDTH.matcher(written).replaceAll(run -> Normalizer.normalize(run.group(), Normalizer.Form.NFKC)
                .replace("\\", "\\\\").replace("$", "\\$"));
        return Normalizer.normalize(width, Normalizer.Form.NFC);
    }

    public static String host(String written) {
        return name(written).toLowerCase(Locale.ROOT);
    }
}
