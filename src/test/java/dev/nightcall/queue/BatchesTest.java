package dev.nightcall.queue;

import dev.nightcall.queue.Batches.Post;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

import java.util.List;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BatchesTest {

    @Test
    void haveTenMessagesAtMostAndKeepTheirOrder() {
        List<SendMessageBatchRequest> batches = Batches.of("url", IntStream.range(0, 23).mapToObj(n -> new Post("m" + n, n)).toList());

        assertThat(batches).extracting(batch -> batch.entries().size()).containsExactly(10, 10, 3);
        assertThat(batches.stream().flatMap(batch -> batch.entries().stream()).map(SendMessageBatchRequestEntry::messageBody))
                .containsExactlyElementsOf(IntStream.range(0, 23).mapToObj(n -> "m" + n).toList());
        assertThat(batches.get(2).entries()).extracting(SendMessageBatchRequestEntry::delaySeconds).containsExactly(20, 21, 22);
        assertThat(batches.get(2).entries()).extracting(SendMessageBatchRequestEntry::id).containsExactly("0", "1", "2");
    }

    @Test
    void haveNoMoreBytesThanOneMessageMayHave() {
        Post large = new Post("ä".repeat(50_000), 0);

        assertThat(Batches.of("url", List.of(large, large, large, large, new Post("x".repeat(262_144), 0))))
                .extracting(batch -> batch.entries().size()).containsExactly(2, 2, 1);
        assertThat(Batches.of("url", List.of())).isEmpty();
    }

    @Test
    void areNotSentWhenSqsLeavesOneOut() {
        Batches.requireAll(SendMessageBatchResponse.builder().successful(sent -> sent.id("0")).build());

        assertThatThrownBy(() -> Batches.requireAll(SendMessageBatchResponse.builder().successful(sent -> sent.id("0"))
                .failed(failed -> failed.id("1").code("InternalError").message("try later")).build()))
                .isInstanceOf(TryAgain.class).hasMessageContaining("1 messages").hasMessageContaining("InternalError try later");
    }
}
