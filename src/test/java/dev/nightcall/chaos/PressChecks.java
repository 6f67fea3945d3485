package dev.nightcall.chaos;

import dev.nightcall.core.Call;
import dev.nightcall.core.Outcome;
import dev.nightcall.timeline.Entry;
import dev.nightcall.timeline.Event;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was pressed on a telephone is found in the outcome, or the timelines of its incidents say what became of it. */
final class PressChecks {

    private static final String HEARD = "what is pressed counts";
    private static final String TOO_SOON = "no end is believed before its digits";

    private final Morning morning;
    private final Map<String, Call> calls;

    PressChecks(Morning morning) {
        this.morning = morning;
        this.calls = morning.callsById();
    }

    List<Violation> violations() {
        List<Violation> violations = new ArrayList<>();
        for (Telephones.Ring ring : morning.rings()) {
            Outcome pressed = pressed(ring.pressed()).orElse(null);
            Call call = calls.get(ring.callId());
            if (pressed == null || call == null || nobodyCanKnow(ring, call)) {
                continue;
            }
            String what = "in call " + call.id() + " to " + call.engineer() + " " + ring.pressed() + " was pressed until "
                    + ring.endedAt();
            morning.incidentsOf(call.id()).stream().filter(incident -> !isTold(incident, call, pressed)).forEach(incident ->
                    violations.add(new Violation(HEARD, what + ", its outcome is " + word(call.outcome())
                            + ", and the timeline of " + incident + " does not say what became of that")));
            morning.said(call.id()).filter(PressChecks::isWithoutDigit).findFirst().ifPresent(entry ->
                    violations.add(new Violation(TOO_SOON, what + ", but at " + entry.at() + " the timeline said: "
                            + entry.reason() + " (" + entry.detail() + ")")));
        }
        return violations;
    }

    /** Connect's answer was lost, or nobody lived to hear it, and Connect did not put a record of the contact either. */
    private static boolean nobodyCanKnow(Telephones.Ring ring, Call call) {
        return call.contactId() == null && !ring.recorded() && call.outcome() == Outcome.UNKNOWN;
    }

    private boolean isTold(String incident, Call call, Outcome pressed) {
        return morning.timelines().getOrDefault(incident, List.of()).stream()
                .filter(entry -> entry.about() != null && entry.about().startsWith(call.id()))
                .anyMatch(entry -> (entry.about() + " " + entry.reason()).contains(pressed.word())
                        || entry.reason().equals(Outcome.TOO_LATE.word()));
    }

    private static boolean isWithoutDigit(Entry entry) {
        return entry.event().equals(Event.CALL_ENDED.word()) && entry.reason().equals(Outcome.NO_DIGIT.word());
    }

    private static String word(Outcome outcome) {
        return outcome == null ? "none" : outcome.word();
    }

    /**
     * What was decided: the first question asks for any digit, the second one what to do, the third one for how many minutes.
     *
     * @param pressed at each question
     */
    static Optional<Outcome> pressed(List<String> pressed) {
        return switch (pressed.size() < 2 ? "" : pressed.get(1)) {
            case "1" -> Optional.of(Outcome.ACKNOWLEDGED);
            case "3" -> Optional.of(Outcome.DECLINED);
            case "9" -> pressed.size() > 2 && pressed.get(2).endsWith("#") ? Optional.of(Outcome.SUPPRESSED) : Optional.empty();
            default -> Optional.empty();
        };
    }
}
