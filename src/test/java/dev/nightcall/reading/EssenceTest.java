package dev.nightcall.reading;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

import static org.assertj.core.api.Assertions.assertThat;

/** What of a subject makes a message another one. */
class EssenceTest {

    private static final List<String> TIMES = List.of("yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy/M/d HH:mm",
            "d.M.yyyy HH:mm", "M/d/yyyy hh:mm a", "EEE, d MMM yyyy HH:mm:ss '+0900'", "MMM d HH:mm:ss", "MMMM d, yyyy", "HH:mm:ss",
            "yyyyMMdd'T'HHmmss", "yyyy年M月d日 H時m分", "M月d日", "yyyy年MM月dd日HH時mm分ss秒");

    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = true, value = {
        "Re: Fwd: Node SW-CORE-01 is Down. | Node SW-CORE-01 is Down.",
        "RE[2]: FW: db1 is down | db1 is down",
        "転送: サーバー01 が停止しました (2026/11/29 03:10:05) | サーバー01 が停止しました",
        "【障害】サーバー０１ ディスク使用率 ９６.５％ | 【障害】サーバー01 ディスク使用率",
        "2026年11月29日(日) 3時10分 db1 停止 | db1 停止",
        "令和8年11月29日 午後3時 db1 停止 | db1 停止",
        "server1: 3時間応答なし | server1: 応答なし",
        "ap1: 10分以上応答なし | ap1: 以上応答なし",
        "queue>1000 on mq2 | queue> on mq2",
        "Monday, September 7, 2026 db1 down | db1 down",
        "20261129031005 db1 down | db1 down",
        "エラー 5件 検出 ap1 | エラー 検出 ap1",
        "[JIRA-123] db1 is down | db1 is down",
        "[Ticket#2026112900012] db1 is down | db1 is down",
        "db1 is down (#12345) | db1 is down",
        "db1 is down #12345 | db1 is down",
        "INC0012345 db1 down | db1 down",
        "event id 550e8400-e29b-41d4-a716-446655440000 db1 is down | db1 is down",
        "CPU 95.3% on web1 | CPU on web1",
        "CPU 95 % on web1 | CPU on web1",
        "load 9.8 on app-3 | load on app-3",
        "load average: 9.8, 7.1, 5.0 on app-3 | load average: on app-3",
        "Temperature 31 °C in room 3 | Temperature in room 3",
        "free 1.2 GB on /dev/sda1 | free on /dev/sda1",
        "for 5m: queue > 1000 on mq2 | queue > on mq2",
        "uptime 1d 2h 3m on web2 | uptime on web2",
        "2026-11-29T03:10:05Z backup job 7 failed | backup job 7 failed",
        "2026-11-29 03:10:05 | ''"})
    void datesTimesValuesAndTicketsGo(String subject, String essence) {
        assertThat(Essence.of(subject)).isEqualTo(essence);
    }

    /** A digit may be what tells one thing from the next. */
    @ParameterizedTest
    @ValueSource(strings = {"Node SW-CORE-01 is Down.", "[SW-01] is down", "[WEB-101] is down", "10.0.0.1 is down", "10.0.0.1:8080 refused",
        "fe80::1:22 is down", "00:1A:2B:3C:4D:5E is down", "10:20:30:40:50:60 link lost", "2001:db8::10:20 unreachable",
        "Port 1:22 down", "Gi1/0/24 down", "eth0.100 down", "v2.3.1 rollout failed", "Disk #1 failed", "Temp 3 failed",
        "VM 550e8400-e29b-41d4-a716-446655440000 is down", "1号機 停止", "2回線 断", "Rack 3 A power lost", "Line 2 min voltage",
        "Server 5 US down", "/dev/sda1 full", "i-0123456789abcdef0 stopped", "backup-20261129 failed", "Zone 5 intrusion",
        "High CPU usage: 10.0.0.5", "Ping latency at 10.0.0.1 too high", "Host <10.0.0.1> is down", "Host <42> is down",
        "Link 1->2 down", "Link 1=>2 down", "Link 1>2 down", "Decoder 1 offline", "Juniper 3 unreachable", "Port 10:21 down",
        "ポート10:21 断", "1分電盤 停電", "case-12 fan failed", "Site 20210304 down"})
    void namesAndAddressesStay(String subject) {
        assertThat(Essence.of(subject)).isEqualTo(subject);
    }

    @Property
    void twoHostsAreNeverOne(@ForAll("hosts") String one, @ForAll("hosts") String other, @ForAll("subjects") String subject) {
        assertThat(Essence.of(subject.formatted(one)).equals(Essence.of(subject.formatted(other)))).isEqualTo(one.equals(other));
    }

    @Property
    void whenItWasIsNoMatter(@ForAll("times") String one, @ForAll("times") String other, @ForAll("hosts") String host) {
        assertThat(Essence.of(one + " " + host + " down")).isEqualTo(Essence.of(other + " " + host + " down"));
        assertThat(Essence.of(host + " down (" + one + ")")).isEqualTo(Essence.of(host + " down"));
    }

    @Property
    void howMuchItIsIsNoMatter(@ForAll @IntRange(min = 0, max = 100_000) int one, @ForAll @IntRange(min = 0, max = 100_000) int other) {
        for (String subject : List.of("disk %s%% on db1", "latency %s ms to db1", "db1 使用率 %s%%", "db1 load 0.%s", "db1 Temperature: %s")) {
            assertThat(Essence.of(subject.formatted(one))).isEqualTo(Essence.of(subject.formatted(other)));
        }
    }

    @Property
    void anythingHasOne(@ForAll String subject) {
        String essence = Essence.of(subject);
        assertThat(Essence.of(essence)).isEqualTo(essence);
    }

    @Provide
    Arbitrary<String> hosts() {
        Arbitrary<String> name = Combinators.combine(Arbitraries.of("SW", "sw-core", "db", "web", "ap", "サーバー", "node"),
                Arbitraries.of("", "-", "_"), Arbitraries.integers().between(0, 999)).as((word, dash, number) -> word + dash + number);
        Arbitrary<Integer> octet = Arbitraries.integers().between(0, 255);
        Arbitrary<String> address = Combinators.combine(octet, octet, octet, octet).as((a, b, c, d) -> a + "." + b + "." + c + "." + d);
        Arbitrary<String> mac = Arbitraries.integers().between(0, 255).map("%02X"::formatted).list().ofSize(6)
                .map(octets -> String.join(":", octets));
        return Arbitraries.oneOf(name, address, mac);
    }

    @Provide
    Arbitrary<String> subjects() {
        return Arbitraries.of("Node %s is Down.", "[%s] disk 95%% full", "%s", "障害: %s が停止 2026/11/29 03:10", "Re: (%s) unreachable",
                "%s load 9.8", "down: %s", "High CPU usage: %s", "Ping latency at %s too high", "Host <%s> is down", "Link 1->%s down",
                "Current value of %s: 3", "threshold > %s");
    }

    @Provide
    Arbitrary<String> times() {
        return Combinators.combine(Arbitraries.of(TIMES), Arbitraries.integers().between(0, 20_000_000)).as((pattern, minutes) ->
                DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).format(LocalDateTime.of(2000, 1, 1, 0, 0).plusMinutes(minutes)));
    }
}
