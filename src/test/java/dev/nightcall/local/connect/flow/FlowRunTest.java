package dev.nightcall.local.connect.flow;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import static org.assertj.core.api.Assertions.assertThat;

/** Blocks one by one, with somebody who listens and answers at once. */
class FlowRunTest {

    private final Listener listener = new Listener();

    @ParameterizedTest
    @CsvSource({"Equals, abc, yes", "Equals, ab, no", "TextStartsWith, ab, yes", "TextStartsWith, b, no",
            "TextEndsWith, bc, yes", "TextContains, b, yes", "TextContains, x, no", "NumberLessThan, 5, no"})
    void comparesText(String operator, String operand, String heard) {
        listener.attributes.put("x", "abc");
        run(compare(operator, operand));
        assertThat(listener.heard).containsExactly(heard);
    }

    @ParameterizedTest
    @CsvSource({"NumberGreaterThan, 9, yes", "NumberGreaterThan, 10, no", "NumberGreaterOrEqualTo, 10, yes",
            "NumberLessThan, 10.5, yes", "NumberLessThan, 10, no", "NumberLessOrEqualTo, 10, yes"})
    void comparesNumbersAsNumbers(String operator, String operand, String heard) {
        listener.attributes.put("x", "0010");
        run(compare(operator, operand));
        assertThat(listener.heard).containsExactly(heard);
    }

    @Test
    void saysPlainTextAsItIs() {
        listener.attributes.put("x", "a < b & $.Attributes.y");
        listener.attributes.put("y", "never");
        run("""
                {"Identifier":"say","Type":"MessageParticipant","Parameters":{"Text":"x is $.Attributes.x"},
                 "Transitions":{"NextAction":"end","Errors":[{"NextAction":"end","ErrorType":"NoMatchingError"}]}}""");
        assertThat(listener.heard).containsExactly("x is a < b & $.Attributes.y");
    }

    @Test
    void aLoopOfNoneIsDoneAtOnce() {
        run(loop(0));
        assertThat(listener.heard).isEmpty();
        assertThat(listener.ended).isTrue();
    }

    @Test
    void aLoopGoesRoundAsOftenAsItSays() {
        run(loop(3));
        assertThat(listener.heard).containsExactly("again", "again", "again");
    }

    @Test
    void noKeysAreStoredAsTimeout() {
        run(store());
        assertThat(listener.attributes).containsEntry("keyed", "Timeout");
    }

    @Test
    void keysAreStored() {
        listener.answers.add("30");
        run(store());
        assertThat(listener.attributes).containsEntry("keyed", "30");
        assertThat(listener.asked.firstKeyLimit()).hasSeconds(8);
        assertThat(listener.asked.nextKeyLimit()).hasSeconds(2);
        assertThat(listener.asked.longest()).isEqualTo(4);
        assertThat(listener.asked.starCancels()).isFalse();
    }

