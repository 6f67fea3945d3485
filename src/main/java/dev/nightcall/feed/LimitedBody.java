package dev.nightcall.feed;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** The octets of an answer. One that is too long is given up where that shows, and so is one of which nothing is wanted. */
final class LimitedBody implements HttpResponse.BodySubscriber<byte[]> {

    private final CompletableFuture<byte[]> body = new CompletableFuture<>();
    private final ByteArrayOutputStream octets = new ByteArrayOutputStream();
    private final boolean wanted;
    private final long announced;
    private final int max;
    private Flow.Subscription subscription;

    /** @param announced how long it is said to be; 0 when nothing is said */
    LimitedBody(boolean wanted, long announced, int max) {
        this.wanted = wanted;
        this.announced = announced;
        this.max = max;
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return body;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        if (!wanted) {
            given.cancel();
            body.complete(new byte[0]);
        } else if (announced > max) {
            refuse();
        } else {
            given.request(Long.MAX_VALUE);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            if (body.isDone()) {
                return;
            }
            if (octets.size() + buffer.remaining() > max) {
                refuse();
                return;
            }
            byte[] part = new byte[buffer.remaining()];
            buffer.get(part);
            octets.writeBytes(part);
        }
    }

    @Override
    public void onError(Throwable problem) {
        body.completeExceptionally(problem);
    }

    @Override
    public void onComplete() {
        body.complete(octets.toByteArray());
    }

    private void refuse() {
        subscription.cancel();
        body.completeExceptionally(new FeedException("answers with more than " + max + " bytes"));
    }
}
