package dev.nightcall.local.connect.flow;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import static java.util.Map.entry;

/**
 * What Amazon Connect demands of each block: its parameters, the error branches it must and may have, its conditions.
 *
 * <p>Source: the pages "GetParticipantInput", "MessageParticipant", "Loop", "Compare", "UpdateContactAttributes",
 * "UpdateContactTextToSpeechVoice", "UpdateFlowLoggingBehavior" and "DisconnectParticipant" of the Amazon Connect Flow
 * language reference. A menu must not have a DTMFConfiguration and stored input has one error branch only: the API
 * refuses them otherwise, though the pages do not say so.
 */
final class BlockRules {

    static final String ATTRIBUTES = "Attributes.";

    private static final String ANY_ATTRIBUTE = ATTRIBUTES + "*";
    private static final String PROMPT = "Text or SSML";

    private static final Rule MENU = new Rule(Set.of(PROMPT, "InputTimeLimitSeconds"), Set.of("StoreInput"),
            Set.of(Block.NO_MATCHING_CONDITION, Block.INPUT_TIME_LIMIT_EXCEEDED, Block.NO_MATCHING_ERROR));
    private static final Rule STORED_INPUT = new Rule(
            Set.of(PROMPT, "InputTimeLimitSeconds", "StoreInput", "InputValidation.CustomValidation.MaximumLength"),
            Set.of("DTMFConfiguration.DisableCancelKey", "DTMFConfiguration.InterdigitTimeLimitSeconds"),
            Set.of(Block.NO_MATCHING_ERROR));

    private static final Map<BlockType, Rule> RULES = Map.of(
            BlockType.COMPARE, new Rule(Set.of("ComparisonValue"), Set.of(), Set.of(Block.NO_MATCHING_CONDITION)),
            BlockType.DISCONNECT_PARTICIPANT, new Rule(Set.of(), Set.of(), Set.of()),
            BlockType.LOOP, new Rule(Set.of("LoopCount"), Set.of(), Set.of()),
            BlockType.MESSAGE_PARTICIPANT, new Rule(Set.of(PROMPT), Set.of(), Set.of(Block.NO_MATCHING_ERROR)),
            BlockType.UPDATE_CONTACT_ATTRIBUTES,
            new Rule(Set.of(ANY_ATTRIBUTE, "TargetContact"), Set.of(), Set.of(Block.NO_MATCHING_ERROR)),
            BlockType.UPDATE_CONTACT_TEXT_TO_SPEECH_VOICE, new Rule(Set.of("TextToSpeechVoice"),
                    Set.of("TextToSpeechEngine", "TextToSpeechStyle"), Set.of(Block.NO_MATCHING_ERROR)),
            BlockType.UPDATE_FLOW_LOGGING_BEHAVIOR, new Rule(Set.of("FlowLoggingBehavior"), Set.of(), Set.of()));

    private static final Map<String, Pattern> VALUES = Map.ofEntries(
            entry("InputTimeLimitSeconds", Pattern.compile("[1-9]|[1-9]\\d|1[0-7]\\d|180")),
            entry("StoreInput", Pattern.compile("True|False")),
            entry("InputValidation.CustomValidation.MaximumLength", Pattern.compile("[1-9]\\d{0,2}")),
            entry("DTMFConfiguration.DisableCancelKey", Pattern.compile("True|False")),
            entry("DTMFConfiguration.InterdigitTimeLimitSeconds", Pattern.compile("[1-9]|1\\d|20")),
            entry("ComparisonValue", Expressions.ONE),
            entry("LoopCount", Pattern.compile("\\d|[1-9]\\d|100")),
            entry("TargetContact", Pattern.compile("Current")),
            entry("TextToSpeechEngine", orDynamic("(?i:neural|standard|generative)")),
            entry("TextToSpeechStyle", orDynamic("None|Conversational|Newscaster")),
            entry("FlowLoggingBehavior", Pattern.compile("Enabled|Disabled")));

    private static final Pattern ATTRIBUTE_NAME = Pattern.compile("[A-Za-z0-9_-]+");
    private static final Pattern KEY = Pattern.compile("[0-9*#]");
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");
    private static final Set<String> COMPARISONS = Set.of("Equals", "TextStartsWith", "TextEndsWith", "TextContains",
            "NumberGreaterThan", "NumberGreaterOrEqualTo", "NumberLessThan", "NumberLessOrEqualTo");

