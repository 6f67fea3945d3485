package dev.nightcall.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightcall.alert.Alert;
import dev.nightcall.aws.Outage;
import dev.nightcall.metrics.Meters;
import dev.nightcall.queue.Batches;
import dev.nightcall.queue.Batches.Post;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SqsException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The way of every alert into its queue, through whatever door it came: those of one caller and of all who come at the same
 * time share requests to SQS. What does not fire has a queue of its own and is sent last, so that what fires never waits behind
 * it; where there are several senders, one carries only what fires. Each caller waits until SQS has taken all of its alerts.
 */
public final class Sending implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Sending.class);
    /** How often a message of a batch is sent that SQS answers with an error of its own. */
    private static final int TRIES = 4;
    private static final Duration PAUSE = Duration.ofMillis(50);
    /** How long a stop waits for SQS: as long as two tries of one request by default. */
    private static final Duration PATIENCE = Duration.ofSeconds(7);

    private final SqsClient sqs;
    private final Function<Boolean, String> queueUrl;
    private final ObjectMapper json;
    private final Consumer<List<Alert>> accepted;
    private final Meters meters;
    private final Waiting waiting;
    private final List<Thread> senders = new ArrayList<>();

    /**
     * How much at a time.
     *
     * @param waiting how many alerts may wait for SQS
     * @param memory  how many bytes they may take up
     * @param senders how many requests to SQS are under way at the same time
     */
    public record Limits(int waiting, long memory, int senders) {

        Limits(int waiting, int senders) {
            this(waiting, Long.MAX_VALUE, senders);
        }
    }

    /**
     * @param queueUrl of the queue for alerts that fire, or do not
     * @param accepted hears of alerts that SQS has taken; returns at once and does not fail
     */
    public Sending(SqsClient sqs, Function<Boolean, String> queueUrl, ObjectMapper json, Limits limits,
                   Consumer<List<Alert>> accepted, Meters meters) {
        this.sqs = sqs;
        this.queueUrl = queueUrl;
        this.json = json;
        this.accepted = accepted;
        this.meters = meters;
        this.waiting = new Waiting(limits.waiting(), limits.memory());
        for (int i = 1; i <= limits.senders(); i++) {
            // A queue of recoveries that does not answer keeps the others.
            boolean onlyFiring = i == 1 && limits.senders() > 1;
            Thread sender = new Thread(() -> run(onlyFiring), "alerts-to-sqs-" + i);
            sender.setDaemon(true);
            sender.start();
            senders.add(sender);
        }
    }

    /**
     * Returns when SQS has taken all of these.
     *
     * @throws TooManyWaitingException when there is no room for them; nothing of them was sent
     * @throws RuntimeException        when one could not be sent; the caller repeats all
     */
    public void send(List<Alert> alerts) throws JsonProcessingException {
        if (alerts.isEmpty()) {
            return;
        }
        Consignment consignment = new Consignment(alerts.size());
        List<Letter> letters = new ArrayList<>(alerts.size());
        for (Alert alert : alerts) {
            letters.add(new Letter(alert, new Post(json.writeValueAsString(alert), 0), consignment));
        }
        waiting.add(letters);
        try {
            consignment.await();
        } catch (RuntimeException e) {
            // Of one whose caller was interrupted something may be left. Looking for it takes all that wait, so only then.
            waiting.forget(consignment);
            throw e;
        } finally {
            meters.intakeWaiting(waiting.inside());
        }
    }

    /** How many alerts wait for SQS or are on their way to it. */
    public int waiting() {
        return waiting.inside();
    }

    private void run(boolean onlyFiring) {
        try {
            for (List<Letter> batch = waiting.take(onlyFiring); !batch.isEmpty(); batch = waiting.take(onlyFiring)) {
                meters.intakeWaiting(waiting.inside());
                // They are of one kind, and so of one queue.
                sendBatch(queueUrl.apply(batch.get(0).isFiring()), batch);
            }
        } catch (InterruptedException e) {
            LOG.debug("a stop did not wait any longer", e);
        }
    }

    private void sendBatch(String queue, List<Letter> batch) {
        BatchAnswer answer;
        try {
            answer = new BatchAnswer(sqs.sendMessageBatch(
                    Batches.request(queue, batch.stream().map(Letter::post).toList())));
        } catch (RuntimeException | Error e) {
            refuse(queue, batch, e);
            return;
        }
        Map<Boolean, List<Integer>> places = IntStream.range(0, batch.size()).boxed()
                .collect(Collectors.partitioningBy(answer::isTaken));
        taken(places.get(true).stream().map(batch::get).toList());
        pause(places.get(false).stream().map(batch::get).toList());
        for (int place : places.get(false)) {
            again(batch.get(place), answer.isRefusedForGood(place), answer.error(place));
        }
    }

    private void taken(List<Letter> letters) {
        if (letters.isEmpty()) {
            return;
        }
        try {
            accepted.accept(letters.stream().map(Letter::alert).toList());
        } catch (RuntimeException e) {
            // They are in the queue, whatever else goes wrong; and this thread has others to send.
            LOG.warn("{} accepted alerts are not noted", letters.size(), e);
        }
        for (Letter letter : letters) {
            waiting.left(letter);
            letter.consignment().taken();
        }
    }

    /** Whoever failed at SQS gets it a moment to recover. */
    private static void pause(List<Letter> left) {
        left.stream().mapToInt(Letter::tries).max()
                .ifPresent(tries -> LockSupport.parkNanos(PAUSE.multipliedBy(tries + 1L).toNanos()));
    }

    private void again(Letter letter, boolean never, SqsException why) {
        if (never || letter.tries() + 1 >= TRIES) {
            refuse(letter, why);
        } else {
            waiting.putBack(letter.triedAgain());
        }
    }

    /** What is wrong with one message must not be the others' harm: they may be of other callers. */
    private void refuse(String queue, List<Letter> batch, Throwable why) {
        if (batch.size() > 1 && !Outage.isCauseOf(why)) {
            batch.forEach(letter -> sendBatch(queue, List.of(letter)));
        } else {
            batch.forEach(letter -> refuse(letter, why));
        }
    }

    private void refuse(Letter letter, Throwable why) {
        waiting.left(letter);
        letter.consignment().fail(why);
        waiting.forget(letter.consignment());
    }

    /** What waits is still sent; what SQS does not take in time fails, and whoever sent it repeats it elsewhere. */
    @Override
    public void close() throws InterruptedException {
        waiting.close();
        long end = System.nanoTime() + PATIENCE.toNanos();
        for (Thread sender : senders) {
            sender.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())));
        }
        waiting.failAll(new RejectedExecutionException("Nightcall stops"));
        senders.forEach(Thread::interrupt);
    }
}
