package dev.nightcall;

import dev.nightcall.aws.Table;
import dev.nightcall.call.CallRoutes;
import dev.nightcall.call.Claiming;
import dev.nightcall.call.RequestQuota;
import dev.nightcall.call.RequestRate;
import dev.nightcall.call.Voices;
import dev.nightcall.core.Bucket;
import dev.nightcall.core.CallTimes;
import dev.nightcall.core.Gathering;
import dev.nightcall.core.Lines;
import dev.nightcall.core.Quota;
import dev.nightcall.oncall.Routes;
import dev.nightcall.oncall.check.AllowedNumbers;
import dev.nightcall.oncall.check.PlanCheck;
import dev.nightcall.settings.SettingException;
import dev.nightcall.settings.Settings;
import dev.nightcall.telephone.Telephone;
import dev.nightcall.telephone.connect.AmazonConnect;
import software.amazon.awssdk.services.connect.ConnectClient;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** What the settings say of calls: from where and in which voice, how many, how often, how long. */
final class CallSettings {

    private static final String DIALS = "nightcall.connect";
    private static final String LOOKS = "nightcall.connect.looks";

    private final Settings settings;

    CallSettings(Settings settings) {
        this.settings = settings;
    }

    Telephone telephone(ConnectClient client) {
        return new AmazonConnect(client, settings.text("nightcall.connect.instance-id"),
                settings.text("nightcall.connect.contact-flow-id"), settings.text("nightcall.connect.source-number"));
    }

    /** Who speaks which language. @throws SettingException naming the voice that cannot be read */
    Voices voices() {
        try {
            return new Voices(settings.pairs("nightcall.connect.voices", "en"));
        } catch (IllegalArgumentException e) {
            throw new SettingException("nightcall.connect.voices: " + e.getMessage(), e);
        }
    }

    /** Where may be dialled at all. */
    AllowedNumbers allowed() {
        return AllowedNumbers.of(settings.optional("nightcall.connect.allow-list").orElse(""));
    }

    /** Whether somebody is called by a plan. @param clock from when on */
    PlanCheck check(Routes routes, Clock clock) {
        return new PlanCheck(allowed(), routes, voices()::problem, clock);
    }

    /** Of the calls of the fleet. */
    Quota quota() {
        RequestRate dials = rate(DIALS);
        return new Quota(Bucket.ofDials(dials.perSecond(), dials.burst()),
                settings.integer("nightcall.connect.concurrent-calls"));
    }

    /** Who is dialled next, at the moment. */
    Supplier<Lines> lines(Clock clock) {
        Gathering gathering = gathering();
        Quota quota = quota();
        return () -> new Lines(gathering, quota, clock.instant());
    }

    /** Other requests of the fleet. @param name of the operation, as in {@code nightcall.connect.NAME.rate} */
    RequestQuota requests(String name, Table fleet, Clock clock) {
        RequestRate rate = rate("nightcall.connect." + name);
        return new RequestQuota(fleet, name, Bucket.ofRequests(rate.perSecond(), rate.burst()), clock, CallSettings::pause);
    }

    /** What this Nightcall alone sends. */
    CallRoutes.Limits ofRoutes() {
        return new CallRoutes.Limits(rate(DIALS), rate(LOOKS));
    }

    private Gathering gathering() {
        return new Gathering(settings.duration("nightcall.call.gather"), settings.duration("nightcall.call.storm"),
                settings.duration("nightcall.call.storm.quiet"), settings.duration("nightcall.call.storm.longest"));
    }

    Claiming.Times claims() {
        return new Claiming.Times(settings.duration("nightcall.call.lease"), CallSettings::pause);
    }

    CallTimes times() {
        return new CallTimes(settings.duration("nightcall.call.first-look"),
                settings.duration("nightcall.call.look-interval"), settings.duration("nightcall.call.second-look"),
                settings.duration("nightcall.call.ring-limit"),
                settings.duration("nightcall.call.longest"), settings.duration("nightcall.call.unknown-after"));
    }

    static void pause(Duration time) {
        LockSupport.parkNanos(time.toNanos());
    }

    private RequestRate rate(String setting) {
        return new RequestRate(settings.decimal(setting + ".rate"), settings.integer(setting + ".burst"));
    }
}
