package dev.nightcall.local.connect.flow;

import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Who a flow talks to. What takes time calls back, on the thread that runs the flow. */
public interface Participant {

    /** The contact's attributes as they are now. */
    Map<String, String> attributes();

    /** Sets all of {@code attributes} or none. @return false when they could not be written */
    boolean setAttributes(Map<String, String> attributes);

    /** What is said from now on is said by this voice. */
    void voice(SpeakingVoice voice);

    /** Says {@code text} to its end. */
    void hear(String text, Runnable then);

    /** Says the question and waits for keys; the answer is empty when the time limit was exceeded. */
    void ask(Question question, Consumer<Optional<String>> then);

    /** The flow has ended the contact. */
    void disconnect();
}
