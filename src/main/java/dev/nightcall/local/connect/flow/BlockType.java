package dev.nightcall.local.connect.flow;

import java.util.Arrays;
import java.util.Optional;

/** The actions the stand-in can run, by Amazon Connect's names ("Amazon Connect Flow language", developer guide). */
enum BlockType {
    COMPARE("Compare"),
    DISCONNECT_PARTICIPANT("DisconnectParticipant"),
    GET_PARTICIPANT_INPUT("GetParticipantInput"),
    LOOP("Loop"),
    MESSAGE_PARTICIPANT("MessageParticipant"),
    UPDATE_CONTACT_ATTRIBUTES("UpdateContactAttributes"),
    UPDATE_CONTACT_TEXT_TO_SPEECH_VOICE("UpdateContactTextToSpeechVoice"),
    UPDATE_FLOW_LOGGING_BEHAVIOR("UpdateFlowLoggingBehavior");

    private final String connectName;

    BlockType(String connectName) {
        this.connectName = connectName;
    }

    static Optional<BlockType> named(String name) {
        return Arrays.stream(values()).filter(type -> type.connectName.equals(name)).findFirst();
    }

    @Override
    public String toString() {
        return connectName;
    }
}
