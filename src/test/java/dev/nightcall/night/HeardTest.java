package dev.nightcall.night;

import dev.nightcall.alert.Alert;
import dev.nightcall.alert.Severity;
import dev.nightcall.alert.State;
import dev.nightcall.call.Speech;
import dev.nightcall.call.Voices;
import dev.nightcall.oncall.OnCall;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** What is said of several incidents: how much it is in all, and then the worst first. */
@ExtendWith(Cloud.Extension.class)
class HeardTest {

    private static final Voices VOICES = new Voices(Map.of("en", "Joanna:generative:Conversational", "ja", "Takumi"));

    private static final Instant NOW = Instant.parse("2026-11-22T18:10:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final OnCall PLAN = OnCall.parse("oncall.yaml", """
            timezone: Asia/Tokyo
            engineers:
              sato: {name: 佐藤, language: ja-JP, phones: [{number: "+819000000001"}]}
              smith: {name: Smith, language: en-US, phones: [{number: "+819000000002"}]}
            policies:
              default: {steps: [{recipients: ["call:sato"]}]}
              discreet: {speak: names, steps: [{recipients: ["call:sato"]}]}
            rules:
              - {match: {system: discreet}, policy: discreet}
            """);
    /** Amazon Connect takes 32,768 bytes of attributes per contact. */
    private static final int LONGEST = 32_768;

    private final List<String> ids = new ArrayList<>();
    private Night night;
    private WatchedDynamoDb dynamoDb;
    private Decisions decisions;
    private Speech speech;

    @BeforeEach
    void begin(Cloud cloud) throws Exception {
        night = Night.withoutNightcall(cloud, CLOCK);
        dynamoDb = new WatchedDynamoDb();
        decisions = new Decisions(night, dynamoDb.client(), PLAN, CLOCK);
        speech = speech(CLOCK);
    }

    @AfterEach
    void end() throws Exception {
        dynamoDb.close();
        night.close();
    }

    @Test
    void oneIncidentIsNamedByItsWorstAlert() {
        fires("shop", "a", Severity.WARNING, 1);
        fires("shop", "b", Severity.CRITICAL, 3);
        fires("shop", "c", Severity.CRITICAL, 2);
        assertThat(heard("smith")).isEqualTo("shop: critical on host c, since 3:10 AM. And 2 more alerts of the same incident.");
    }

    @Test
    void theMonitorsWordsAreSpokenAfterTheNamesAndCutAtAWord() {
        saysInWords("shop", "load 9.8 <break/> & \"more\"", 1);
        assertThat(heard("smith")).isEqualTo("shop: critical on host a, since 3:10 AM. "
                + "It says: load 9.8 &lt;break/&gt; &amp; &quot;more&quot;.");
        assertThat(heard("sato")).endsWith("内容は、load 9.8 &lt;break/&gt; &amp; &quot;more&quot;。");
        saysInWords("shop", "disk ".repeat(100), 2);
        assertThat(heard("smith")).endsWith("It says: " + "disk ".repeat(24).strip() + ".");
        assertThat(attributes("smith").get("greeting")).as("what a voicemail box hears").doesNotContain("disk");
    }

    /** As the README's two alerts: the second one comes from a monitor that says no more than where it is. */
    @Test
    void aRepeatWithoutWordsKeepsThoseThatAreKnown() {
        saysInWords("shop", "load 9.8", 1);
        saysInWords("shop", "", 2);
        assertThat(heard("smith")).contains("It says: load 9.8.");
        assertThat(night.alerts(ids.get(0))).singleElement().extracting(row -> row.alert().summary()).isEqualTo("load 9.8");
        saysInWords("shop", "load 3.1", 3);
        assertThat(heard("smith")).contains("It says: load 3.1.");
    }

    @Test
    void aPolicyMayKeepThemFromTheTelephone() {
        saysInWords("discreet", "customer 4711", 1);
        assertThat(heard("smith")).isEqualTo("discreet: critical on host a, since 3:10 AM.");
    }

    @Test
    void theWorstOfSeveralIsNamedFirst() {
        fires("old", "a", Severity.WARNING, 1);
        fires("grave", "b", Severity.CRITICAL, 2);
        fires("grave", "c", Severity.WARNING, 2);
        fires("over", "d", Severity.CRITICAL, 3);
        says("over", "d", Severity.CRITICAL, State.RESOLVED, 4);
        assertThat(heard("smith")).isEqualTo("There are 3 incidents with 3 alerts in all. The worst first. "
                + "grave: critical on host b, since 3:10 AM. And 1 more alert of the same incident. "
                + "old: warning on host a, since 3:10 AM. over: everything has recovered.");
        assertThat(heard("sato")).startsWith("全部で 3 件のインシデント、3 件のアラートがあります。重大なものからお伝えします。"
                + " システム grave、ホスト b で 重大障害 が発生しています。");
    }

    @Test
    void ofAStormTheFirstHundredAreCounted() {
        fires("system0", "<&'\"$>".repeat(100), Severity.ERROR, 1);
        for (int n = 1; n < 120; n++) {
            fires("system" + n, "障".repeat(200), Severity.ERROR, 1);
        }
        fires("system7", "b", Severity.CRITICAL, 2);
        dynamoDb.count();

        Map<String, String> attributes = attributes("smith");

        assertThat(dynamoDb.requests()).hasSizeLessThan(110);
        assertThat(attributes.get("message"))
                .startsWith("There are 120 incidents with at least 101 alerts in all. The worst first. "
                        + "system7: critical on host b");
        assertThat(attributes.get("message").split("since")).hasSize(4);
        assertThat(attributes.entrySet().stream().mapToInt(a -> (a.getKey() + a.getValue()).getBytes(UTF_8).length).sum())
                .isLessThan(LONGEST);
        assertThat(heard("sato")).contains("少なくとも 101 件のアラート");
    }

    @Test
    void theTelephoneDoesNotWaitUntilEverythingIsCounted() {
        for (int n = 0; n < 10; n++) {
            fires("system" + n, "a", Severity.ERROR, 1);
        }
        AtomicInteger looks = new AtomicInteger();
        InstantSource slow = () -> NOW.plusMillis(100L * looks.getAndIncrement());
        speech = speech(slow.withZone(ZoneOffset.UTC));

        assertThat(heard("smith")).startsWith("There are 10 incidents with at least 5 alerts in all.");
    }

    @Test
    void aVoiceOfTheLanguageSpeaksWithItsEngine() {
        fires("system", "a", Severity.ERROR, 1);

        assertThat(attributes("sato")).containsEntry("voice", "Takumi").containsEntry("voice_engine", "Neural")
                .containsEntry("voice_style", "None");
        assertThat(attributes("smith")).containsEntry("voice", "Joanna").containsEntry("voice_engine", "Generative")
                .containsEntry("voice_style", "Conversational");
    }

    private Speech speech(Clock clock) {
        return new Speech(() -> PLAN, decisions.alerts, VOICES, clock);
    }

    private Map<String, String> attributes(String engineer) {
        return speech.of(engineer, "call", decisions.incidents.find(ids), false, NOW).attributes();
    }

    private String heard(String engineer) {
        return attributes(engineer).get("message");
    }

    private void fires(String system, String host, Severity severity, int second) {
        says(system, host, severity, State.FIRING, second);
        String id = decisions.incidents.ofGroup(system).orElseThrow().id();
        if (!ids.contains(id)) {
            ids.add(id);
        }
    }

    private void saysInWords(String system, String summary, int second) {
        decisions.grouping.take(new Alert(system + second, system, "a", "", "", Severity.CRITICAL, State.FIRING, summary, NOW,
                NOW.plusSeconds(second), Map.of()));
        ids.clear();
        ids.add(decisions.incidents.ofGroup(system).orElseThrow().id());
    }

    private void says(String system, String host, Severity severity, State state, int second) {
        decisions.grouping.take(new Alert(system + host + second, system, host, "", "", severity, state, "", NOW,
                NOW.plusSeconds(second), Map.of()));
    }
}
