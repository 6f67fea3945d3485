package dev.nightcall.core;

/** An incident that waits for a line, asked for at a position. */
public record Request(String incident, long position) {

    @Override
    public String toString() {
        return incident + "@" + position;
    }
}
