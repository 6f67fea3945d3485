package dev.nightcall;

/** Starts Nightcall. */
public final class Nightcall {

    private Nightcall() {
    }

    public static void main(String[] args) throws Exception {
    }
}
