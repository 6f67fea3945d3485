package dev.nightcall.call;

/** An incident that waits for a line, asked for at a position. */
public record Request(String incident, long position) {

    static Request parse(String text) {
        int at = text.lastIndexOf('@');
        return new Request(text.substring(0, at), Long.parseLong(text.substring(at + 1)));
    }

    @Override
    public String toString() {
        return incident + "@" + position;
    }
}
