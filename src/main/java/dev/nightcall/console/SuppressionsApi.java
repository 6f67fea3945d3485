package dev.nightcall.console;

import dev.nightcall.alert.AlertKey;
import dev.nightcall.alert.Severity;
import dev.nightcall.core.Suppression;
import dev.nightcall.intake.BadRequestException;
import dev.nightcall.intake.NoSuchThingException;
import dev.nightcall.sending.Outgoing;
import dev.nightcall.suppression.Maintenance;
import dev.nightcall.suppression.Suppressions;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code /api/suppressions}: what is watched without calling anybody. */
public final class SuppressionsApi {

    private static final String PATH = "/api/suppressions/";
    private static final int LONGEST_KEY = 1000;
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_REASON = 500;

    private final Suppressions suppressions;
    private final Maintenance maintenance;
    private final Actors actors;
    private final Duration longest;
    private final Clock clock;

    /** Those in force. */
    public record Listing(List<View> suppressions) {
    }

    /** A suppression as the API shows it. */
    public record View(AlertKey key, Instant until, long untilEpochSeconds, Severity severity, String by,
                       String reason) {

        static View of(Suppression suppression) {
            return new View(suppression.key(), suppression.until(), suppression.until().getEpochSecond(),
                    suppression.severity(), suppression.by(), suppression.reason());
        }
    }

    /** @param longest for how long one may last; what lasts longer is a maintenance window of the plan */
    public SuppressionsApi(Suppressions suppressions, Maintenance maintenance, Actors actors, Duration longest, Clock clock) {
        this.suppressions = suppressions;
        this.maintenance = maintenance;
        this.actors = actors;
        this.longest = longest;
        this.clock = clock;
    }

    public Listing list() {
        Instant now = clock.instant();
        return new Listing(suppressions.all().stream().filter(suppression -> suppression.isActive(now)).map(View::of).toList());
    }

    /** What a caller wants suppressed; the key as one text, or its parts, of which host and service may be left out. */
    public Suppression read(ApiRequest request) {
        ApiBody body = ApiBody.of(request, "key", "system", "host", "service", "until", "minutes", "severity", "by", "reason");
        return new Suppression(key(body), until(body), severity(body), actors.by(request, body),
                body.text("reason", 1, LONGEST_REASON), Actors.how(request), false, null);
    }

    /** What is in force now: with the same key, the longer one is. */
    public View show(Suppression begun) {
        return View.of(suppressions.find(begun.key()).orElse(begun));
    }

    /** Ends one before its time. @return what to send, by every repeat until it is gone */
    public List<Outgoing> end(AlertKey key) {
        return maintenance.endEarly(key);
    }

    /** Which one a path means. */
    public AlertKey which(ApiRequest request) {
        String written = request.path().substring(Math.min(PATH.length(), request.path().length()));
        return keys(written).stream().filter(key -> suppressions.find(key).isPresent()).findFirst()
                .orElseThrow(() -> new NoSuchThingException("suppression " + ApiRequest.decode("key", written)));
    }

    /**
     * Which key a path may mean. As one encoded part it is plain ({@code XYZ%2FServer1%2FCPU%20Utilization}). With its own
     * slashes in the path, what is encoded in a part may be the caller's encoding or already the key's own.
     */
    private static List<AlertKey> keys(String written) {
        List<AlertKey> keys = new ArrayList<>();
        parse(ApiRequest.decode("key", written)).ifPresent(keys::add);
        String[] parts = written.split("/", -1);
        if (parts.length == 3) {
            String[] plain = Stream.of(parts).map(part -> ApiRequest.decode("key", part)).toArray(String[]::new);
            keys.add(new AlertKey(AlertKey.of(plain[0], "", "").system(), host(plain[1]), service(plain[2])));
        }
        // One that an older version began is listed as it was written.
        stored(ApiRequest.decode("key", written)).ifPresent(keys::add);
        return keys;
    }

    private static AlertKey key(ApiBody body) {
        if (body.has("key") == body.has("system")) {
            throw new BadRequestException("/key", "or system, host and service must be given, but not both");
        }
        if (body.has("key")) {
            refuseEverySystem("/key", body.text("key", 1, LONGEST_KEY).split("/", -1)[0]);
            String written = body.text("key", 1, LONGEST_KEY);
            return parse(written).filter(key -> isWellEncoded(written))
                    .orElseThrow(() -> new BadRequestException("/key", "must be system/host/service, where host and "
                            + "service may be *; inside a part, a slash is %2F and a percent sign %25"));
        }
        refuseEverySystem("/system", body.text("system", 1, LONGEST_KEY));
        AlertKey key = new AlertKey(AlertKey.of(body.text("system", 1, LONGEST_KEY), "", "").system(),
                host(body.optionalText("host", LONGEST_KEY).orElse(AlertKey.ANY)),
                service(body.optionalText("service", LONGEST_KEY).orElse(AlertKey.ANY)));
        if (key.toString().length() > LONGEST_KEY) {
            throw new BadRequestException("/system", "with host and service must be at most " + LONGEST_KEY + " characters");
        }
        return key;
    }

    /** Whoever wants that wants silence, and is to say of what. */
    private static void refuseEverySystem(String field, String system) {
        if (system.equals(AlertKey.ANY)) {
            throw new BadRequestException(field, "must name a system; " + AlertKey.ANY
                    + " is understood as a host or a service only");
        }
    }

    private static String host(String plain) {
        return plain.equals(AlertKey.ANY) ? plain : AlertKey.of("", plain, "").host();
    }

    private static String service(String plain) {
        return plain.equals(AlertKey.ANY) ? plain : AlertKey.of("", "", plain).service();
    }

    private static Optional<AlertKey> stored(String written) {
        return parse(written).map(known -> AlertKey.stored(written));
    }

    private static Optional<AlertKey> parse(String written) {
        try {
            return Optional.of(AlertKey.parse(written));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** A key that is not would hold no alert, ever. */
    private static boolean isWellEncoded(String key) {
        return !key.replaceAll("%(25|2F|2A)", "").contains("%");
    }

    private Instant until(ApiBody body) {
        Instant now = clock.instant();
        if (body.has("until") == body.has("minutes")) {
            throw new BadRequestException("/until", "or minutes must be given, but not both");
        }
        Instant until = body.has("until") ? time(body.text("until", 1, LONGEST_NAME))
                : now.plus(Duration.ofMinutes(body.number("minutes", 1, Math.toIntExact(longest.toMinutes()))));
        if (!until.isAfter(now) || until.isAfter(now.plus(longest))) {
            throw new BadRequestException("/until",
                    "must be in the future, at most " + longest.toMinutes() + " minutes from now");
        }
        // Whole seconds; never sooner than asked for.
        return until.plus(Duration.ofMillis(999)).truncatedTo(ChronoUnit.SECONDS);
    }

    private static Instant time(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new BadRequestException("/until", "must be a time with an offset, as in 2026-11-22T06:00:00+09:00");
        }
    }

    private static Severity severity(ApiBody body) {
        try {
            return body.optionalText("severity", LONGEST_NAME).map(Severity::of).orElse(Severity.CRITICAL);
        } catch (IllegalArgumentException e) {
            throw new BadRequestException("/severity", e.getMessage());
        }
    }
}
