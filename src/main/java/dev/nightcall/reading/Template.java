package dev.nightcall.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Text with names in braces, as {@code {host}: {$.alert.name}}. Each name stands for a text of the message; without one of
 * them the whole is nothing, so that the next alternative gets its turn.
 */
final class Template {

    private final List<Piece> pieces = new ArrayList<>();

    private record Piece(boolean isName, String text) {
    }

    /** @throws IllegalArgumentException when a brace is not closed */
    Template(String written) {
        int from = 0;
        while (from < written.length()) {
            int open = written.indexOf('{', from);
            if (open < 0) {
                open = written.length();
            }
            if (open > from) {
                pieces.add(new Piece(false, written.substring(from, open)));
            }
            if (open == written.length()) {
                return;
            }
            int close = written.indexOf('}', open);
            if (close < 0) {
                throw new IllegalArgumentException("a brace is not closed: " + written);
            }
            pieces.add(new Piece(true, written.substring(open + 1, close).strip()));
            from = close + 1;
        }
    }

    List<String> names() {
        return pieces.stream().filter(Piece::isName).map(Piece::text).toList();
    }

    Optional<String> render(Scope scope) {
        StringBuilder rendered = new StringBuilder();
        for (Piece piece : pieces) {
            Optional<String> text = piece.isName() ? scope.text(piece.text()) : Optional.of(piece.text());
            if (text.isEmpty()) {
                return Optional.empty();
            }
            rendered.append(text.get());
        }
        return rendered.toString().isBlank() ? Optional.empty() : Optional.of(rendered.toString());
    }

    /** The first of several that has all its texts. */
    static Optional<String> first(List<Template> alternatives, Scope scope) {
        return alternatives.stream().flatMap(template -> template.render(scope).stream()).findFirst();
    }
}
