package dev.nightcall.console;

import dev.nightcall.alert.AlertReader;
import dev.nightcall.call.PhoneNumber;
import dev.nightcall.intake.BadRequestException;
import dev.nightcall.intake.ConflictException;
import dev.nightcall.memory.Memory;
import dev.nightcall.oncall.Feeds;
import dev.nightcall.oncall.OnCall;
import dev.nightcall.oncall.OnCallException;
import dev.nightcall.oncall.OnCallFile;
import dev.nightcall.oncall.PlanTimes;
import dev.nightcall.oncall.check.Findings;
import dev.nightcall.oncall.check.Gaps;
import dev.nightcall.oncall.check.PlanCheck;
import dev.nightcall.oncall.check.Span;
import dev.nightcall.oncall.check.SpanRefusedException;
import dev.nightcall.rehearsal.RehearsalView;
import dev.nightcall.rehearsal.Stage;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** {@code /api/oncall/check}, {@code who} and {@code gaps}: what the commands of these names tell, about the plan in force. */
public final class PlanApi {

    private static final String FILE = "oncall.yaml";

    private final Supplier<OnCall> onCall;
    private final PlanCheck check;
    private final AlertReader alerts;
    private final Clock clock;
    private final Duration ringLimit;

    /** A year of a large plan takes seconds: one at a time, so that the others who are served have processors, too. */
    private final ReentrantLock looking = new ReentrantLock();

    /**
     * @param ringLimit of policies that say nothing about it
     * @param memory    that requests may take up while they are read
     */
    public PlanApi(Supplier<OnCall> onCall, PlanCheck check, Duration ringLimit, Memory memory, Clock clock) {
        this.onCall = onCall;
        this.check = check;
        this.alerts = new AlertReader(clock, () -> onCall.get().timezone(), memory);
        this.ringLimit = ringLimit;
        this.clock = clock;
    }

    /** About the plan in the body; whatever is wrong with it is an answer and no error. */
    public Findings check(ApiRequest request) {
        byte[] yaml = request.octets() == null ? new byte[0] : request.octets();
        if (yaml.length > OnCallFile.MAX_BYTES) {
            throw new BadRequestException("", "must be at most " + OnCallFile.MAX_BYTES + " bytes");
        }
        return alone(() -> {
            try {
                return check.check(FILE, OnCallFile.text(FILE, yaml), Feeds.ofStrangers());
            } catch (OnCallException e) {
                return new Findings(e.problems(), List.of());
            }
        });
    }

    /** About the alert in the body, by the plan in force. */
    public RehearsalView who(ApiRequest request) {
        OnCall plan = onCall.get();
        Instant at = request.parameter("at").map(text -> PlanTimes.moment(text, plan.timezone()).orElseThrow(() ->
                new BadRequestException("at", "must be a time between 2000 and 2100, as 2026-12-31T03:10:00+09:00")))
                .orElseGet(clock::instant);
        byte[] body = request.octets() == null ? new byte[0] : request.octets();
        return RehearsalView.of(Stage.play(plan, Stage.oneFiring(alerts.read(body)), at, ringLimit), PhoneNumber::masked);
    }

    /** Of the plan in force. */
    public Gaps gaps(ApiRequest request) {
        OnCall plan = onCall.get();
        Span time;
        try {
            time = Span.parse(request.parameter("from").orElse(null), request.parameter("to").orElse(null), plan.timezone(),
                    clock.instant());
        } catch (SpanRefusedException e) {
            throw new BadRequestException(e.field(), e.getMessage());
        }
        return alone(() -> Gaps.of(plan, time));
    }

    private <T> T alone(Supplier<T> look) {
        if (!looking.tryLock()) {
            throw new ConflictException("a plan is being looked at; ask again");
        }
        try {
            return look.get();
        } finally {
            looking.unlock();
        }
    }
}
