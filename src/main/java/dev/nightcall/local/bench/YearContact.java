package dev.nightcall.local.bench;

import dev.nightcall.core.Contact;
import dev.nightcall.core.Finding;
import dev.nightcall.core.Outcome;
import dev.nightcall.core.Response;

import java.time.Instant;
import java.util.Random;

import static dev.nightcall.local.bench.YearParameter.*;

/** One telephone that rings in the year, and who answers it: an engineer, a voicemail box or nobody. */
final class YearContact {

    static final String ID = "contact";
    private static final long NEVER = Long.MAX_VALUE;

    private final long answeredAt;
    private final Outcome pressed;
    private long endsAt;

    private YearContact(long answeredAt, long endsAt, Outcome pressed) {
        this.answeredAt = answeredAt;
        this.endsAt = endsAt;
        this.pressed = pressed;
    }

    static YearContact begun(YearSettings settings, Random random, long now) {
        double chance = random.nextDouble();
        double people = settings.get(TAKEN) + settings.get(DECLINED);
        boolean voicemail = chance >= people;
        long answer = vary(settings, random, voicemail ? VOICEMAIL_SECONDS : ANSWER_SECONDS);
        long talk = vary(settings, random, voicemail ? VOICEMAIL_TALK_SECONDS : TALK_SECONDS);
        if (chance >= people + settings.get(VOICEMAIL)) {
            return new YearContact(NEVER, NEVER, Outcome.UNANSWERED);
        }
        Outcome pressed = chance < settings.get(TAKEN) ? Outcome.ACKNOWLEDGED : voicemail ? Outcome.NO_DIGIT : Outcome.DECLINED;
        return new YearContact(now + answer, now + answer + talk, pressed);
    }

    private static long vary(YearSettings settings, Random random, YearParameter seconds) {
        return Math.round(settings.millis(seconds) * (1 + settings.get(VARIES) * (2 * random.nextDouble() - 1)));
    }

    /** Whether it ends without being stopped. */
    boolean ends() {
        return endsAt < NEVER;
    }

    long endsAt() {
        return endsAt;
    }

    void stop(long now) {
        endsAt = now;
    }

    /** How long somebody or something has talked. */
    long talked() {
        return isAnswered() ? endsAt - answeredAt : 0;
    }

    private boolean isAnswered() {
        return answeredAt < endsAt;
    }

    /** As Connect shows it. */
    Contact at(long now) {
        boolean ended = endsAt <= now;
        Instant connected = answeredAt <= now ? connected() : null;
        return new Contact(ID, connected, ended ? Instant.ofEpochMilli(endsAt) : null, ended ? reason() : null,
                connected != null, false, response());
    }

    /** As its record tells of its end. */
    Finding record() {
        Instant ended = Instant.ofEpochMilli(endsAt);
        return new Finding("year", ID, connected(), ended, reason(), response(), ended, "contact record");
    }

    private Instant connected() {
        return isAnswered() ? Instant.ofEpochMilli(answeredAt) : null;
    }

    private String reason() {
        return isAnswered() ? "CUSTOMER_DISCONNECT" : "TELECOM_ORIGINATOR_CANCEL";
    }

    private Response response() {
        Outcome outcome = isAnswered() ? pressed : Outcome.UNANSWERED;
        return new Response(outcome, null, 0, 0, outcome == Outcome.NO_DIGIT);
    }
}
