package dev.nightcall.local.connect.flow;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** One run of a flow for one participant, block by block. */
public final class FlowRun {

    private static final Logger LOG = LoggerFactory.getLogger(FlowRun.class);
    private static final String STORED_TIMEOUT = "Timeout";
    /** Long enough for every sensible call; a flow that circles without a pause would otherwise stop the stand-in. */
    private static final int MOST_STEPS = 10_000;

    private final Flow flow;
    private final Participant participant;
    private final Ssml ssml = new Ssml();
    private final Map<String, Integer> loops = new HashMap<>();
    private String storedInput = "";
    private int steps;

    /** @param participant who is talked to */
    public FlowRun(Flow flow, Participant participant) {
        this.flow = flow;
        this.participant = participant;
    }

    /** Runs the first block and those after it, up to the first that takes time. */
    public void start() {
        enter(flow.start());
    }

    private void enter(String identifier) {
        String next = identifier;
        while (next != null) {
            if (++steps > MOST_STEPS) {
                LOG.error("The contact flow goes round in circles at block {}; hanging up", next);
                participant.disconnect();
                return;
            }
            next = step(flow.block(next));
        }
    }

    /** @return the block that follows at once; null when somebody is listening or the contact has ended */
    private String step(Block block) {
        return switch (block.type()) {
            case COMPARE -> compare(block);
            case DISCONNECT_PARTICIPANT -> {
                participant.disconnect();
                yield null;
            }
            case GET_PARTICIPANT_INPUT -> ask(block);
            case LOOP -> loop(block);
            case MESSAGE_PARTICIPANT -> say(block);
            case UPDATE_CONTACT_ATTRIBUTES -> participant.setAttributes(attributes(block))
                    ? block.next() : block.onError();
            case UPDATE_CONTACT_TEXT_TO_SPEECH_VOICE -> voice(block);
            case UPDATE_FLOW_LOGGING_BEHAVIOR -> block.next();
        };
    }

    private String voice(Block block) {
        String name = replaced(block.parameter("TextToSpeechVoice"));
        String engine = replaced(block.parameter("TextToSpeechEngine", SpeakingVoice.STANDARD));
        String style = replaced(block.parameter("TextToSpeechStyle", SpeakingVoice.NO_STYLE));
        if (!SpeakingVoice.exists(name, engine, style)) {
            LOG.warn("Block {} of the contact flow takes its error branch, there is no voice {} with engine {} and style {}",
                    block.identifier(), name, engine, style);
            return block.onError();
        }
        participant.voice(new SpeakingVoice(name, engine, style));
        return block.next();
    }

    private String say(Block block) {
        try {
            participant.hear(prompt(block), () -> enter(block.next()));
            return null;
        } catch (InvalidSsmlException e) {
            return notSpoken(block, e);
        }
    }

    private String ask(Block block) {
        try {
            boolean stored = block.isTrue("StoreInput");
            participant.ask(new Question(prompt(block), seconds(block.parameter("InputTimeLimitSeconds")),
                    seconds(block.parameter("DTMFConfiguration.InterdigitTimeLimitSeconds", "5")),
                    Integer.parseInt(block.parameter("InputValidation.CustomValidation.MaximumLength", "1")),
                    stored, !block.isTrue("DTMFConfiguration.DisableCancelKey")), answer -> {
                if (stored) {
                    // "If the customer doesn't enter any input, the contact takes the success branch with the value
                    // Timeout" (Flow block: Store customer input, administrator guide).
                    storedInput = answer.orElse(STORED_TIMEOUT);
                    enter(block.next());
                } else {
                    enter(answer.map(block::branch).orElseGet(
                            () -> block.errors().get(Block.INPUT_TIME_LIMIT_EXCEEDED)));
                }
            });
            return null;
        } catch (InvalidSsmlException e) {
            return notSpoken(block, e);
        }
    }

    private String notSpoken(Block block, InvalidSsmlException why) {
        LOG.warn("Block {} of the contact flow takes its error branch, its text cannot be spoken: {}",
                block.identifier(), why.getMessage());
        return block.onError();
    }

    /** "ContinueLooping" as often as the loop count says, "DoneLooping" once, then from the start ("Loop" page). */
    private String loop(Block block) {
        int done = loops.getOrDefault(block.identifier(), 0);
        boolean again = done < Integer.parseInt(block.parameter("LoopCount"));
        loops.put(block.identifier(), again ? done + 1 : 0);
        return block.branch(again ? Block.CONTINUE_LOOPING : Block.DONE_LOOPING);
    }

    private String compare(Block block) {
        String value = replaced(block.parameter("ComparisonValue"));
        return block.conditions().stream().filter(condition -> holds(value, condition)).map(Block.Condition::next)
                .findFirst().orElse(block.errors().get(Block.NO_MATCHING_CONDITION));
    }

    private static boolean holds(String value, Block.Condition condition) {
        String operand = condition.operand();
        return switch (condition.operator()) {
            case "Equals" -> value.equals(operand);
            case "TextStartsWith" -> value.startsWith(operand);
            case "TextEndsWith" -> value.endsWith(operand);
            case "TextContains" -> value.contains(operand);
            default -> value.matches("-?\\d+(\\.\\d+)?") && holds(new BigDecimal(value), condition.operator(),
                    new BigDecimal(operand));
        };
    }

    private static boolean holds(BigDecimal value, String operator, BigDecimal operand) {
        int order = value.compareTo(operand);
        return switch (operator) {
            case "NumberGreaterThan" -> order > 0;
            case "NumberGreaterOrEqualTo" -> order >= 0;
            case "NumberLessThan" -> order < 0;
            default -> order <= 0;
        };
    }

    private Map<String, String> attributes(Block block) {
        Map<String, String> attributes = new LinkedHashMap<>();
        block.parameters().forEach((name, value) -> {
            if (name.startsWith(BlockRules.ATTRIBUTES)) {
                attributes.put(name.substring(BlockRules.ATTRIBUTES.length()), replaced(value));
            }
        });
        return attributes;
    }

    private String prompt(Block block) throws InvalidSsmlException {
        String text = block.parameter("Text");
        return text == null ? ssml.heard(replaced(block.parameter("SSML"))) : ssml.spoken(replaced(text));
    }

    private String replaced(String text) {
        return Expressions.replaced(text, participant.attributes(), storedInput);
    }

    private static Duration seconds(String count) {
        return Duration.ofSeconds(Long.parseLong(count));
    }
}
