package dev.nightcall.local.bench;

import dev.nightcall.core.Attempt;
import dev.nightcall.core.Bucket;
import dev.nightcall.core.Call;
import dev.nightcall.core.CallTimes;
import dev.nightcall.core.Finding;
import dev.nightcall.core.Look;
import dev.nightcall.core.Meaning;
import dev.nightcall.core.SaidInCall;
import dev.nightcall.core.Settling;
import dev.nightcall.core.Sight;
import dev.nightcall.core.Watch;
import dev.nightcall.core.Watching;
import dev.nightcall.core.Word;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;

import static dev.nightcall.local.bench.YearParameter.*;

/**
 * How people answer, and when Nightcall gets to know: what it does by what it sees is decided by the same classes as at night.
 */
final class YearCalls {

    private final YearSettings settings;
    private final YearTime time;
    private final YearEscalation escalation;
    private final YearResult result;
    private final CallTimes times;
    private final Random random;
    private final Bucket looks;
    private Instant full;

    YearCalls(YearSettings settings, YearTime time, YearEscalation escalation, YearResult result) {
        this.settings = settings;
        this.time = time;
        this.escalation = escalation;
        this.result = result;
        // No answer is lost in the year, and no call lasts too long.
        times = new CallTimes(settings.duration(FIRST_LOOK), settings.duration(LOOK_INTERVAL), settings.duration(SECOND_LOOK),
                settings.duration(RING_LIMIT), Duration.ofDays(1), Duration.ofDays(1));
        random = new Random(settings.count(SEED) + 1L);
        looks = Bucket.ofRequests(settings.get(LOOK_RATE), settings.count(LOOK_BURST));
    }

    void dial(YearLine line, List<YearLine.Asked> about, Runnable settled) {
        Dialled call = new Dialled(line.engineer(), about, settled);
        about.stream().map(YearLine.Asked::incident).forEach(incident -> result.rings(incident, time.now()));
        result.dialled(line.engineer(), about.size(), time.now());
        later(call, new Look(Look.Kind.GO_ON, time.instant().plus(times.firstLook())));
        if (call.contact.ends()) {
            recorded(call);
        }
    }

    private final class Dialled {

        private final List<YearLine.Asked> about;
        private final Runnable settled;
        private final YearContact contact;
        private Call now;

        Dialled(int engineer, List<YearLine.Asked> about, Runnable settled) {
            this.about = about;
            this.settled = settled;
            contact = YearContact.begun(settings, random, time.now());
            Instant at = time.instant();
            now = Call.created("year", "" + engineer, 0, at, at)
                    .asked(new Attempt.Dials("", null), about.size(), SaidInCall.of(at, Map.of()), at)
                    .dialled(YearContact.ID, at);
        }

        boolean isAnyLeft() {
            return !YearLine.agenda(now.engineer(), about).isEmpty();
        }
    }

    private void later(Dialled call, Look look) {
        time.at(look.due().toEpochMilli(), () -> look(call, look.kind(), 1));
    }

    private void look(Dialled call, Look.Kind kind, int tries) {
        if (call.now.isSettled() || !(watching().due(call.now, kind, call::isAnyLeft) instanceof Watch.Looks to)) {
            return;
        }
        Duration wait = to.urgency().until(looks, full, time.instant());
        if (wait.isZero()) {
            full = looks.take(full, time.instant());
            result.looked();
            seen(call, kind);
        } else {
            to.urgency().pause(wait, tries).ifPresentOrElse(
                    pause -> time.after(pause, () -> look(call, kind, tries + 1)),
                    () -> later(call, watching().again(call.now, new Look(kind, time.instant()))));
        }
    }

    private Watching watching() {
        return new Watching(times, time.instant());
    }

    private void seen(Dialled call, Look.Kind kind) {
        watching().seen(call.now, kind, call.contact.at(time.now()), call::isAnyLeft).match(new Sight.Cases<Void>() {
            @Override
            public Void goesOn(Sight.GoesOn goesOn) {
                goesOn.next().ifPresent(next -> later(call, next));
                return null;
            }

            @Override
            public Void stops(Sight.Stops stops) {
                result.stopped();
                call.contact.stop(time.now());
                recorded(call);
                later(call, stops.next());
                return null;
            }

            @Override
            public Void ends(Sight.Ends ends) {
                tell(call, ends.finding());
                return null;
            }
        });
    }

    /** The contact record comes some time after the end. */
    private void recorded(Dialled call) {
        long at = call.contact.endsAt() + settings.millis(CONTACT_RECORD_SECONDS);
        time.at(at, () -> tell(call, call.contact.record()));
    }

    private void tell(Dialled call, Finding finding) {
        if (Settling.hear(call.now, finding) instanceof Word.First first) {
            call.now = call.now.decided(first.outcome(), finding).settled(time.instant());
            follow(call);
        }
    }

    private void follow(Dialled call) {
        Meaning meaning = Settling.means(call.now);
        result.settled(call.contact.talked(), time.now() - call.contact.endsAt(), meaning instanceof Meaning.Takes);
        meaning.match(new Meaning.Cases<Void>() {
            @Override
            public Void takes(Meaning.Takes takes) {
                call.about.forEach(each -> escalation.taken(each.incident(), takes));
                return null;
            }

            @Override
            public Void watches(Meaning.Watches watches) {
                throw new IllegalStateException("nothing is suppressed in the year");
            }

            @Override
            public Void leaves(Meaning.Leaves leaves) {
                call.about.forEach(each -> escalation.unsuccessful(each.incident(), each.position(), leaves));
                return null;
            }
        });
        call.settled.run();
    }
}
