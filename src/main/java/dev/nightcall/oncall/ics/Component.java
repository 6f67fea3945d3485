package dev.nightcall.oncall.ics;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What is between BEGIN and END. */
final class Component {

    private final String name;
    private final List<ContentLine> lines = new ArrayList<>();
    private final List<Component> children = new ArrayList<>();

    Component(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    void add(ContentLine line) {
        lines.add(line);
    }

    void add(Component child) {
        children.add(child);
    }

    List<Component> children() {
        return children;
    }

    /** The first one. */
    Optional<ContentLine> line(String property) {
        return lines(property).findFirst();
    }

    Stream<ContentLine> lines(String property) {
        return lines.stream().filter(line -> line.name().equals(property));
    }

    /** Of the first one; empty when there is none. */
    String value(String property) {
        return line(property).map(line -> line.value().strip()).orElse("");
    }
}
