package dev.nightcall.local;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import org.snmp4j.CommunityTarget;
import org.snmp4j.PDU;
import org.snmp4j.Snmp;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.TimeTicks;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.smi.VariableBinding;
import org.snmp4j.transport.DefaultUdpTransportMapping;
import software.amazon.awssdk.services.sqs.SqsClient;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How much the doors for traps and mails take: a local Nightcall of its own gets a burst of traps at once, then mails over
 * several connections, and all of it has to be in SQS. Before that the SQS stand-in is fed directly: no door can be faster.
 * Prints the rates; exits with 1 when anything is missing.
 */
public final class DoorBench {

    private static final int TRAPS = 10_000;
    private static final int MAILS = 1_000;
    private static final int DIRECT = 2_000;
    private static final int FEEDERS = 8;
    private static final int CONNECTIONS = 20;
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(120);
    private static final long POLL = TimeUnit.MILLISECONDS.toNanos(20);
    private static final Pattern ACCEPTED = Pattern.compile("nightcall_alerts_total\\{decision=\"accepted\",?} ([0-9.E]+)");
    private static final String NOBODY_IS_CALLED = """
            timezone: UTC
            engineers:
              nobody: {name: Nobody, phones: [{number: "+819000000001"}]}
            policies:
              default: {groupWait: 1h, rounds: 1, steps: [{recipients: ["direct:notify-log"], wait: 1h}]}
            """;

    private final HttpClient http = HttpClient.newHttpClient();
    private final int management;
    private final int smtp;
    private final int snmp;

    private DoorBench(int management, int smtp, int snmp) {
        this.management = management;
        this.smtp = smtp;
        this.snmp = snmp;
    }

