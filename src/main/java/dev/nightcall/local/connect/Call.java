package dev.nightcall.local.connect;

import dev.nightcall.local.connect.PhoneScript.Behaviour;
import dev.nightcall.local.connect.flow.Flow;
import dev.nightcall.local.connect.flow.FlowRun;
import dev.nightcall.local.connect.flow.Participant;
import dev.nightcall.local.connect.flow.Question;
import dev.nightcall.local.connect.flow.SpeakingVoice;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** One call as a state machine: ringing, talking, ended. Its flow speaks; the phone's script or a person presses. */
final class Call implements Participant {

    private enum Phase { RINGING, TALKING, ENDED }

    /** "Up to 32,768 UTF-8 bytes across all key-value pairs per contact" (StartOutboundVoiceContact, API reference). */
    static final int MOST_ATTRIBUTE_BYTES = 32_768;

    private final Contact contact;
    private final PhoneScript script;
    private final FlowRun flow;
    private final Contacts contacts;
    private final CurrentSettings settings;
    private final Timer timer;
    private final Clock clock;
    private final Consumer<Call> whenEnded;
    private final Deque<String> keysLeft;
    private Phase phase = Phase.RINGING;
    private Request request;

    /** What every call needs of the world around it. */
    record Surroundings(Flow flow, Contacts contacts, CurrentSettings settings, Timer timer, Clock clock) {
    }

    /** @param script null when a person operates the phone */
    Call(Contact contact, PhoneScript script, Surroundings surroundings, Consumer<Call> whenEnded) {
        this.contact = contact;
        this.script = script;
        this.flow = new FlowRun(surroundings.flow(), this);
        this.contacts = surroundings.contacts();
        this.settings = surroundings.settings();
        this.timer = surroundings.timer();
        this.clock = surroundings.clock();
        this.whenEnded = whenEnded;
        this.keysLeft = new ArrayDeque<>(script == null ? List.of() : script.keys());
    }

    Contact contact() {
        return contact;
    }

    boolean isRinging() {
        return phase == Phase.RINGING;
    }

    /** Lets the phone ring, or not, as its script says. */
    void ring() {
        after(settings.get().ringTimeoutSeconds(), () -> {
            if (isRinging()) {
                end(DisconnectReason.TELECOM_TIMEOUT);
            }
        });
        if (script == null) {
            return;
        }
        switch (script.behaviour()) {
            case ANSWER, VOICEMAIL -> after(script.afterSeconds(), this::answer);
            case BUSY -> after(0, () -> end(DisconnectReason.TELECOM_BUSY));
            case INVALID -> after(0, () -> end(DisconnectReason.TELECOM_NUMBER_INVALID));
            case NO_ANSWER -> {
                // the ring timeout ends it
            }
        }
    }

    /** @return false when it does not ring */
    boolean answer() {
        if (!isRinging()) {
            return false;
        }
        phase = Phase.TALKING;
        contact.answered(clock.instant());
        contacts.save(contact);
        if (script != null && script.hangUpAfterSeconds() != null) {
            after(script.hangUpAfterSeconds(), this::hangUp);
        }
        flow.start();
        return true;
    }

    /** @return false when nobody has answered; a key that no request for input waits for is lost, as in Connect */
    boolean press(char key) {
        if (phase != Phase.TALKING) {
            return false;
        }
        boolean sameRequest = request != null && request.touched;
        contact.presses(key, sameRequest);
        contacts.save(contact);
        if (request != null) {
            request.press(key);
        }
        return true;
    }

    /** The phone hangs up, or refuses the call, which the network reports as busy. */
    void hangUp() {
        end(isRinging() ? DisconnectReason.TELECOM_BUSY : DisconnectReason.CUSTOMER_DISCONNECT);
    }

    /** StopContact. */
    void stop() {
        end(isRinging() ? DisconnectReason.TELECOM_ORIGINATOR_CANCEL : DisconnectReason.OTHER);
    }

    @Override
    public Map<String, String> attributes() {
        return settings.get().flowSeesUpdates() ? contact.attributes() : contact.attributesByFlow();
    }

    @Override
    public boolean setAttributes(Map<String, String> attributes) {
        if (!fits(contact, attributes)) {
            return false;
        }
        contact.set(attributes, true, clock.instant());
        contacts.save(contact);
        return true;
    }

    @Override
    public void voice(SpeakingVoice voice) {
        contact.isSpokenToBy(voice.name() + " " + voice.engine() + (voice.style().equals("None") ? "" : " " + voice.style()));
    }

    @Override
    public void hear(String text, Runnable then) {
        after(speak(text), then);
    }

    @Override
    public void ask(Question question, Consumer<Optional<String>> then) {
        Request asked = new Request(question, then);
        request = asked;
        after(speak(question.text()) + scaled(question.firstKeyLimit()), () -> {
            if (!asked.touched) {
                asked.finish();
            }
        });
        if (script != null && script.behaviour() == Behaviour.ANSWER && !keysLeft.isEmpty()) {
            pressLater(asked, keysLeft.poll());
        }
    }

    @Override
    public void disconnect() {
        end(DisconnectReason.CONTACT_FLOW_DISCONNECT);
    }

    /** Whether a contact takes these attributes besides those it has. */
    static boolean fits(Contact contact, Map<String, String> attributes) {
        Map<String, String> all = contact.attributes();
        all.putAll(attributes);
        return bytes(all) <= MOST_ATTRIBUTE_BYTES;
    }

    static int bytes(Map<String, String> attributes) {
        return attributes.entrySet().stream().mapToInt(attribute ->
                attribute.getKey().getBytes(StandardCharsets.UTF_8).length
                        + attribute.getValue().getBytes(StandardCharsets.UTF_8).length).sum();
    }

    /** An entry answers one request only: what is left of it when the input is complete is not pressed. */
    private void pressLater(Request asked, String keys) {
        after(script.keyAfterSeconds(), () -> {
            if (request != asked) {
                return;
            }
            press(keys.charAt(0));
            if (keys.length() > 1) {
                pressLater(asked, keys.substring(1));
            }
        });
    }

    /** @return how many seconds it takes to say */
    private double speak(String text) {
        contact.hears(text);
        contacts.save(contact);
        return text.length() / settings.get().speechCharactersPerSecond();
    }

    private double scaled(Duration limit) {
        return limit.toSeconds() * settings.get().inputTimeScale();
    }

    private void end(DisconnectReason reason) {
        if (phase == Phase.ENDED) {
            return;
        }
        phase = Phase.ENDED;
        request = null;
        contact.ended(reason, clock.instant());
        contacts.save(contact);
        whenEnded.accept(this);
    }

    private void after(double seconds, Runnable action) {
        timer.after(seconds, () -> {
            if (phase != Phase.ENDED) {
                action.run();
            }
        });
    }

    /** One request for input, which is over when it is complete or nobody presses any more. */
    private final class Request {

        private final Question question;
        private final KeyInput input;
        private final Consumer<Optional<String>> then;
        private boolean touched;
        private int presses;

        private Request(Question question, Consumer<Optional<String>> then) {
            this.question = question;
            this.input = new KeyInput(question);
            this.then = then;
        }

        private void press(char key) {
            touched = true;
            int pressed = ++presses;
            if (input.press(key)) {
                finish();
                return;
            }
            after(scaled(question.nextKeyLimit()), () -> {
                if (presses == pressed) {
                    finish();
                }
            });
        }

        private void finish() {
            if (request == this) {
                request = null;
                then.accept(input.keyed());
            }
        }
    }
}
