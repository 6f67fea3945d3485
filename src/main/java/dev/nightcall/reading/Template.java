package dev.nightcall.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Text with names in braces, as {@code {host}: {$.alert.name}}. Each name stands for a text of the message, and
 * {@code {trap -> names}} for what the table {@code names} says of it; without one of them the whole is nothing, so that the
 * next alternative gets its turn.
 */
final class Template {

    private static final String ARROW = " -> ";

    private final List<Piece> pieces = new ArrayList<>();

    /** @param table what the text means; null: it is taken as it is */
    private record Piece(boolean isName, String text, Table table) {

        Optional<String> render(Scope scope) {
            if (!isName) {
                return Optional.of(text);
            }
            return table == null ? scope.text(text) : scope.text(text).flatMap(table::meaning);
        }
    }

    /**
     * @param tables the shared tables by their names
     * @throws IllegalArgumentException when a brace is not closed
     */
    Template(String written, Function<String, Table> tables) {
        int from = 0;
        while (from < written.length()) {
            int open = written.indexOf('{', from);
            if (open < 0) {
                open = written.length();
            }
            if (open > from) {
                pieces.add(new Piece(false, written.substring(from, open), null));
            }
            if (open == written.length()) {
                return;
            }
            int close = written.indexOf('}', open);
            if (close < 0) {
                throw new IllegalArgumentException("a brace is not closed: " + written);
            }
            String name = written.substring(open + 1, close);
            int arrow = name.indexOf(ARROW);
            Table table = arrow < 0 ? null : tables.apply(name.substring(arrow + ARROW.length()).strip());
            pieces.add(new Piece(true, (arrow < 0 ? name : name.substring(0, arrow)).strip(), table));
            from = close + 1;
        }
    }

    List<String> names() {
        return pieces.stream().filter(Piece::isName).map(Piece::text).toList();
    }

    Optional<String> render(Scope scope) {
        StringBuilder rendered = new StringBuilder();
        for (Piece piece : pieces) {
            Optional<String> text = piece.render(scope);
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