    private static Pattern orDynamic(String values) {
        return Pattern.compile(values + "|" + Expressions.ONE.pattern());
    }

    private record Rule(Set<String> required, Set<String> optional, Set<String> errors) {

        boolean knows(String parameter) {
            return required.contains(parameter) || optional.contains(parameter);
        }
    }

    private BlockRules() {
    }

    /** @throws InvalidFlowException naming the block and what is wrong with it */
    static void check(Block block) {
        Rule rule = ruleOf(block);
        checkParameters(block, rule);
        checkValues(block);
        checkErrors(block, rule);
        checkConditions(block);
        if (block.next() == null && block.type() != BlockType.DISCONNECT_PARTICIPANT) {
            throw refused(block, "needs a NextAction");
        }
        if (block.next() != null && block.type() == BlockType.DISCONNECT_PARTICIPANT) {
            throw refused(block, "must have empty Transitions");
        }
    }

    private static Rule ruleOf(Block block) {
        if (block.type() == BlockType.GET_PARTICIPANT_INPUT) {
            return block.isTrue("StoreInput") ? STORED_INPUT : MENU;
        }
        return RULES.get(block.type());
    }

    private static void checkParameters(Block block, Rule rule) {
        Set<String> kinds = new TreeSet<>();
        for (String name : block.parameters().keySet()) {
            String kind = kindOf(name);
            if (!rule.knows(kind)) {
                throw refused(block, "has a parameter that it cannot have here: " + name);
            }
            if (!kinds.add(kind) && kind.equals(PROMPT)) {
                throw refused(block, "must have one of Text and SSML, not both");
            }
        }
        rule.required().stream().filter(name -> !kinds.contains(name)).sorted().findFirst().ifPresent(missing -> {
            throw refused(block, "lacks the parameter " + missing);
        });
    }

    private static String kindOf(String parameter) {
        if (parameter.equals("Text") || parameter.equals("SSML")) {
            return PROMPT;
        }
        return parameter.startsWith(ATTRIBUTES) ? ANY_ATTRIBUTE : parameter;
    }

    private static void checkValues(Block block) {
        block.parameters().forEach((name, value) -> {
            Pattern allowed = VALUES.get(name);
            if (allowed != null && !allowed.matcher(value).matches()) {
                throw refused(block, "cannot have the value " + value + " for " + name);
            }
            if (name.startsWith(ATTRIBUTES)
                    && !ATTRIBUTE_NAME.matcher(name.substring(ATTRIBUTES.length())).matches()) {
                throw refused(block, "has an attribute name that Connect does not take: " + name);
            }
        });
    }

    private static void checkErrors(Block block, Rule rule) {
        for (String demanded : new TreeSet<>(rule.errors())) {
            if (!block.errors().containsKey(demanded)) {
                throw refused(block, "lacks the error branch " + demanded);
            }
        }
        for (String present : block.errors().keySet()) {
            if (!rule.errors().contains(present)) {
                throw refused(block, "cannot have the error branch " + present);
            }
        }
    }

    private static void checkConditions(Block block) {
        for (Block.Condition condition : block.conditions()) {
            if (condition.operands().size() != 1 || !fits(block, condition)) {
                throw refused(block, "cannot have the condition " + condition.operator() + " " + condition.operands());
            }
        }
        Set<String> operands = block.conditions().stream().map(Block.Condition::operand).collect(Collectors.toSet());
        if (block.type() == BlockType.LOOP && operands.size() != 2) {
            throw refused(block, "needs the conditions ContinueLooping and DoneLooping");
        }
    }

    private static boolean fits(Block block, Block.Condition condition) {
        boolean equality = condition.operator().equals("Equals");
        return switch (block.type()) {
            case GET_PARTICIPANT_INPUT -> equality && !block.isTrue("StoreInput")
                    && KEY.matcher(condition.operand()).matches();
            case LOOP -> equality && (condition.operand().equals(Block.CONTINUE_LOOPING)
                    || condition.operand().equals(Block.DONE_LOOPING));
            case COMPARE -> COMPARISONS.contains(condition.operator()) && (!condition.operator().startsWith("Number")
                    || NUMBER.matcher(condition.operand()).matches());
            default -> false;
        };
    }

    static InvalidFlowException refused(Block block, String why) {
        return new InvalidFlowException("block " + block.identifier() + " (" + block.type() + ") " + why);
    }
}
