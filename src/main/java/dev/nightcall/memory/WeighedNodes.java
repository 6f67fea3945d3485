package dev.nightcall.memory;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BinaryNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.NumericNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.databind.node.ValueNode;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Makes the nodes of a tree of JSON while its text is read, each after there is room for it. A tree is up to thirty times its
 * text: {@code {},} is three characters, and an object of a hundred bytes.
 */
public final class WeighedNodes extends JsonNodeFactory {

    /** A node with its place in an object or array, and the name of its field, on a 64-bit JVM; rather more than less. */
    private static final int NODE = 100;
    /** What an empty object or list takes up besides. */
    private static final int CONTAINER = 100;

    private final transient Share share;

    /** @param share from which each node is taken */
    public WeighedNodes(Share share) {
        super(true);
        this.share = share;
    }

    @Override
    public ObjectNode objectNode() {
        share.take(NODE + CONTAINER);
        return super.objectNode();
    }

    @Override
    public ArrayNode arrayNode() {
        share.take(NODE + CONTAINER);
        return super.arrayNode();
    }

    @Override
    public ArrayNode arrayNode(int capacity) {
        share.take(NODE + CONTAINER + 8L * capacity);
        return super.arrayNode(capacity);
    }

    @Override
    public TextNode textNode(String text) {
        share.take(NODE + 2L * text.length());
        return super.textNode(text);
    }

    @Override
    public BooleanNode booleanNode(boolean v) {
        share.take(NODE);
        return super.booleanNode(v);
    }

    @Override
    public NullNode nullNode() {
        share.take(NODE);
        return super.nullNode();
    }

    @Override
    public NumericNode numberNode(int v) {
        share.take(NODE);
        return super.numberNode(v);
    }

    @Override
    public NumericNode numberNode(long v) {
        share.take(NODE);
        return super.numberNode(v);
    }

    @Override
    public NumericNode numberNode(double v) {
        share.take(NODE);
        return super.numberNode(v);
    }

    @Override
    public ValueNode numberNode(BigInteger v) {
        share.take(NODE + v.bitLength() / 4L);
        return super.numberNode(v);
    }

    @Override
    public ValueNode numberNode(BigDecimal v) {
        share.take(2L * NODE + v.unscaledValue().bitLength() / 4L);
        return super.numberNode(v);
    }

    @Override
    public BinaryNode binaryNode(byte[] data) {
        share.take(NODE + data.length);
        return super.binaryNode(data);
    }
}
