package dev.nightcall.trap;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** net-snmp's own programs as senders; only where they are installed. */
class RealSnmpTest {

    private static final String LINK_DOWN = "1.3.6.1.6.3.1.1.5.3";
    private static final String[] VARBINDS = {"1.3.6.1.2.1.2.2.1.1.3", "i", "3", "1.3.6.1.2.1.2.2.1.2.3", "s", "障害 Gi0/3"};

    @TempDir
    private Path state;

    @BeforeAll
    static void onlyWhereInstalled() {
        assumeTrue(List.of("snmptrap", "snmpinform").stream().allMatch(RealSnmpTest::isInstalled), "net-snmp is not installed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "udp6:[::1]"})
    void v1AndV2c(String host) throws Exception {
        try (RunningTraps traps = new RunningTraps("public", "")) {
            String to = host + ":" + traps.port();
            assertThat(run("snmptrap", VARBINDS, "-v", "1", "-c", "public", to, "1.3.6.1.4.1.9.1.1208", "192.0.2.50", "2", "0",
                    "500000")).isZero();
            assertThat(run("snmptrap", VARBINDS, "-v", "2c", "-c", "public", to, "", LINK_DOWN)).isZero();
            assertThat(run("snmpinform", VARBINDS, "-v", "2c", "-c", "public", to, "", LINK_DOWN)).isZero();
            await().until(() -> traps.read.size() == 3);

            assertThat(traps.read).allSatisfy(trap -> {
                assertThat(trap.oid()).isEqualTo(LINK_DOWN);
                assertThat(new TrapMessage(trap).texts("1.3.6.1.2.1.2.2.1.2")).containsExactly("障害 Gi0/3");
            });
        }
    }

    @ParameterizedTest
    @CsvSource({"MD5,MD5,DES,DES", "SHA,SHA,AES,AES", "SHA-224,SHA-224,AES-128,AES-128", "SHA-256,SHA-256,AES-192,AES-192",
            "SHA-384,SHA-384,AES-256,AES-256", "SHA-512,SHA-512,AES-256,AES-256", "MD5,MD5,AES-256,AES-256",
            "SHA,SHA-1,AES-192-C,AES-192-C", "SHA,SHA-1,AES-256-C,AES-256-C"})
    void v3WithEveryProtocolItHas(String itsAuthentication, String authentication, String itsPrivacy, String privacy)
            throws Exception {
        try (RunningTraps traps = new RunningTraps("",
                "u:%s:authpass123:%s:privpass123".formatted(authentication, privacy))) {
            String[] user = {"-v", "3", "-u", "u", "-l", "authPriv", "-a", itsAuthentication, "-A", "authpass123", "-x",
                    itsPrivacy, "-X", "privpass123", "127.0.0.1:" + traps.port(), "", LINK_DOWN};
            assertThat(run("snmptrap", VARBINDS, user)).isZero();
            assertThat(run("snmpinform", VARBINDS, user)).as("answered").isZero();
            await().until(() -> traps.read.size() == 2);

            assertThat(traps.read).extracting(Trap::inform).containsExactlyInAnyOrder(true, false);
        }
    }

    @Test
    void v3WithLessSecurity() throws Exception {
        try (RunningTraps traps = new RunningTraps("", "plain,signed:SHA-256:authpass123")) {
            String to = "127.0.0.1:" + traps.port();
            String[] signed = {"-v", "3", "-u", "signed", "-l", "authNoPriv", "-a", "SHA-256", "-A", "authpass123", to, "",
                    LINK_DOWN};
            assertThat(run("snmpinform", VARBINDS, "-v", "3", "-u", "plain", "-l", "noAuthNoPriv", to, "", LINK_DOWN)).isZero();
            assertThat(run("snmpinform", VARBINDS, signed)).isZero();
            assertThat(run("snmptrap", VARBINDS, signed)).isZero();
            await().until(() -> traps.read.size() == 3);
            assertThat(run("snmpinform", VARBINDS, "-v", "3", "-u", "signed", "-l", "noAuthNoPriv", "-t", "1", "-r", "0", to, "",
                    LINK_DOWN)).as("a lower level").isNotZero();
            assertThat(traps.count("refused-level")).isPositive();
        }
    }

    @Test
    void aWrongPasswordIsNotAnswered() throws Exception {
        try (RunningTraps traps = new RunningTraps("public", "u:SHA:authpass123:AES:privpass123")) {
            String to = "127.0.0.1:" + traps.port();
            assertThat(run("snmpinform", VARBINDS, "-v", "3", "-u", "u", "-l", "authPriv", "-a", "SHA", "-A", "wrongpass999",
                    "-x", "AES", "-X", "privpass123", "-t", "1", "-r", "0", to, "", LINK_DOWN)).isNotZero();
            assertThat(run("snmpinform", VARBINDS, "-v", "2c", "-c", "wrong", "-t", "1", "-r", "0", to, "", LINK_DOWN))
                    .isNotZero();
            assertThat(traps.count("refused-authentication")).isPositive();
            assertThat(traps.count("refused-community")).isPositive();
            assertThat(traps.read).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2c", "3"})
    void anInformIsRepeatedUntilItCanBeTaken(String version) throws Exception {
        try (RunningTraps traps = new RunningTraps("public", "u:SHA:authpass123:AES:privpass123")) {
            Instant back = Instant.now().plusMillis(1500);
            traps.reading(trap -> {
                if (Instant.now().isBefore(back)) {
                    throw new IllegalStateException("SQS is away");
                }
            });
            List<String> options = new ArrayList<>(List.of("-v", version, "-t", "1", "-r", "5"));
            options.addAll(version.equals("3") ? List.of("-u", "u", "-l", "authPriv", "-a", "SHA", "-A", "authpass123", "-x",
                    "AES", "-X", "privpass123") : List.of("-c", "public"));
            options.addAll(List.of("127.0.0.1:" + traps.port(), "", LINK_DOWN));

            assertThat(run("snmpinform", VARBINDS, options.toArray(String[]::new))).as("answered in the end").isZero();

            assertThat(traps.count("failed")).isPositive();
            assertThat(traps.read).hasSize(1);
        }
    }

    @Test
    void afterOurRestartAnInformIsAnswered() throws Exception {
        int port = 0;
        for (int start = 0; start < 3; start++) {
            TrapSettings settings = new TrapSettings("127.0.0.1", port, 1 << 20, 100, 2, Duration.ofMinutes(1));
            try (RunningTraps traps = new RunningTraps("", "u:SHA:authpass123:AES:privpass123", settings, "restarted")) {
                port = traps.port();
                assertThat(run("snmpinform", VARBINDS, "-v", "3", "-u", "u", "-l", "authPriv", "-a", "SHA", "-A", "authpass123",
                        "-x", "AES", "-X", "privpass123", "127.0.0.1:" + port, "", LINK_DOWN)).isZero();
                assertThat(traps.read).hasSize(1);
            }
        }
    }

    private static boolean isInstalled(String program) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> new File(folder, program).canExecute());
    }

    /** @return the exit code; snmpinform's is not 0 when nobody has answered */
    private int run(String program, String[] varbinds, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(List.of(options));
        command.addAll(List.of(varbinds));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("SNMP_PERSISTENT_DIR", state.toString());
        builder.environment().put("SNMPCONFPATH", state.toString());
        builder.environment().put("LC_ALL", "C.UTF-8");
        Process process = builder.start();
        System.out.print(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        return process.waitFor();
    }
}
