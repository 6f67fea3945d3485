package dev.nightcall.aws;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * Finds out that our clock is wrong, by the {@code Date} of AWS's answers (RFC 9110, section 6.6.1). The SDK only corrects its
 * signatures by it, so that a replica with a wrong clock would work on and date alerts, leases and steps wrongly.
 */
public final class ClockWatch implements ExecutionInterceptor {

    /** Replicas run NTP; what is further off is worth a word, though nothing breaks by it yet. */
    public static final Duration NOTEWORTHY = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(ClockWatch.class);
    private static final ExecutionAttribute<Instant> SENT = new ExecutionAttribute<>("nightcallSentAt");

    private final Clock clock;
    private final Duration tolerance;
    private final ClockSkew skew = new ClockSkew();
    private volatile boolean noteworthy;
    private volatile boolean wrong;
    /** How far the clock was off when that was said last. */
    private Duration said = Duration.ZERO;

    /** @param tolerance beyond which nothing new is begun */
    public ClockWatch(Clock clock, Duration tolerance) {
        this.clock = clock;
        this.tolerance = tolerance;
    }

    /** Whether work may be begun: what this clock says can be believed. */
    public boolean isRight() {
        return !wrong;
    }

    /** Whether the clock is further off than {@link #NOTEWORTHY}. */
    public boolean isNoteworthy() {
        return noteworthy;
    }

    /** Ours; while it is wrong that of AWS, to about a second: for dating what cannot be sent back to be sent again. */
    public Clock corrected() {
        return new Corrected(clock.getZone());
    }

    /** How far our clock is ahead of AWS's at least, behind when it is negative; zero as long as it may be right. */
    public Duration skew() {
        return skew.least();
    }

    /** As in "this clock is 600 s behind AWS's". */
    public String problem() {
        Duration now = skew();
        return "this clock is " + now.abs().toSeconds() + " s " + (now.isNegative() ? "behind" : "ahead of") + " AWS's";
    }

    @Override
    public void beforeTransmission(Context.BeforeTransmission request, ExecutionAttributes attributes) {
        attributes.putAttribute(SENT, clock.instant());
    }

    @Override
    public void afterTransmission(Context.AfterTransmission answer, ExecutionAttributes attributes) {
        Instant received = clock.instant();
        answer.httpResponse().firstMatchingHeader("Date").flatMap(ClockWatch::date)
                .ifPresent(dated -> compare(attributes.getAttribute(SENT), received, dated));
    }

    /**
     * Compares our clock with another one.
     *
     * @param sent     by ours, before the answer was dated
     * @param received by ours, after that
     * @param dated    when the answer was made, by the other one and cut to the second
     */
    public synchronized void compare(Instant sent, Instant received, Instant dated) {
        skew.compare(sent, received, dated);
        boolean wasNoteworthy = noteworthy;
        boolean wasWrong = wrong;
        noteworthy = isBeyond(NOTEWORTHY, wasNoteworthy);
        wrong = isBeyond(tolerance, wasWrong);
        if (wrong && (!wasWrong || isTwiceAsBad())) {
            said = skew().abs();
            LOG.error("{}: nothing new is begun until it is right again", problem());
        } else if (!wrong && wasWrong) {
            LOG.warn("this clock is right again, and work goes on");
        } else if (noteworthy && !wasNoteworthy) {
            LOG.warn("{}", problem());
        } else if (!noteworthy && wasNoteworthy) {
            LOG.warn("this clock is right again");
        }
    }

    private boolean isTwiceAsBad() {
        return skew().abs().compareTo(said.multipliedBy(2)) >= 0;
    }

    /** What was beyond stays so until it is clearly not: a skew is known to a second only. */
    private boolean isBeyond(Duration limit, boolean before) {
        return skew().abs().compareTo(before ? limit.multipliedBy(4).dividedBy(5) : limit) > 0;
    }

    /** @see #corrected() */
    private final class Corrected extends Clock {

        private final ZoneId zone;

        Corrected(ZoneId zone) {
            this.zone = zone;
        }

        @Override
        public Instant instant() {
            return wrong ? clock.instant().minus(skew()) : clock.instant();
        }

        @Override
        public ZoneId getZone() {
            return zone;
        }

        @Override
        public Clock withZone(ZoneId other) {
            return new Corrected(other);
        }
    }

    /** Empty when it is written in another way than HTTP's: then it says nothing. */
    private static Optional<Instant> date(String written) {
        try {
            return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(written)));
        } catch (DateTimeException e) {
            LOG.debug("not a date of HTTP: {}", written, e);
            return Optional.empty();
        }
    }
}
