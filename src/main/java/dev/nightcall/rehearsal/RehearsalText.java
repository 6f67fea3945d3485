package dev.nightcall.rehearsal;

import dev.nightcall.oncall.Policy;
import dev.nightcall.timeline.Event;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** A rehearsal for people: one line for each thing that would happen. */
public final class RehearsalText {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss xxx");

    private final ZoneId zone;
    private final UnaryOperator<String> number;

    /** @param number how a telephone number is shown */
    public RehearsalText(ZoneId zone, UnaryOperator<String> number) {
        this.zone = zone;
        this.number = number;
    }

    public List<String> lines(Rehearsal rehearsal) {
        List<String> lines = new ArrayList<>();
        List<Happening> held = rehearsal.happenings().stream().filter(happening -> happening.event() == Event.HELD).toList();
        held.forEach(happening -> lines.add(time(happening.at()) + "held: " + happening.reason()));
        if (!rehearsal.at().equals(rehearsal.restsAt())) {
            lines.add(time(rehearsal.at()) + "an incident of " + rehearsal.group() + " opens with the policy "
                    + rehearsal.policy().name());
        }
        if (rehearsal.dependent()) {
            lines.add(time(rehearsal.at()) + "nobody is called if what it is the consequence of has an open incident; if not:");
        }
        for (Happening happening : rehearsal.happenings()) {
            String text = text(happening, rehearsal.policy());
            if (text != null) {
                lines.add(time(happening.at()) + text);
            }
        }
        if (rehearsal.restsAt() != null) {
            lines.add(time(rehearsal.restsAt()) + "nothing else happens until a worse alert comes");
        } else if (rehearsal.startsOver() != null) {
            lines.add(time(rehearsal.startsOver()) + "rounds start over");
        } else {
            lines.add("and so on");
        }
        return lines;
    }

    private String text(Happening happening, Policy policy) {
        String place = place(happening, policy);
        return switch (happening.event()) {
            // Told before the incident opens.
            case HELD -> null;
            // The lines below it say where it is.
            case ESCALATED -> place.equals(happening.reason()) ? null : happening.reason();
            case CALLED -> place + ": call " + happening.who() + " " + number.apply(happening.number());
            case NOT_CALLED -> place + ": " + happening.who() + " is not called: " + happening.reason();
            case TOLD -> place + ": tell " + happening.who();
            case NOBODY_TO_REACH -> place + " is left at once: " + happening.reason();
            default -> throw new IllegalStateException(happening.event() + " is not played");
        };
    }

    private static String place(Happening happening, Policy policy) {
        if (happening.step() == 0) {
            return "at once";
        }
        if (happening.step() > policy.steps().size()) {
            return "fallback";
        }
        return "round " + happening.round() + " step " + happening.step()
                + (happening.attempt() > 1 ? " attempt " + happening.attempt() : "");
    }

    private String time(Instant at) {
        return TIME.format(at.atZone(zone)) + "  ";
    }
}
