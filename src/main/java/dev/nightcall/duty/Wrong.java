package dev.nightcall.duty;

/** What of a Nightcall's files cannot be used. Each is told by itself: that one is mended says nothing of the other. */
public enum Wrong {

    /** The file of the plan. */
    PLAN("broken"),
    /** Files of routes, which are left out. */
    ROUTES("routes-left-out");

    private final String item;

    Wrong(String item) {
        this.item = item;
    }

    /** Under which name it is noted in the table of the fleet who was told. */
    String item() {
        return item;
    }
}
