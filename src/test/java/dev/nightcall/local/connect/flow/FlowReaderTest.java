package dev.nightcall.local.connect.flow;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.io.InputStream;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Every rule a flow must keep to be imported into Amazon Connect. */
class FlowReaderTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ObjectNode flow = shipped();
    private final ArrayNode actions = (ArrayNode) flow.path("Actions");

    @Test
    void theShippedFlowIsValid() {
        assertThatCode(() -> new FlowReader().read(flow.toString())).doesNotThrowAnyException();
    }

    @Test
    void onlyOneVersion() {
        flow.put("Version", "2020-01-01");
        refused("Version must be 2019-10-30");
    }

    @Test
    void notJson() {
        assertThatThrownBy(() -> new FlowReader().read("{")).isInstanceOf(InvalidFlowException.class)
                .hasMessageStartingWith("not JSON");
    }

    @Test
    void startActionExists() {
        flow.put("StartAction", "nowhere");
        refused("StartAction names no block: nowhere");
    }

    @ParameterizedTest
    @CsvSource({"answered, /Transitions", "greeting, /Transitions/Errors/0", "menu, /Transitions/Conditions/1"})
    void linksLeadSomewhere(String identifier, String transition) {
        ((ObjectNode) block(identifier).at(transition)).put("NextAction", "nowhere");
        refused("block " + identifier, "leads to a block that does not exist: nowhere");
    }

    @Test
    void anInventedType() {
        block("say-taken").put("Type", "PlayPrompt");
        refused("block say-taken has a type that is unknown here: PlayPrompt");
    }

    @Test
    void identifiersAreUniqueAndShort() {
        block("say-taken").put("Identifier", "goodbye");
        refused("block goodbye", "has the identifier of another one");
        block("goodbye").put("Identifier", "x".repeat(51));
        refused("an identifier has 1 to 50 characters");
    }

    @ParameterizedTest
    @CsvSource({"menu, Timeout, 5", "hang-up, Text, Bye", "greeting-loop, Count, 1", "take, FlowAttributes, a",
            "menu, PromptId, 1", "no-logs, TargetContact, Current"})
    void anUnknownParameter(String identifier, String parameter, String value) {
        parameters(identifier).put(parameter, value);
        refused("block " + identifier, "has a parameter that it cannot have here: " + parameter);
    }

    @ParameterizedTest
    @CsvSource({"menu, SSML, Text or SSML", "menu, InputTimeLimitSeconds, InputTimeLimitSeconds",
            "minutes, InputValidation, InputValidation.CustomValidation.MaximumLength", "goodbye, SSML, Text or SSML",
            "greeting-loop, LoopCount, LoopCount", "minutes-at-least-1, ComparisonValue, ComparisonValue",
            "take, Attributes, Attributes.*", "take, TargetContact, TargetContact",
            "voice, TextToSpeechVoice, TextToSpeechVoice", "no-logs, FlowLoggingBehavior, FlowLoggingBehavior"})
    void aMissingParameter(String identifier, String parameter, String named) {
        parameters(identifier).remove(parameter);
        refused("block " + identifier, "lacks the parameter " + named);
    }

    @Test
    void everyParameterIsAString() {
        parameters("greeting-loop").put("LoopCount", 2);
        refused("block greeting-loop: the parameter LoopCount must be a string");
        parameters("greeting-loop").put("LoopCount", "2");
        parameters("menu").put("StoreInput", false);
        refused("block menu: the parameter StoreInput must be a string");
    }

    @ParameterizedTest
    @CsvSource({"greeting-loop, LoopCount, 101", "menu, InputTimeLimitSeconds, 181", "menu, InputTimeLimitSeconds, 0",
            "menu, StoreInput, false", "minutes-at-least-1, ComparisonValue, 5", "take, TargetContact, Other",
            "voice, TextToSpeechEngine, loud", "no-logs, FlowLoggingBehavior, Off"})
    void aValueThatIsNotAllowed(String identifier, String parameter, String value) {
        parameters(identifier).put(parameter, value);
        refused("block " + identifier, "cannot have the value " + value + " for " + parameter);
    }

    @Test
    void oneTextOnly() {
        parameters("goodbye").put("Text", "Bye");
        refused("block goodbye", "must have one of Text and SSML, not both");
    }

    @ParameterizedTest
    @CsvSource({"menu, NoMatchingError", "menu, NoMatchingCondition", "menu, InputTimeLimitExceeded",
            "minutes, NoMatchingError", "minutes-at-least-1, NoMatchingCondition", "take, NoMatchingError",
            "voice, NoMatchingError", "goodbye, NoMatchingError"})
    void aMissingErrorBranch(String identifier, String error) {
        ArrayNode errors = (ArrayNode) block(identifier).path("Transitions").path("Errors");
        for (int i = 0; i < errors.size(); i++) {
            if (errors.path(i).path("ErrorType").asText().equals(error)) {
                errors.remove(i);
            }
        }
        refused("block " + identifier, "lacks the error branch " + error);
    }

    @ParameterizedTest
    @CsvSource({"minutes, InputTimeLimitExceeded", "greeting-loop, NoMatchingError", "take, InputTimeLimitExceeded"})
    void anErrorBranchThatCannotHappen(String identifier, String error) {
        ((ObjectNode) block(identifier).path("Transitions")).withArray("Errors").addObject()
                .put("ErrorType", error).put("NextAction", "hang-up");
        refused("block " + identifier, "cannot have the error branch " + error);
    }

    @Test
    void aMenuHasNoDtmfConfiguration() {
        parameters("menu").putObject("DTMFConfiguration").put("DisableCancelKey", "True");
        refused("block menu", "has a parameter that it cannot have here: DTMFConfiguration.DisableCancelKey");
    }

    @ParameterizedTest
    @CsvSource({"menu, TextContains, 1", "menu, Equals, 11", "menu, Equals, a", "minutes, Equals, 1",
            "minutes-at-least-1, Near, 1", "minutes-at-least-1, NumberLessThan, one", "menu-loop, Equals, Done",
            "goodbye, Equals, 1"})
    void aConditionThatIsNotAllowed(String identifier, String operator, String operand) {
        ((ObjectNode) block(identifier).path("Transitions")).withArray("Conditions").addObject()
                .put("NextAction", "hang-up").putObject("Condition").put("Operator", operator)
                .putArray("Operands").add(operand);
        refused("block " + identifier, "cannot have the condition " + operator + " [" + operand + "]");
    }

    @Test
    void aLoopHasBothConditions() {
        ((ArrayNode) block("menu-loop").path("Transitions").path("Conditions")).remove(1);
        refused("block menu-loop", "needs the conditions ContinueLooping and DoneLooping");
    }

    @Test
    void everyBlockButTheLastGoesOn() {
        ((ObjectNode) block("menu").path("Transitions")).remove("NextAction");
        refused("block menu", "needs a NextAction");
        ((ObjectNode) block("menu").path("Transitions")).put("NextAction", "menu-loop");
        ((ObjectNode) block("hang-up").path("Transitions")).put("NextAction", "menu-loop");
        refused("block hang-up", "must have empty Transitions");
    }

    @Test
    void attributeNamesArePlain() {
        ((ObjectNode) parameters("take").path("Attributes")).put("$.name", "1");
        refused("block take", "has an attribute name that Connect does not take: Attributes.$.name");
    }

    @Test
    void notTooLarge() {
        for (int i = actions.size(); i <= 250; i++) {
            actions.add(block("hang-up").deepCopy().put("Identifier", "hang-up-" + i));
        }
        refused("the flow has 251 actions, more than 250");
        flow.put("Comment", "x".repeat(256_000));
        refused("the flow has more than 256000 characters");
    }

    private void refused(String... message) {
        assertThatThrownBy(() -> new FlowReader().read(flow.toString())).isInstanceOf(InvalidFlowException.class)
                .hasMessageContainingAll(message);
    }

    private ObjectNode block(String identifier) {
        for (var action : actions) {
            if (action.path("Identifier").asText().equals(identifier)) {
                return (ObjectNode) action;
            }
        }
        throw new AssertionError("no block " + identifier);
    }

    private ObjectNode parameters(String identifier) {
        return (ObjectNode) block(identifier).path("Parameters");
    }

    private static ObjectNode shipped() {
        try (InputStream in = FlowReaderTest.class.getResourceAsStream("/connect/contact-flow.json")) {
            return (ObjectNode) JSON.readTree(in);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
