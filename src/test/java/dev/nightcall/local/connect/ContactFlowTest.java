package dev.nightcall.local.connect;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Map;

import static dev.nightcall.local.connect.Telephony.GOODBYE;
import static dev.nightcall.local.connect.Telephony.GREETING;
import static dev.nightcall.local.connect.Telephony.MENU;
import static dev.nightcall.local.connect.Telephony.MINUTES;
import static dev.nightcall.local.connect.Telephony.SATO;
import static dev.nightcall.local.connect.Telephony.texts;
import static org.assertj.core.api.Assertions.assertThat;

/** What an engineer hears and what the keys do: the contact flow that ships with Nightcall. */
class ContactFlowTest {

    private Telephony telephony;

    @BeforeEach
    void start() {
        telephony = Telephony.quick();
    }

    @AfterEach
    void stop() {
        telephony.close();
    }

    @Test
    void oneTwiceTakesTheIncident() {
        JsonNode call = telephony.conversation("1", "1");

        assertThat(heard(call)).containsExactly(GREETING, MENU, "Taken.");
        assertThat(texts(call.path("pressed"))).containsExactly("1", "1");
        assertThat(call.path("disconnectReason").asText()).isEqualTo("CONTACT_FLOW_DISCONNECT");
        assertThat(call.path("callId").asText()).isEqualTo("call-1");
        assertThat(attributes(call)).containsEntry("answered", "1").containsEntry("check_flag", "1")
                .containsEntry("response", "acknowledged").containsEntry("call_id", "call-1");
    }

    @Test
    void threePassesItOn() {
        JsonNode call = telephony.conversation("1", "3");

        assertThat(heard(call)).containsExactly(GREETING, MENU, "Passed on.");
        assertThat(attributes(call)).containsEntry("check_flag", "0").containsEntry("response", "declined");
    }

    @Test
    void nineAndMinutesWatchIt() {
        JsonNode call = telephony.conversation("1", "9", "30#");

        assertThat(heard(call)).containsExactly(GREETING, MENU, MINUTES, "Watching.");
        assertThat(texts(call.path("pressed"))).containsExactly("1", "9", "30#");
        assertThat(attributes(call)).containsEntry("check_flag", "1").containsEntry("response", "suppressed")
                .containsEntry("suppress_minutes", "30");
    }

    @Test
    void minutesNeedNoHash() {
        assertThat(attributes(telephony.conversation("1", "9", "45"))).containsEntry("suppress_minutes", "45");
    }

