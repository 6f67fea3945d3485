package dev.nightcall.night;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.LockSupport;

/** Sends the same all the time, over a connection that is kept or over a new one each time, and counts the answers. */
final class Caller implements AutoCloseable {

    static final String NO_ANSWER = "no answer";
    /** So that what is measured is Nightcall and not how busy the machine is. */
    private static final Duration BETWEEN = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final String name;
    private final Map<String, Integer> answers = new ConcurrentSkipListMap<>();
    private final Thread thread;
    private volatile boolean going = true;

    /** One request and its answer in a few words. */
    interface Saying {
        String say() throws IOException, InterruptedException;
    }

    private Caller(String name, Saying saying) {
        this.name = name;
        thread = new Thread(() -> go(saying), name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Keeps its connection as long as the server does. */
    static Caller keeping(int port, String method, String path, String body) {
        HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).timeout(PATIENCE)
                .header("x-api-key", "local").header("authorization", "GenieKey local")
                .method(method, HttpRequest.BodyPublishers.ofString(body)).build();
        return new Caller("kept " + path, () -> {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() + (answer.headers().firstValue("retry-after").isPresent() ? " later" : "");
        });
    }

    /** Opens a connection for each request. */
    static Caller connecting(int port, String method, String path, String body) {
        byte[] request = (method + " " + path + " HTTP/1.1\r\nHost: nightcall\r\nx-api-key: local\r\n"
                + "Authorization: GenieKey local\r\nConnection: close\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.US_ASCII);
        return new Caller("new " + path, () -> {
            String answer = exchange(port, request);
            String status = answer.isEmpty() ? NO_ANSWER : answer.split(" ")[1];
            return status + (answer.toLowerCase().contains("retry-after:") ? " later" : "");
        });
    }

    /** Sends a mail over a new connection; the answer is the first that is no step forward, at best 250 for the whole mail. */
    static Caller mailing(int port) {
        return new Caller("mail", () -> {
            try (Socket socket = open(port)) {
                BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
                String answer = code(in);
                for (String line : List.of("EHLO monitor", "MAIL FROM:<monitor@example.com>", "RCPT TO:<alerts+system@example.com>",
                        "DATA", "Subject: Service s on h is down\r\n\r\nIt is down.\r\n.")) {
                    if (!answer.matches("2..|354")) {
                        return answer;
                    }
                    socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
                    answer = code(in);
                }
                return answer;
            }
        });
    }

    /** Of the last line of an answer. */
    private static String code(BufferedReader in) throws IOException {
        String line = in.readLine();
        while (line != null && line.length() > 3 && line.charAt(3) == '-') {
            line = in.readLine();
        }
        return line == null ? NO_ANSWER : line.substring(0, 3);
    }

    private static Socket open(int port) throws IOException {
        Socket socket = new Socket();
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), (int) PATIENCE.toMillis());
        socket.setSoTimeout((int) PATIENCE.toMillis());
        return socket;
    }

    private static String exchange(int port, byte[] request) throws IOException {
        try (Socket socket = open(port)) {
            socket.getOutputStream().write(request);
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            InputStream in = socket.getInputStream();
            in.transferTo(answer);
            return answer.toString(StandardCharsets.UTF_8);
        }
    }

    private void go(Saying saying) {
        while (going) {
            String answer;
            try {
                answer = saying.say();
            } catch (IOException e) {
                // Refused or cut off: whoever sends knows that nobody has taken it.
                answer = NO_ANSWER;
            } catch (InterruptedException e) {
                return;
            }
            answers.merge(answer, 1, Integer::sum);
            LockSupport.parkNanos(BETWEEN.toNanos());
        }
    }

    String name() {
        return name;
    }

    /** How often each answer came: a status, with {@code later} behind it when the answer says when to try again. */
    Map<String, Integer> answers() {
        return answers;
    }

    int count(String answer) {
        return answers.getOrDefault(answer, 0);
    }

    @Override
    public void close() {
        going = false;
        thread.interrupt();
    }
}
