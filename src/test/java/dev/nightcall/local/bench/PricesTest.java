package dev.nightcall.local.bench;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** What requests cost. */
class PricesTest {

    private static final Map<String, AttributeValue> KEY = Map.of("id", AttributeValue.fromS("1"));

    @Test
    void sqsIsPaidByRequestAndDynamoDbByUnit() {
        Map<String, Double> requests = Map.of("Sqs.SendMessageBatch", 1_000_000.0, "Sqs.ReceiveMessage", 2_000_000.0,
                "DynamoDb.BatchWriteItem", 7.0, Requests.WRITE_UNITS, 4_000_000.0, Requests.READ_UNITS, 500_000.0,
                "Kinesis.GetRecords", 9.0);

        assertThat(new Prices(0.5, 2, 0.25).of(requests)).isCloseTo(3 * 0.5 + 4 * 2 + 0.5 * 0.25, within(1e-9));
    }

    @Test
    void noRequestsCostNothing() {
        assertThat(Prices.EXAMPLES.of(Map.of())).isZero();
    }

    @Test
    void aBatchIsPaidByItemAndATransactionTwice() {
        WriteRequest write = WriteRequest.builder().putRequest(put -> put.item(KEY)).build();

        assertThat(Units.written(PutItemRequest.builder().item(KEY).build())).isEqualTo(1);
        assertThat(Units.written(BatchWriteItemRequest.builder().requestItems(Map.of("a", List.of(write, write),
                "b", List.of(write))).build())).isEqualTo(3);
        assertThat(Units.written(TransactWriteItemsRequest.builder().transactItems(TransactWriteItem.builder().build(),
                TransactWriteItem.builder().build()).build())).isEqualTo(4);
        assertThat(Units.written(GetItemRequest.builder().build())).isZero();
        assertThat(Units.read(GetItemRequest.builder().build())).isEqualTo(1);
        assertThat(Units.read(BatchGetItemRequest.builder().requestItems(Map.of("a", KeysAndAttributes.builder()
                .keys(KEY, KEY).build())).build())).isEqualTo(2);
    }

    @Test
    void requestsAreCountedBetweenTwoMoments() {
        Requests before = new Requests(Map.of("Sqs.SendMessage", 3.0, "Connect.DescribeContact", 1.0));
        Requests after = new Requests(Map.of("Sqs.SendMessage", 13.0, "Connect.DescribeContact", 1.0,
                "DynamoDb.GetItem", 4.0, Requests.READ_UNITS, 4.0));

        Requests each = after.since(before).times(0.5);

        assertThat(each.counts()).isEqualTo(Map.of("Sqs.SendMessage", 5.0, "DynamoDb.GetItem", 2.0, Requests.READ_UNITS, 2.0));
        assertThat(each.total()).isEqualTo(7);
        assertThat(each.of("Sqs")).isEqualTo(5);
        assertThat(each.without(new Requests(Map.of("Sqs.SendMessage", 2.0, "DynamoDb.GetItem", 3.0))).counts())
                .isEqualTo(Map.of("Sqs.SendMessage", 3.0, Requests.READ_UNITS, 2.0));
    }
}
