package dev.nightcall.simulator;

import dev.nightcall.aws.Item;
import dev.nightcall.aws.Write;

import java.util.List;

/**
 * A write that a property has made up.
 *
 * @param incident whether it is of the table with an index
 * @param kind     put, update or check
 */
record Written(boolean incident, List<String> key, String kind, List<Part> parts) {

    /** What it does, or on what condition. */
    enum Does { SET, SET_ONCE, INCREASE, ADD, TAKE, REMOVE, EQUALS, ABSENT, PRESENT, LACKS, ABSENT_OR_LESS, ABSENT_OR_EQUALS }

    /** One change or condition of one attribute. */
    record Part(Does does, String name, Object value) {

        private boolean isChange() {
            return does.compareTo(Does.REMOVE) <= 0;
        }

        /** An update that changes the same twice is refused; one that asks for what it changes is not. */
        List<Object> place() {
            return List.of(name, isChange());
        }

        /** Whoever else plays has other statuses, as an index shows what all have done. */
        private Object value(Stage stage) {
            return name.equals("status") && value instanceof String text && !text.isEmpty() ? stage.hash(text) : value;
        }

        @SuppressWarnings("unchecked")
        private void of(Write write, Stage stage) {
            Object value = value(stage);
            List<String> texts = value instanceof List ? (List<String>) value : List.of(value.toString());
            switch (does) {
                case SET -> write.set(name, value);
                case SET_ONCE -> write.setOnce(name, value);
                case INCREASE -> write.increase(name, value instanceof Number number ? number.longValue() : 1);
                case ADD -> write.addToSet(name, texts);
                case TAKE -> write.removeFromSet(name, texts);
                case REMOVE -> write.remove(name);
                case EQUALS -> write.whenEquals(name, value);
                case ABSENT -> write.whenAbsent(name);
                case PRESENT -> write.whenPresent(name);
                case LACKS -> write.whenSetLacks(name, texts.isEmpty() ? "" : texts.get(0));
                case ABSENT_OR_LESS -> write.whenAbsentOrLess(name, value);
                case ABSENT_OR_EQUALS -> write.whenAbsentOrEquals(name, value);
            }
        }
    }

    /** Of a transaction that writes the same item twice DynamoDB Local says so only when all conditions hold. */
    List<Object> item() {
        return List.of(incident, incident ? key.get(1) : key);
    }

    Write on(Stage stage) {
        Item key = stage.key(incident, key());
        Write write = kind.equals("put") ? stage.table(incident).put(whole(key, stage)) : kind.equals("update")
                ? stage.table(incident).update(key) : stage.table(incident).check(key);
        parts.stream().filter(part -> kind.equals("update") || !part.isChange()).forEach(part -> part.of(write, stage));
        return write;
    }

    /** A put has all that the changes say. */
    private Item whole(Item key, Stage stage) {
        parts.stream().filter(Part::isChange).forEach(part -> key.with(part.name(), part.value(stage)));
        return key;
    }
}
