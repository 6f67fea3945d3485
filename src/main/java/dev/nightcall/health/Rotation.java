package dev.nightcall.health;

import java.util.ArrayList;
import java.util.List;

/**
 * What is looked at in each turn. Each look is a request, so of those that one service answers for, as tables, one is looked at
 * in a turn and the next one in the next, while all of them are well. When one is not, that may be the service: then all are
 * looked at until all is well again.
 */
public final class Rotation {

    private final List<Dependency> always = new ArrayList<>();
    private final List<Dependency> oneByOne = new ArrayList<>();
    private int next;

    /** One that is looked at in each turn. */
    public void add(Dependency dependency) {
        always.add(dependency);
    }

    /** One of those that are looked at one after the other. */
    public void addToRound(Dependency dependency) {
        oneByOne.add(dependency);
    }

    /** All of them. */
    public List<Dependency> all() {
        List<Dependency> all = new ArrayList<>(always);
        all.addAll(oneByOne);
        return all;
    }

    /** What is to be looked at now. Asked by one thread at a time. */
    List<Dependency> turn() {
        List<Dependency> turn = new ArrayList<>(always);
        if (oneByOne.stream().allMatch(Dependency::isWell) && !oneByOne.isEmpty()) {
            turn.add(oneByOne.get(next));
            next = (next + 1) % oneByOne.size();
        } else {
            turn.addAll(oneByOne);
        }
        return turn;
    }
}
