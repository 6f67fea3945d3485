package dev.nightcall.core;

import java.util.List;

/**
 * What waits for a line now.
 *
 * @param isNeeded whether anything of it still needs a call
 */
public record Page(List<Waiting> waiting, boolean isNeeded) {

    public Page {
        waiting = List.copyOf(waiting);
    }
}
