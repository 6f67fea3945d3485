package dev.nightcall.simulator;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Values of attributes: texts, numbers and sets of texts; Nightcall has no others. */
final class Values {

    /** DynamoDB, "Constraints": the most bytes of an item, names included. */
    private static final int LARGEST_ITEM = 400 * 1024;
    private static final int MOST_DIGITS = 38;
    private static final Pattern SHORTEST = Pattern.compile("0|-?[1-9][0-9]{0,17}");

    private Values() {
    }

    /** An item as it is kept: its numbers in their shortest form, and no larger than an item may be. */
    static Map<String, AttributeValue> kept(Map<String, AttributeValue> given) {
        Map<String, AttributeValue> item = new HashMap<>(given.size() * 2);
        given.forEach((name, value) -> item.put(name, kept(value)));
        if (size(item) > LARGEST_ITEM) {
            throw Refusal.invalid("Item size has exceeded the maximum allowed size");
        }
        return item;
    }

    static AttributeValue kept(AttributeValue value) {
        switch (value.type()) {
            case S:
                return value;
            case N:
                return SHORTEST.matcher(value.n()).matches() ? value : number(decimal(value.n()));
            case SS:
                Set<String> texts = new LinkedHashSet<>(value.ss());
                if (texts.isEmpty()) {
                    throw Refusal.invalid("An string set  may not be empty");
                }
                if (texts.size() < value.ss().size()) {
                    throw Refusal.invalid("Input collection contains duplicates");
                }
                return value;
            default:
                throw Refusal.unknown("a value of type " + value.type());
        }
    }

    static AttributeValue sum(AttributeValue one, AttributeValue other) {
        return number(decimal(one.n()).add(decimal(other.n())));
    }

    /** Nothing equals what is not there, and nothing that is of another type; a set has no order. */
    static boolean isEqual(AttributeValue one, AttributeValue other) {
        if (one == null || other == null || one.type() != other.type()) {
            return false;
        }
        return switch (one.type()) {
            case S -> one.s().equals(other.s());
            case N -> decimal(one.n()).compareTo(decimal(other.n())) == 0;
            case SS -> Set.copyOf(one.ss()).equals(Set.copyOf(other.ss()));
            default -> throw Refusal.unknown("= between values of type " + one.type());
        };
    }

    /** Nothing is less than what is not there, or of another type. */
    static boolean isLess(AttributeValue one, AttributeValue other) {
        if (one == null || other == null || one.type() != other.type()) {
            return false;
        }
        return switch (one.type()) {
            case S -> compare(one.s(), other.s()) < 0;
            case N -> decimal(one.n()).compareTo(decimal(other.n())) < 0;
            default -> throw Refusal.unknown("< between values of type " + one.type());
        };
    }

    /** A set contains a text as a member, a text contains it as a part. */
    static boolean contains(AttributeValue whole, AttributeValue part) {
        if (part == null || part.type() != AttributeValue.Type.S) {
            throw Refusal.unknown("contains(..., what is no text)");
        }
        if (whole == null) {
            return false;
        }
        return switch (whole.type()) {
            case S -> whole.s().contains(part.s());
            case SS -> whole.ss().contains(part.s());
            default -> false;
        };
    }

    /** In the order of their bytes in UTF-8, which is not that of Java's chars: what needs two of these comes last. */
    static int compare(String one, String other) {
        int length = Math.min(one.length(), other.length());
        for (int i = 0; i < length; i++) {
            char a = one.charAt(i);
            char b = other.charAt(i);
            if (a != b) {
                boolean pair = Character.isSurrogate(a);
                return pair == Character.isSurrogate(b) ? Character.compare(a, b) : pair ? 1 : -1;
            }
        }
        return Integer.compare(one.length(), other.length());
    }

    /** The bytes of an item as DynamoDB counts them, but that a number is counted by its digits. */
    static int size(Map<String, AttributeValue> item) {
        int size = 0;
        for (Map.Entry<String, AttributeValue> attribute : item.entrySet()) {
            AttributeValue value = attribute.getValue();
            size += bytes(attribute.getKey()) + switch (value.type()) {
                case S -> bytes(value.s());
                case N -> (value.n().length() + 1) / 2 + 1;
                default -> bytes(value.ss());
            };
        }
        return size;
    }

    static int bytes(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return text.getBytes(StandardCharsets.UTF_8).length;
            }
        }
        return text.length();
    }

    private static int bytes(List<String> texts) {
        int size = 0;
        for (String text : texts) {
            size += bytes(text);
        }
        return size;
    }

    private static AttributeValue number(BigDecimal number) {
        BigDecimal shortest = number.stripTrailingZeros();
        if (shortest.precision() > MOST_DIGITS) {
            throw Refusal.invalid("Attempting to store more than 38 significant digits in a Number");
        }
        return AttributeValue.fromN(shortest.toPlainString());
    }

    private static BigDecimal decimal(String number) {
        try {
            return new BigDecimal(number);
        } catch (NumberFormatException e) {
            throw Refusal.invalid("The parameter cannot be converted to a numeric value: " + number);
        }
    }
}
