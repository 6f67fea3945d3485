package dev.nightcall.local.connect;

import dev.nightcall.telephone.Telephone;
import dev.nightcall.telephone.TelephoneContract;
import dev.nightcall.telephone.connect.AmazonConnect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static dev.nightcall.local.connect.Telephony.SATO;

/** Amazon Connect as a telephone, and the stand-in as Amazon Connect. */
class AmazonConnectTest extends TelephoneContract {

    private static final String START = "StartOutboundVoiceContact";

    private Telephony telephony;
    private AmazonConnect connect;

    @BeforeEach
    void start() {
        telephony = Telephony.quick();
        connect = new AmazonConnect(telephony.connect, ConnectStandInConfig.INSTANCE_ID,
                ConnectStandInConfig.CONTACT_FLOW_ID, Telephony.FROM);
    }

    @AfterEach
    void stop() {
        telephony.close();
    }

    @Override
    protected Telephone telephone() {
        return connect;
    }

    @Override
    protected String number() {
        return SATO;
    }

    @Override
    protected Map<String, String> said() {
        Map<String, String> said = new HashMap<>(Telephony.texts());
        said.put(Telephone.GONE, "0");
        return said;
    }

    @Override
    protected void answers(List<String> keys) {
        telephony.script(SATO, keys.isEmpty() ? "voicemail" : "answer", keys.toArray(String[]::new));
    }

    @Override
    protected void rings() {
        telephony.script(SATO, "no-answer");
    }

    @Override
    protected void isEngaged() {
        telephony.script(SATO, "busy");
    }

    @Override
    protected void hasRoomFor(int calls) {
        telephony.settings(Map.of("concurrentCalls", calls));
    }

    @Override
    protected void losesItsAnswer() {
        fails(Map.of("operation", START, "status", 500, "times", 1, "after", true));
    }

    @Override
    protected void refusesTheNumber() {
        fails(Map.of("operation", START, "status", 403, "error", "DestinationNotAllowedException"));
    }

    @Override
    protected void refusesEverybody() {
        fails(Map.of("operation", START, "status", 403, "error", "AccessDeniedException"));
    }

    @Override
    protected int calls() {
        return telephony.get("/phones/" + SATO + "/calls").size();
    }

    private void fails(Map<String, ?> failure) {
        telephony.settings(Map.of("failures", List.of(failure)));
    }
}