    @Test
    void hangsUpOnAFlowThatCircles() {
        run("""
                {"Identifier":"log","Type":"UpdateFlowLoggingBehavior","Parameters":{"FlowLoggingBehavior":"Enabled"},
                 "Transitions":{"NextAction":"log"}}""");
        assertThat(listener.ended).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"Takumi, Neural, None, yes", "Takumi, Generative, None, no", "Mizuki, Neural, None, no",
            "Mizuki, standard, None, yes", "Joanna, Neural, Conversational, yes", "Takumi, Neural, Conversational, no",
            "Joanna, Standard, Newscaster, no", "Joanna, Loud, None, no", "'', Neural, None, no"})
    void aVoiceWithoutTheEngineOrStyleIsAnError(String voice, String engine, String style, String heard) {
        listener.attributes.putAll(Map.of("voice", voice, "engine", engine, "style", style));
        run("""
                {"Identifier":"voice","Type":"UpdateContactTextToSpeechVoice","Parameters":{
                 "TextToSpeechVoice":"$.Attributes.voice","TextToSpeechEngine":"$.Attributes.engine",
                 "TextToSpeechStyle":"$.Attributes.style"},
                 "Transitions":{"NextAction":"yes","Errors":[{"NextAction":"no","ErrorType":"NoMatchingError"}]}},%s,%s"""
                .formatted(say("yes", "end"), say("no", "end")));
        assertThat(listener.heard).containsExactly(heard);
        assertThat(listener.voices).hasSize(heard.equals("yes") ? 1 : 0);
    }

    private void run(String blocks) {
        String start = blocks.replaceAll("(?s).*?\"Identifier\":\"([^\"]*)\".*", "$1");
        Flow flow = new FlowReader().read("""
                {"Version":"2019-10-30","StartAction":"%s","Actions":[%s,
                {"Identifier":"end","Type":"DisconnectParticipant","Parameters":{},"Transitions":{}}]}
                """.formatted(start, blocks));
        new FlowRun(flow, listener).start();
    }

    private static String compare(String operator, String operand) {
        return """
                {"Identifier":"compare","Type":"Compare","Parameters":{"ComparisonValue":"$.Attributes.x"},
                 "Transitions":{"NextAction":"no","Errors":[{"NextAction":"no","ErrorType":"NoMatchingCondition"}],
                 "Conditions":[{"NextAction":"yes","Condition":{"Operator":"%s","Operands":["%s"]}}]}},%s,%s"""
                .formatted(operator, operand, say("yes", "end"), say("no", "end"));
    }

    private static String loop(int count) {
        return """
                {"Identifier":"loop","Type":"Loop","Parameters":{"LoopCount":"%d"},"Transitions":{"NextAction":"end",
                 "Conditions":[{"NextAction":"again","Condition":{"Operator":"Equals","Operands":["ContinueLooping"]}},
                 {"NextAction":"end","Condition":{"Operator":"Equals","Operands":["DoneLooping"]}}]}},%s"""
                .formatted(count, say("again", "loop"));
    }

    private static String say(String text, String next) {
        return """
                {"Identifier":"%1$s","Type":"MessageParticipant","Parameters":{"Text":"%1$s"},"Transitions":
                 {"NextAction":"%2$s","Errors":[{"NextAction":"end","ErrorType":"NoMatchingError"}]}}"""
                .formatted(text, next);
    }

    private static String store() {
        return """
                {"Identifier":"store","Type":"GetParticipantInput","Parameters":{"Text":"number?","StoreInput":"True",
                 "InputTimeLimitSeconds":"8","InputValidation":{"CustomValidation":{"MaximumLength":"4"}},
                 "DTMFConfiguration":{"InterdigitTimeLimitSeconds":"2","DisableCancelKey":"True"}},
                 "Transitions":{"NextAction":"keep","Errors":[{"NextAction":"end","ErrorType":"NoMatchingError"}]}},
                {"Identifier":"keep","Type":"UpdateContactAttributes","Parameters":{"TargetContact":"Current",
                 "Attributes":{"keyed":"$.StoredCustomerInput"}},
                 "Transitions":{"NextAction":"end","Errors":[{"NextAction":"end","ErrorType":"NoMatchingError"}]}}""";
    }

    private static final class Listener implements Participant {

        private final Map<String, String> attributes = new HashMap<>();
        private final List<String> heard = new ArrayList<>();
        private final Deque<String> answers = new ArrayDeque<>();
        private final List<SpeakingVoice> voices = new ArrayList<>();
        private Question asked;
        private boolean ended;

        @Override
        public void voice(SpeakingVoice voice) {
            voices.add(voice);
        }

        @Override
        public Map<String, String> attributes() {
            return attributes;
        }

        @Override
        public boolean setAttributes(Map<String, String> changed) {
            attributes.putAll(changed);
            return true;
        }

        @Override
        public void hear(String text, Runnable then) {
            heard.add(text);
            then.run();
        }

        @Override
        public void ask(Question question, Consumer<Optional<String>> then) {
            asked = question;
            then.accept(Optional.ofNullable(answers.poll()));
        }

        @Override
        public void disconnect() {
            ended = true;
        }
    }
}