    @Test
    void whoKeysSlowlyIsNotCutOff() {
        telephony.settings(Map.of("inputTimeScale", 0.1));
        telephony.put("/phones/" + SATO, Map.of("behaviour", "answer", "afterSeconds", 0,
                "keys", List.of("1", "9", "120#"), "keyAfterSeconds", 0.3));

        JsonNode call = telephony.ended(telephony.call(SATO));

        assertThat(attributes(call)).containsEntry("suppress_minutes", "120");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1#", "1440#", "1440"})
    void aDayAtMost(String minutes) {
        assertThat(attributes(telephony.conversation("1", "9", minutes)))
                .containsEntry("suppress_minutes", minutes.replace("#", ""));
    }

    @Test
    void starTakesBackWhatWasKeyed() {
        assertThat(attributes(telephony.conversation("1", "9", "99*30#"))).containsEntry("suppress_minutes", "30");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0#", "9999#", "1441#", "*#", "#"})
    void wrongMinutesAreAskedAgain(String wrong) {
        JsonNode call = telephony.conversation("1", "9", wrong, "30#");

        assertThat(heard(call)).containsExactly(GREETING, MENU, MINUTES, MINUTES, "Watching.");
        assertThat(attributes(call)).containsEntry("suppress_minutes", "30");
    }

    @Test
    void afterThreeWrongMinutesTheMenuComesBack() {
        JsonNode call = telephony.conversation("1", "9", "0#", "9999#", "*#", "1");

        assertThat(heard(call)).containsExactly(GREETING, MENU, MINUTES, MINUTES, MINUTES, MENU, "Taken.");
        assertThat(attributes(call)).containsEntry("response", "acknowledged").doesNotContainKey("suppress_minutes");
    }

    @Test
    void silenceWhenAskedForMinutesEndsTheCallWithoutAnAnswer() {
        JsonNode call = telephony.conversation("1", "9");

        assertThat(heard(call)).startsWith(GREETING, MENU, MINUTES, MINUTES, MINUTES, MENU).endsWith(GOODBYE);
        assertThat(attributes(call)).containsEntry("check_flag", "0").doesNotContainKey("response");
    }

    @Test
    void starRepeatsTheMessage() {
        JsonNode call = telephony.conversation("1", "*", "*", "1");

        assertThat(heard(call)).containsExactly(GREETING, MENU, MENU, MENU, "Taken.");
    }

    @Test
    void anUnknownKeyRepeatsTheMessage() {
        assertThat(heard(telephony.conversation("1", "5", "3"))).containsExactly(GREETING, MENU, MENU, "Passed on.");
    }

    @Test
    void anyKeyAtTheGreetingIsAHuman() {
        assertThat(heard(telephony.conversation("7", "1"))).containsExactly(GREETING, MENU, "Taken.");
    }

    @Test
    void voicemailHearsOnlyTheGreeting() {
        telephony.script(SATO, "voicemail");

        JsonNode call = telephony.ended(telephony.call(SATO));

        assertThat(heard(call)).containsExactly(GREETING, GREETING);
        assertThat(call.path("disconnectReason").asText()).isEqualTo("CONTACT_FLOW_DISCONNECT");
        assertThat(attributes(call)).containsEntry("answered", "1").containsEntry("check_flag", "0")
                .doesNotContainKey("response");
    }

    @Test
    void whoFallsAsleepAtTheMenuHearsItFiveTimesAndGoodbye() {
        JsonNode call = telephony.conversation("1");

        assertThat(heard(call)).containsExactly(GREETING, MENU, MENU, MENU, MENU, MENU, GOODBYE);
        assertThat(attributes(call)).containsEntry("check_flag", "0").doesNotContainKey("response");
    }

    @Test
    void whoOnlyRepeatsIsHungUpOnAtLast() {
        JsonNode call = telephony.conversation("1", "*", "*", "*", "*", "*", "*", "*");

        assertThat(heard(call)).hasSize(7).endsWith(MENU, GOODBYE);
    }

    @Test
    void aKeyInterruptsWhatIsBeingSaid() {
        telephony.settings(Map.of("speechCharactersPerSecond", 0.1));
        telephony.script(SATO, "answer", "1", "*");
        String contactId = telephony.call(SATO);

        Telephony.await().untilAsserted(() ->
                assertThat(heard(telephony.at(contactId))).containsExactly(GREETING, MENU, MENU));
        telephony.stop(contactId);
    }

    @Test
    void escapedTextIsHeardAsItWas() {
        telephony.script(SATO, "answer", "1", "1");
        Map<String, String> texts = Telephony.texts();
        texts.put("message", "disk &lt;/var&gt; &amp; more <sub alias=\"C P U\">CPU</sub> $.Attributes.greeting");

        JsonNode call = telephony.ended(telephony.call(SATO, request -> request.attributes(texts)));

        assertThat(heard(call)).element(1).asString()
                .startsWith("disk </var> & more C P U $.Attributes.greeting 1 take");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a < b", "Q&A", "</speak>", "<script>x</script>", "<!DOCTYPE a [<!ENTITY b 'c'>]>&b;"})
    void textThatBreaksSsmlTakesTheErrorBranch(String message) {
        telephony.script(SATO, "answer", "1", "1");
        Map<String, String> texts = Telephony.texts();
        texts.put("message", message);

        JsonNode call = telephony.ended(telephony.call(SATO, request -> request.attributes(texts)));

        assertThat(heard(call)).containsExactly(GREETING, GOODBYE);
        assertThat(attributes(call)).containsEntry("check_flag", "0").doesNotContainKey("response");
    }

    @Test
    void withoutAGreetingItHangsUp() {
        telephony.script(SATO, "answer", "1", "1");
        Map<String, String> texts = Telephony.texts();
        texts.remove("greeting");

        assertThat(heard(telephony.ended(telephony.call(SATO, request -> request.attributes(texts))))).isEmpty();
    }

    @Test
    void withoutAVoiceItSpeaksAllTheSame() {
        telephony.script(SATO, "answer", "1", "1");
        Map<String, String> texts = Telephony.texts();
        texts.remove("voice");

        assertThat(heard(telephony.ended(telephony.call(SATO, request -> request.attributes(texts)))))
                .containsExactly(GREETING, MENU, "Taken.");
    }

    @Test
    void itSpeaksWithTheVoiceEngineAndStyleOfTheCall() {
        assertThat(spokenBy("Joanna", "Neural", "Conversational")).isEqualTo("Joanna Neural Conversational");
        assertThat(spokenBy("Mizuki", "Standard", "None")).isEqualTo("Mizuki Standard");
    }

    /** The voice stays: another one would read Japanese with an English tongue. */
    @Test
    void aVoiceThatLacksTheEngineSpeaksWithOneThatItHas() {
        assertThat(spokenBy("Takumi", "Generative", "None")).isEqualTo("Takumi Neural");
        assertThat(spokenBy("Mizuki", "Neural", "None")).isEqualTo("Mizuki Standard");
        assertThat(spokenBy("Takumi", "Neural", "Newscaster")).isEqualTo("Takumi Neural");
        assertThat(spokenBy("Takumi", "", "")).as("of a Nightcall that knows no engines").isEqualTo("Takumi Neural");
    }

    private String spokenBy(String voice, String engine, String style) {
        telephony.script(SATO, "answer", "1", "1");
        Map<String, String> texts = Telephony.texts();
        texts.putAll(Map.of("voice", voice, "voice_engine", engine, "voice_style", style));
        JsonNode call = telephony.ended(telephony.call(SATO, request -> request.attributes(texts)));
        assertThat(heard(call)).containsExactly(GREETING, MENU, "Taken.");
        return call.path("voice").asText();
    }

    @Test
    void neverSaysTakenWhenTheAttributeCouldNotBeWritten() {
        telephony.script(SATO, "answer", "1", "1", "3", "9", "30#");
        Map<String, String> texts = Telephony.texts();
        int used = Call.bytes(texts) + "padding".length();
        texts.put("padding", "x".repeat(Call.MOST_ATTRIBUTE_BYTES - used));

        JsonNode call = telephony.ended(telephony.call(SATO, request -> request.attributes(texts)));

        assertThat(heard(call)).contains(GREETING, MENU, GOODBYE)
                .doesNotContain("Taken.", "Passed on.", "Watching.");
        assertThat(attributes(call)).containsEntry("check_flag", "0").doesNotContainKeys("answered", "response");
    }

    private static List<String> heard(JsonNode call) {
        return texts(call.path("heard"));
    }

    private Map<String, String> attributes(JsonNode call) {
        return telephony.attributes(call.path("contactId").asText());
    }
}
