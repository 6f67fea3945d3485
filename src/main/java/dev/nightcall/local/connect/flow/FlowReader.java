package dev.nightcall.local.connect.flow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Reads a contact flow as it is imported into Amazon Connect, and refuses one that Connect would refuse.
 *
 * <p>Source: "Amazon Connect Flow language" (developer guide) and, for the limits of 250 actions, 256,000 characters
 * and 50 characters an identifier, "Amazon Connect service quotas" (administrator guide).
 */
public final class FlowReader {

    private static final String VERSION = "2019-10-30";
    private static final int MOST_CHARACTERS = 256_000;
    private static final int MOST_ACTIONS = 250;
    private static final int LONGEST_IDENTIFIER = 50;

    private final ObjectMapper json = new ObjectMapper();

    /** @throws InvalidFlowException naming the block that is wrong, and why */
    public Flow read(String content) {
        if (content.length() > MOST_CHARACTERS) {
            throw new InvalidFlowException("the flow has more than " + MOST_CHARACTERS + " characters");
        }
        JsonNode root = parse(content);
        if (!VERSION.equals(root.path("Version").asText())) {
            throw new InvalidFlowException("Version must be " + VERSION);
        }
        Map<String, Block> blocks = blocks(root.path("Actions"));
        String start = root.path("StartAction").asText();
        if (!blocks.containsKey(start)) {
            throw new InvalidFlowException("StartAction names no block: " + start);
        }
        blocks.values().forEach(block -> checkLinks(block, blocks));
        return new Flow(start, blocks);
    }

    private JsonNode parse(String content) {
        try {
            return json.readTree(content);
        } catch (JsonProcessingException e) {
            throw new InvalidFlowException("not JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static Map<String, Block> blocks(JsonNode actions) {
        if (actions.size() > MOST_ACTIONS) {
            throw new InvalidFlowException("the flow has " + actions.size() + " actions, more than " + MOST_ACTIONS);
        }
        Map<String, Block> blocks = new LinkedHashMap<>();
        for (JsonNode action : actions) {
            Block block = block(action);
            BlockRules.check(block);
            if (blocks.put(block.identifier(), block) != null) {
                throw BlockRules.refused(block, "has the identifier of another one");
            }
        }
        return blocks;
    }

    private static Block block(JsonNode action) {
        String identifier = action.path("Identifier").asText();
        if (identifier.isEmpty() || identifier.length() > LONGEST_IDENTIFIER) {
            throw new InvalidFlowException("an identifier has 1 to 50 characters: \"" + identifier + "\"");
        }
        String type = action.path("Type").asText();
        BlockType known = BlockType.named(type).orElseThrow(() -> new InvalidFlowException(
                "block " + identifier + " has a type that is unknown here: " + type));
        Map<String, String> parameters = new LinkedHashMap<>();
        flatten(identifier, "", action.path("Parameters"), parameters);
        JsonNode transitions = action.path("Transitions");
        return new Block(identifier, known, parameters, transitions.path("NextAction").textValue(),
                errors(transitions.path("Errors")), conditions(transitions.path("Conditions")));
    }

    private static void flatten(String identifier, String prefix, JsonNode node, Map<String, String> parameters) {
        node.properties().forEach(parameter -> {
            String name = prefix + parameter.getKey();
            if (parameter.getValue().isObject()) {
                flatten(identifier, name + ".", parameter.getValue(), parameters);
            } else if (parameter.getValue().isTextual()) {
                parameters.put(name, parameter.getValue().textValue());
            } else {
                throw new InvalidFlowException("block " + identifier + ": the parameter " + name + " must be a string");
            }
        });
    }

    private static Map<String, String> errors(JsonNode errors) {
        Map<String, String> branches = new LinkedHashMap<>();
        errors.forEach(error -> branches.put(error.path("ErrorType").asText(), error.path("NextAction").asText()));
        return branches;
    }

    private static List<Block.Condition> conditions(JsonNode conditions) {
        List<Block.Condition> branches = new ArrayList<>();
        for (JsonNode branch : conditions) {
            List<String> operands = new ArrayList<>();
            branch.path("Condition").path("Operands").forEach(operand -> operands.add(operand.asText()));
            branches.add(new Block.Condition(branch.path("Condition").path("Operator").asText(), operands,
                    branch.path("NextAction").asText()));
        }
        return branches;
    }

    private static void checkLinks(Block block, Map<String, Block> blocks) {
        Stream.of(Stream.ofNullable(block.next()), block.errors().values().stream(),
                        block.conditions().stream().map(Block.Condition::next))
                .flatMap(links -> links).filter(link -> !blocks.containsKey(link)).findFirst().ifPresent(link -> {
                    throw BlockRules.refused(block, "leads to a block that does not exist: " + link);
                });
    }
}
