package dev.nightcall.local.connect.flow;

import java.util.Map;

/** A contact flow that has been read and found valid. */
public final class Flow {

    private final String start;
    private final Map<String, Block> blocks;

    Flow(String start, Map<String, Block> blocks) {
        this.start = start;
        this.blocks = Map.copyOf(blocks);
    }

    String start() {
        return start;
    }

    Block block(String identifier) {
        return blocks.get(identifier);
    }
}
