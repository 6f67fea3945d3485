package dev.nightcall.core;

import dev.nightcall.telephone.connect.ContactAttributes;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;

/** What holds of every call that is watched, whoever answers and when, and however often Connect has no room for a request. */
class WatchingsTest {

    private static final Instant BEGIN = Instant.parse("2026-11-22T18:10:00Z");
    private static final Attempt.Dials DIALS = new Attempt.Dials("+819000000001", null);
    private static final CallTimes TIMES = WatchingTest.TIMES;
    private static final int NEVER = 10_000;

    /**
     * A telephone, in tenths of seconds since it began to ring.
     *
     * @param answeredAt when it is answered
     * @param talks      how long it is talked then
     * @param digit      whether 1 is pressed at the end of that
     * @param hidden     how long the digit is not shown after the end
     * @param goneAt     when nothing is left to call about
     * @param denied     how often of ten a request has no room
     * @param seed       of what is random
     */
    record Telephone(int answeredAt, int talks, boolean digit, int hidden, int goneAt, int denied, int seed) {
    }

    @Property(tries = 1000)
    void everyCallIsSettledByWhatReallyHappened(@ForAll("telephones") Telephone phone) {
        Watched watched = new Watched(phone);
        Finding finding = watched.untilItEnds();

        boolean answered = watched.endsAt >= phone.answeredAt();
        if (answered && phone.digit()) {
            assertThat(finding.outcome()).as("a digit is heard, however late it is shown").isEqualTo(Outcome.ACKNOWLEDGED);
        } else if (answered) {
            assertThat(finding.outcome()).isEqualTo(Outcome.NO_DIGIT);
        } else {
            assertThat(finding.outcome()).isIn(Outcome.UNANSWERED, Outcome.WITHDRAWN);
            assertThat(finding.outcome() == Outcome.WITHDRAWN).as("only when nothing is left").isEqualTo(
                    watched.now >= phone.goneAt());
        }
        if (phone.denied() == 0 && !answered) {
            int ringEnd = (int) TIMES.ringLimit().toSeconds() * 10;
            assertThat(watched.endsAt).as("rings for as long as it may, or until nothing is left")
                    .isBetween(Math.min(ringEnd, phone.goneAt()), Math.min(ringEnd, phone.goneAt() + 20));
        }
    }

    private static final class Watched {

        private final Telephone phone;
        private final Random random;
        private int now;
        private int endsAt;

        Watched(Telephone phone) {
            this.phone = phone;
            random = new Random(phone.seed());
            endsAt = phone.answeredAt() == NEVER ? NEVER : phone.answeredAt() + phone.talks();
        }

        Finding untilItEnds() {
            Call call = Call.created("call", "sato", 0, BEGIN, BEGIN).asked(DIALS, 1, null, BEGIN).dialled("contact", BEGIN);
            Look look = new Look(Look.Kind.GO_ON, BEGIN.plus(TIMES.firstLook()));
            for (int looks = 0; looks < 1000; looks++) {
                now = (int) Math.max(now, Duration.between(BEGIN, look.due()).toMillis() / 100);
                assertThat(watching().due(call, look.kind(), this::isAnyLeft)).isInstanceOf(Watch.Looks.class);
                Look next = watching().again(call, look);
                if (hasRoom()) {
                    Sight sight = watching().seen(call, look.kind(), contact(), this::isAnyLeft);
                    if (sight instanceof Sight.Ends ends) {
                        return ends.finding();
                    }
                    next = sight instanceof Sight.Stops stops ? stop(stops, next) : ((Sight.GoesOn) sight).next().orElseThrow();
                }
                assertThat(next.due()).as("soon").isAfter(at(now)).isBeforeOrEqualTo(at(now).plus(TIMES.secondLook()));
                look = next;
            }
            throw new AssertionError("it is never settled");
        }

        private Look stop(Sight.Stops stops, Look otherwise) {
            if (!hasRoom()) {
                return otherwise;
            }
            assertThat(now).as("whoever has answered is not cut off").isLessThan(phone.answeredAt());
            endsAt = now;
            return stops.next();
        }

        private Contact contact() {
            boolean answered = now >= phone.answeredAt() && endsAt >= phone.answeredAt();
            boolean ended = now >= endsAt;
            Map<String, String> attributes = new HashMap<>();
            if (answered && phone.digit() && now >= endsAt + phone.hidden()) {
                attributes.put("response", "acknowledged");
            }
            Instant connected = answered ? at(phone.answeredAt()) : null;
            String reason = ended ? answered ? "CUSTOMER_DISCONNECT" : "TELECOM_ORIGINATOR_CANCEL" : null;
            return new Contact("contact", connected, ended ? at(endsAt) : null, reason, answered, false,
                    new ContactAttributes(connected, reason, attributes).response());
        }

        private boolean isAnyLeft() {
            return now < phone.goneAt();
        }

        private boolean hasRoom() {
            return random.nextInt(10) >= phone.denied();
        }

        private Watching watching() {
            return new Watching(TIMES, at(now));
        }

        private static Instant at(int tenths) {
            return BEGIN.plusMillis(tenths * 100L);
        }
    }

    @Provide
    Arbitrary<Telephone> telephones() {
        int secondLook = (int) TIMES.secondLook().toSeconds() * 10;
        return Combinators.combine(Arbitraries.frequencyOf(Tuple.of(3, Arbitraries.integers().between(0, 400)),
                        Tuple.of(1, Arbitraries.just(NEVER))), Arbitraries.integers().between(1, 900),
                Arbitraries.of(true, false), Arbitraries.integers().between(0, secondLook),
                Arbitraries.integers().between(0, 400), Arbitraries.integers().between(0, 6), Arbitraries.integers())
                .as(Telephone::new);
    }
}
