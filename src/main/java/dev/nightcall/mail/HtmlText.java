package dev.nightcall.mail;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;

import java.util.Set;

/**
 * HTML as the lines that a reader sees, so that {@code <b>Host:</b> web02<br>} is the line {@code Host: web02}, which a
 * pattern for a plain mail finds as well. Blocks and rows start a line, cells are apart by a tab, runs of white space are
 * one blank, and no-break spaces are spaces. What only looks like a tag, as in {@code no answer <timeout>}, was text to
 * whoever forgot to escape it, and is text here.
 */
final class HtmlText implements NodeFilter {

    private static final Set<String> BLOCKS = Set.of("p", "div", "tr", "li", "h1", "h2", "h3", "h4", "h5", "h6", "table", "ul",
            "ol", "dl", "dt", "dd", "pre", "blockquote", "section", "article", "header", "footer", "address", "center", "form",
            "fieldset", "caption", "hr", "body");
    private static final Set<String> CELLS = Set.of("td", "th");
    /** Elements of some browsers and times that jsoup does not know. */
    private static final Set<String> RARE = Set.of("blink", "spacer", "picture", "dialog", "image", "layer", "search", "slot");
    private static final Set<String> UNSEEN = Set.of("head", "script", "style", "title", "template", "noscript", "textarea",
            "select", "object", "iframe", "svg");

    private final StringBuilder text = new StringBuilder();
    private final int most;
    private int preformatted;
    /** A blank or tab that is only written when something follows it on its line. */
    private String pending = "";

    private HtmlText(int most) {
        this.most = most;
    }

    /**
     * Reads no further than the limits allow.
     *
     * @return at most {@code textChars} characters and the rest of the words they are cut from
     */
    static String of(String html, MailLimits limits) {
        HtmlText reader = new HtmlText(limits.textChars());
        Jsoup.parse(withFewTags(html, limits.htmlTags())).body().filter(reader);
        return reader.text.toString();
    }

    private static String withFewTags(String html, int most) {
        int tag = html.indexOf('<');
        for (int i = 0; i < most && tag >= 0; i++) {
            tag = html.indexOf('<', tag + 1);
        }
        return tag < 0 ? html : html.substring(0, tag);
    }

    @Override
    public FilterResult head(Node node, int depth) {
        if (text.length() > most) {
            return FilterResult.STOP;
        }
        if (node instanceof TextNode words) {
            if (preformatted > 0) {
                preformatted(words.getWholeText());
            } else {
                flowing(words.getWholeText());
            }
        } else if (node instanceof Element element) {
            String name = element.normalName();
            if (UNSEEN.contains(name)) {
                return FilterResult.SKIP_ENTIRELY;
            }
            if (name.equals("br")) {
                pending = "";
                text.append('\n');
            } else if (BLOCKS.contains(name)) {
                newLine();
            } else if (CELLS.contains(name) && !atLineStart()) {
                pending = "\t";
            }
            preformatted += name.equals("pre") ? 1 : 0;
            if (isText(element)) {
                flowing("<" + element.tagName() + ">");
            }
        }
        return FilterResult.CONTINUE;
    }

    /** HTML has no such element, nor has an office program or a mail designer, whose names have a colon or a hyphen. */
    private static boolean isText(Element element) {
        return !element.tag().isKnownTag() && !RARE.contains(element.normalName())
                && element.tagName().chars().allMatch(Character::isLetterOrDigit);
    }

    @Override
    public FilterResult tail(Node node, int depth) {
        if (node instanceof Element element) {
            if (BLOCKS.contains(element.normalName())) {
                newLine();
            }
            preformatted -= element.normalName().equals("pre") ? 1 : 0;
        }
        return FilterResult.CONTINUE;
    }

    private void preformatted(String words) {
        pending = "";
        text.append(words.replace('\u00A0', ' '));
    }

    private void flowing(String words) {
        for (int i = 0; i < words.length(); i++) {
            char character = words.charAt(i);
            if (character == ' ' || character == '\u00A0' || character == '\n' || character == '\r' || character == '\t'
                    || character == '\f') {
                pending = pending.isEmpty() ? " " : pending;
            } else {
                if (!atLineStart()) {
                    text.append(pending);
                }
                pending = "";
                text.append(character);
            }
        }
    }

    private void newLine() {
        pending = "";
        if (!atLineStart()) {
            text.append('\n');
        }
    }

    private boolean atLineStart() {
        return text.length() == 0 || text.charAt(text.length() - 1) == '\n';
    }
}
