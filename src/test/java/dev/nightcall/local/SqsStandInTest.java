package dev.nightcall.local;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class SqsStandInTest {

    @TempDir
    private Path folder;

    @Test
    void deliversAMessageUntilItIsDeleted() throws Exception {
        try (SqsStandIn standIn = new SqsStandIn(0, null).start();
             SqsClient sqs = Clients.sqs(Clients.loopback(standIn.port()))) {
            String queue = sqs.createQueue(r -> r.queueName("alerts")).queueUrl();
            assertThat(queue).startsWith("http://127.0.0.1:" + standIn.port() + "/");

            sqs.sendMessage(r -> r.queueUrl(queue).messageBody("佐藤").messageAttributes(Map.of("kind",
                    MessageAttributeValue.builder().dataType("String").stringValue("test").build())));
            Message message = receive(sqs, queue).get(0);
            assertThat(message.body()).isEqualTo("佐藤");
            assertThat(message.messageAttributes().get("kind").stringValue()).isEqualTo("test");

            sqs.changeMessageVisibility(r -> r
                    .queueUrl(queue).receiptHandle(message.receiptHandle()).visibilityTimeout(0));
            Message again = receive(sqs, queue).get(0);
            sqs.deleteMessage(r -> r.queueUrl(queue).receiptHandle(again.receiptHandle()));
            assertThat(sqs.getQueueAttributes(r -> r.queueUrl(queue).attributeNamesWithStrings("All"))
                    .attributesAsStrings())
                    .containsEntry("ApproximateNumberOfMessages", "0")
                    .containsEntry("ApproximateNumberOfMessagesNotVisible", "0");
        }
    }

    @Test
    void keepsQueuesAndMessagesOverARestart() throws Exception {
        int port;
        try (SqsStandIn standIn = new SqsStandIn(0, folder).start();
             SqsClient sqs = Clients.sqs(Clients.loopback(standIn.port()))) {
            port = standIn.port();
            String queue = sqs.createQueue(r -> r.queueName("alerts")).queueUrl();
            sqs.sendMessage(r -> r.queueUrl(queue).messageBody("kept"));

            assertThatIllegalStateException().isThrownBy(() -> new SqsStandIn(0, folder).start())
                    .withMessageContaining("already has an SQS stand-in");
        }
        try (SqsStandIn standIn = new SqsStandIn(port, folder).start();
             SqsClient sqs = Clients.sqs(Clients.loopback(standIn.port()))) {
            String queue = sqs.getQueueUrl(r -> r.queueName("alerts")).queueUrl();
            assertThat(receive(sqs, queue)).extracting(Message::body).containsExactly("kept");
        }
    }

    private static List<Message> receive(SqsClient sqs, String queue) {
        return sqs.receiveMessage(r -> r.queueUrl(queue).waitTimeSeconds(2).messageAttributeNames("All")).messages();
    }
}
