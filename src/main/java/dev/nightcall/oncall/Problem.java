package dev.nightcall.oncall;

/**
 * Something wrong in {@code oncall.yaml}.
 *
 * @param line from 1
 * @param path JSON Pointer; empty for the whole document
 */
record Problem(int line, String path, String text) {

    String in(String file) {
        return file + ":" + line + ": " + (path.isEmpty() ? "/" : path) + ": " + text;
    }
}
