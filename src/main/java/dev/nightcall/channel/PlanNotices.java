package dev.nightcall.channel;

import dev.nightcall.duty.PlanNews;
import dev.nightcall.duty.PlanWatch;
import dev.nightcall.metrics.Meters;
import dev.nightcall.oncall.OnCall;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.function.Supplier;

/** What channels are to be told of the plan and of routes, in which words, and what is known when one was told or was not. */
public final class PlanNotices {

    private static final Logger LOG = LoggerFactory.getLogger(PlanNotices.class);

    private final PlanWatch watch;
    private final Supplier<OnCall> onCall;
    private final Meters meters;

    public PlanNotices(PlanWatch watch, Supplier<OnCall> onCall, Meters meters) {
        this.watch = watch;
        this.onCall = onCall;
        this.meters = meters;
    }

    /** @return what to tell */
    List<PlanNews> look() {
        return watch.look();
    }

    Notice notice(PlanNews news) {
        return new PlanNotice(onCall.get()).of(news);
    }

    /** Its channel was tried. @param failure null when it was told; else it will be told again */
    void tried(PlanNews news, Exception failure) {
        String recipient = Masked.recipient(news.recipient());
        meters.notice(recipient, failure == null);
        if (failure == null) {
            watch.told(news);
        } else {
            LOG.warn("{} could not be told, and will be told again, of: {} ({})", recipient, notice(news).text(),
                    Masked.text(String.valueOf(failure.getMessage())));
        }
    }

    /** All channels were tried. */
    void done(List<PlanNews> news) {
        watch.done(news);
    }

    /** This Nightcall ends: the others need not wait for what it has to say. */
    void leave() {
        try {
            watch.leave();
        } catch (RuntimeException e) {
            LOG.info("the others take it for granted after a while that this Nightcall has ended: {}", e.toString());
        }
    }
}
