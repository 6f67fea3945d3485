package dev.nightcall.local.bench;

import dev.nightcall.call.Bucket;

import java.time.Instant;
import java.util.List;
import java.util.Random;

import static dev.nightcall.local.bench.YearParameter.*;

/** How people answer, and when Nightcall gets to know: the rules of {@link dev.nightcall.call.CallWatch}. */
final class YearCalls {

    private static final long AFTER_STOPPING = 1000;
    private static final int MUST_TRIES = 3;
    /** Tokens left to looks that have to end the ringing: see {@link dev.nightcall.call.RequestQuota}. */
    private static final int KEPT = 2;

    private final YearSettings settings;
    private final YearTime time;
    private final YearEscalation escalation;
    private final YearResult result;
    private final Random random;
    private final Bucket looks;
    private Instant full;

    YearCalls(YearSettings settings, YearTime time, YearEscalation escalation, YearResult result) {
        this.settings = settings;
        this.time = time;
        this.escalation = escalation;
        this.result = result;
        random = new Random(settings.count(SEED) + 1L);
        looks = Bucket.ofRequests(settings.get(LOOK_RATE), settings.count(LOOK_BURST));
    }

    void dial(YearLine line, List<YearLine.Waiting> about, Runnable settled) {
        Call call = new Call(line.engineer(), about, settled);
        about.stream().map(YearLine.Waiting::incident).forEach(incident -> result.rings(incident, time.now()));
        result.dialled(line.engineer(), about.size(), time.now());
        time.after(settings.millis(FIRST_LOOK), () -> look(call, 1));
        if (call.endsAt < Long.MAX_VALUE) {
            time.at(call.endsAt + settings.millis(CONTACT_RECORD_SECONDS), () -> settle(call));
        }
    }

    private long vary(YearParameter seconds) {
        return Math.round(settings.millis(seconds) * (1 + settings.get(VARIES) * (2 * random.nextDouble() - 1)));
    }

    private final class Call {

        private final int engineer;
        private final List<YearLine.Waiting> about;
        private final Runnable settled;
        private final long ringEnd = time.now() + settings.millis(RING_LIMIT);
        private final boolean taken;
        private final long answeredAt;
        private long endsAt;
        private boolean isSettled;

        Call(int engineer, List<YearLine.Waiting> about, Runnable settled) {
            this.engineer = engineer;
            this.about = about;
            this.settled = settled;
            double chance = random.nextDouble();
            double people = settings.get(TAKEN) + settings.get(DECLINED);
            taken = chance < settings.get(TAKEN);
            boolean voicemail = chance >= people;
            long answer = vary(voicemail ? VOICEMAIL_SECONDS : ANSWER_SECONDS);
            long talk = vary(voicemail ? VOICEMAIL_TALK_SECONDS : TALK_SECONDS);
            boolean nobody = chance >= people + settings.get(VOICEMAIL);
            answeredAt = nobody ? Long.MAX_VALUE : time.now() + answer;
            endsAt = nobody ? Long.MAX_VALUE : answeredAt + talk;
        }

        boolean rings() {
            return time.now() < answeredAt;
        }

        boolean mustEnd() {
            return rings() && (ringEnd <= time.now() || about.stream().noneMatch(each -> each.incident().isOpen()));
        }
    }

    private void look(Call call, int tries) {
        if (call.isSettled) {
            return;
        }
        boolean must = call.mustEnd();
        long wait = YearLines.ceiling(looks.until(full, time.instant(), must ? 0 : KEPT).toNanos());
        if (wait == 0) {
            full = looks.take(full, time.instant());
            result.looked();
            seen(call);
        } else if (must && tries < MUST_TRIES) {
            time.after(Math.min(wait, 1000), () -> look(call, tries + 1));
        } else {
            time.at(nextLook(call), () -> look(call, 1));
        }
    }

    private void seen(Call call) {
        if (call.endsAt <= time.now()) {
            settle(call);
        } else if (call.mustEnd()) {
            result.stopped();
            call.endsAt = time.now();
            time.after(settings.millis(CONTACT_RECORD_SECONDS), () -> settle(call));
            time.after(AFTER_STOPPING, () -> look(call, 1));
        } else {
            time.at(nextLook(call), () -> look(call, 1));
        }
    }

    private long nextLook(Call call) {
        long usual = time.now() + settings.millis(LOOK_INTERVAL);
        return call.rings() && call.ringEnd > time.now() ? Math.min(usual, call.ringEnd) : usual;
    }

    private void settle(Call call) {
        if (call.isSettled) {
            return;
        }
        call.isSettled = true;
        boolean answered = call.answeredAt < call.endsAt;
        result.settled(answered ? call.endsAt - call.answeredAt : 0, time.now() - call.endsAt, answered && call.taken);
        for (YearLine.Waiting each : call.about) {
            if (answered && call.taken) {
                escalation.taken(each.incident(), call.engineer);
            } else {
                escalation.unsuccessful(each.incident(), each.position(), call.engineer);
            }
        }
        call.settled.run();
    }
}
