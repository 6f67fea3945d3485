package dev.nightcall.mail.smtp;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

import static org.assertj.core.api.Assertions.assertThat;

class RateLimitTest {

    private Instant now = Instant.parse("2026-11-22T03:10:00Z");
    private RateLimit limit;

    @BeforeEach
    void twoInAMinute() {
        limit = new RateLimit(2, new Clock() {
            @Override
            public Instant instant() {
                return now;
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        });
    }

    @Test
    void soManyInAMinuteAndThenAgain() throws UnknownHostException {
        assertThat(take("192.0.2.1")).isTrue();
        assertThat(take("192.0.2.1")).isTrue();
        assertThat(take("192.0.2.1")).isFalse();
        now = now.plus(Duration.ofSeconds(59));
        assertThat(take("192.0.2.1")).isFalse();
        now = now.plus(Duration.ofSeconds(1));
        assertThat(take("192.0.2.1")).isTrue();
    }

    @Test
    void eachAddressHasItsOwn() throws UnknownHostException {
        assertThat(take("192.0.2.1") && take("192.0.2.1")).isTrue();
        assertThat(take("192.0.2.2")).isTrue();
    }

    @Test
    void anIpv6SenderCannotChangeItsAddressWithinItsNetwork() throws UnknownHostException {
        assertThat(take("2001:db8::1") && take("2001:db8::2")).isTrue();
        assertThat(take("2001:db8::3")).isFalse();
        assertThat(take("2001:db8:0:1::3")).isTrue();
    }

    @Test
    void aClockThatIsSetBackLocksNobodyOut() throws UnknownHostException {
        assertThat(take("192.0.2.1") && take("192.0.2.1")).isTrue();
        now = now.minus(Duration.ofHours(1));
        assertThat(take("192.0.2.1")).isTrue();
    }

    @Test
    void manyAddressesDoNotMakeItForgetThoseOfThisMinute() throws UnknownHostException {
        assertThat(take("192.0.2.1") && take("192.0.2.1")).isTrue();
        for (int i = 0; i < 2_000; i++) {
            assertThat(take("10.0." + i / 200 + "." + i % 200)).isTrue();
        }
        assertThat(take("192.0.2.1")).isFalse();
    }

    private boolean take(String address) throws UnknownHostException {
        return limit.take(InetAddress.getByName(address));
    }
}
