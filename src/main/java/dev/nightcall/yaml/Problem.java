package dev.nightcall.yaml;

/**
 * Something wrong, or worth a look, in a file that somebody wrote.
 *
 * @param line from 1
 * @param path JSON Pointer; empty for the whole document
 */
public record Problem(int line, String path, String text) {

    /** As {@code file:line: path: text}. */
    public String in(String file) {
        return file + ":" + line + ": " + (path.isEmpty() ? "/" : path) + ": " + text;
    }
}
