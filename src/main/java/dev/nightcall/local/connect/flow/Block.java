package dev.nightcall.local.connect.flow;

import java.util.List;
import java.util.Map;

/**
 * One action of a flow.
 *
 * @param parameters by dotted name, as {@code InputValidation.CustomValidation.MaximumLength}
 * @param next       NextAction; null in a block that ends the flow
 * @param errors     error type to the block it leads to
 * @param conditions in the order they are tried
 */
record Block(String identifier, BlockType type, Map<String, String> parameters, String next,
             Map<String, String> errors, List<Condition> conditions) {

    /** Where a result leads. */
    record Condition(String operator, List<String> operands, String next) {

        String operand() {
            return operands.get(0);
        }
    }

    static final String NO_MATCHING_ERROR = "NoMatchingError";
    static final String NO_MATCHING_CONDITION = "NoMatchingCondition";
    static final String INPUT_TIME_LIMIT_EXCEEDED = "InputTimeLimitExceeded";
    static final String CONTINUE_LOOPING = "ContinueLooping";
    static final String DONE_LOOPING = "DoneLooping";

    String parameter(String name) {
        return parameters.get(name);
    }

    String parameter(String name, String otherwise) {
        return parameters.getOrDefault(name, otherwise);
    }

    boolean isTrue(String name) {
        return "True".equals(parameters.get(name));
    }

    String onError() {
        return errors.get(NO_MATCHING_ERROR);
    }

    /** Where {@code result} leads when conditions ask for equality, or the branch of no matching condition. */
    String branch(String result) {
        return conditions.stream().filter(condition -> condition.operand().equals(result)).map(Condition::next)
                .findFirst().orElse(errors.get(NO_MATCHING_CONDITION));
    }
}