    /** Takes no arguments. */
    public static void main(String[] args) throws Exception {
        List<Integer> ports = freePorts(8);
        Path folder = Files.createTempDirectory("nightcall-bench");
        set("local.sqs", ports.get(0));
        set("local.dynamodb", ports.get(1));
        set("local.kinesis", ports.get(2));
        set("local.connect", ports.get(3));
        set("local.data", folder.resolve("data"));
        set("nightcall.http", ports.get(4));
        set("nightcall.management", ports.get(5));
        set("nightcall.smtp", ports.get(6));
        set("nightcall.smtp.mails-per-minute", 10 * MAILS);
        set("nightcall.snmp", ports.get(7));
        set("nightcall.oncall", Files.writeString(folder.resolve("oncall.yaml"), NOBODY_IS_CALLED));
        Thread nightcall = new Thread(() -> {
            try {
                LocalNightcall.main(args);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        nightcall.setDaemon(true);
        nightcall.start();

        boolean complete = new DoorBench(ports.get(5), ports.get(6), ports.get(7)).run();
        System.exit(complete ? 0 : 1);
    }

    private boolean run() throws Exception {
        await("Nightcall to start", () -> status("/health/live") == 200);
        System.out.printf("%n%-7s %8s %8s %8s %10s%n", "door", "sent", "in SQS", "seconds", "per second");
        feedDirectly();
        boolean traps = measure("trap", TRAPS, this::sendTraps);
        return measure("mail", MAILS, this::sendMails) && traps;
    }

    /** What the stand-in takes from as many senders as the door for traps has workers. */
    private static void feedDirectly() throws Exception {
        long start;
        try (SqsClient sqs = SqsClient.create()) {
            String queue = sqs.createQueue(request -> request.queueName("nightcall-bench")).queueUrl();
            start = System.nanoTime();
            inParallel(FEEDERS, DIRECT, (first, end) -> {
                for (int n = first; n < end; n++) {
                    sqs.sendMessage(request -> request.queueUrl(queue).messageBody("{\"summary\": \"" + "x".repeat(400) + "\"}"));
                }
            });
        }
        print("direct", DIRECT, DIRECT, (System.nanoTime() - start) / 1e9);
    }

    private boolean measure(String door, int sent, Callable<Void> send) throws Exception {
        long before = accepted();
        long start = System.nanoTime();
        send.call();
        long last = start;
        long taken = 0;
        // Until all are there, or for a while no more come.
        while (taken < sent && System.nanoTime() - last < TimeUnit.SECONDS.toNanos(15)) {
            long now = accepted() - before;
            if (now > taken) {
                taken = now;
                last = System.nanoTime();
            }
            LockSupport.parkNanos(POLL);
        }
        double seconds = (last - start) / 1e9;
        print(door, sent, taken, seconds);
        return taken >= sent;
    }

    private static void print(String door, long sent, long taken, double seconds) {
        System.out.printf("%-7s %8d %8d %8.1f %10.0f%n", door, sent, taken, seconds, taken / seconds);
    }

    private Void sendTraps() throws IOException {
        try (Snmp sender = new Snmp(new DefaultUdpTransportMapping())) {
            CommunityTarget<UdpAddress> target =
                    new CommunityTarget<>(new UdpAddress("127.0.0.1/" + snmp), new OctetString("public"));
            target.setVersion(SnmpConstants.version2c);
            for (int n = 1; n <= TRAPS; n++) {
                PDU trap = new PDU();
                trap.setType(PDU.TRAP);
                trap.add(new VariableBinding(SnmpConstants.sysUpTime, new TimeTicks(n)));
                trap.add(new VariableBinding(SnmpConstants.snmpTrapOID, SnmpConstants.linkDown));
                trap.add(new VariableBinding(new OID("1.3.6.1.2.1.2.2.1.1." + n), new Integer32(n)));
                trap.add(new VariableBinding(new OID("1.3.6.1.2.1.2.2.1.2." + n), new OctetString("Gi0/" + n)));
                sender.send(trap, target);
            }
        }
        return null;
    }

    private Void sendMails() throws Exception {
        inParallel(CONNECTIONS, MAILS, this::sendMails);
        return null;
    }

    /** Something that sends the messages from {@code first} up to, without it, {@code end}. */
    private interface Part {

        void send(int first, int end) throws Exception;
    }

    private static void inParallel(int senders, int messages, Part part) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(senders);
        List<Future<Void>> sent = new ArrayList<>();
        for (int sender = 0; sender < senders; sender++) {
            int first = sender * messages / senders;
            int end = (sender + 1) * messages / senders;
            sent.add(threads.submit(() -> {
                part.send(first, end);
                return null;
            }));
        }
        for (Future<Void> future : sent) {
            future.get();
        }
        threads.shutdown();
    }

    private void sendMails(int first, int end) throws MessagingException {
        Session session = Session.getInstance(new Properties());
        try (Transport transport = session.getTransport("smtp")) {
            transport.connect("127.0.0.1", smtp, null, null);
            for (int n = first; n < end; n++) {
                MimeMessage mail = new MimeMessage(session);
                mail.setFrom("nagios@mon1.example");
                mail.setRecipient(Message.RecipientType.TO, new InternetAddress("alerts+bench@nightcall.example"));
                mail.setSubject("** PROBLEM Service Alert: web" + n + "/HTTP is CRITICAL **");
                mail.setText("***** Nagios *****\n\nNotification Type: PROBLEM\n\nService: HTTP\nHost: web" + n
                        + "\nAddress: 192.0.2.1\nState: CRITICAL\n\nAdditional Info:\n\nno answer\n");
                transport.sendMessage(mail, mail.getAllRecipients());
            }
        }
    }

    private long accepted() throws IOException, InterruptedException {
        String metrics = http.send(request("/metrics"), BodyHandlers.ofString()).body();
        Matcher accepted = ACCEPTED.matcher(metrics);
        if (!accepted.find()) {
            throw new IllegalStateException("the metrics do not say how many alerts were accepted");
        }
        return (long) Double.parseDouble(accepted.group(1));
    }

    private int status(String path) throws InterruptedException {
        try {
            return http.send(request(path), BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            // Not yet.
            return 0;
        }
    }

    private HttpRequest request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + management + path))
                .timeout(Duration.ofSeconds(10)).build();
    }

    private static void await(String what, Callable<Boolean> condition) throws Exception {
        long start = System.nanoTime();
        while (!condition.call()) {
            if (System.nanoTime() - start > PATIENCE) {
                throw new IllegalStateException("waited in vain for " + what);
            }
            LockSupport.parkNanos(POLL);
        }
    }

    private static List<Integer> freePorts(int count) throws IOException {
        List<ServerSocket> sockets = new ArrayList<>();
        List<Integer> ports = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            sockets.add(new ServerSocket(0));
            ports.add(sockets.get(i).getLocalPort());
        }
        for (ServerSocket socket : sockets) {
            socket.close();
        }
        return ports;
    }

    private static void set(String key, Object value) {
        System.setProperty(key, value.toString());
    }
}
