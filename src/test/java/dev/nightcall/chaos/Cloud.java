package dev.nightcall.chaos;

import dev.nightcall.alert.Alert;
import dev.nightcall.alert.Json;
import dev.nightcall.aws.Table;
import dev.nightcall.aws.Transactions;
import dev.nightcall.core.Call;
import dev.nightcall.core.Incident;
import dev.nightcall.core.Request;
import dev.nightcall.core.Status;
import dev.nightcall.core.Suppression;
import dev.nightcall.incident.Incidents;
import dev.nightcall.local.Endpoints;
import dev.nightcall.local.Names;
import dev.nightcall.local.StandIns;
import dev.nightcall.local.StandInsConfig;
import dev.nightcall.queue.Messages;
import dev.nightcall.suppression.Suppressions;
import dev.nightcall.tables.Calls;
import dev.nightcall.tables.LineTable;
import dev.nightcall.timeline.Entry;
import dev.nightcall.timeline.Timeline;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The stand-ins of a run, and what is in their queues and tables. */
final class Cloud implements AutoCloseable {

    private final StandIns standIns;
    private final Names names = Names.standard();
    private final Messages messages = new Messages(Json.mapper());
    private final SqsClient sqs;
    private final DynamoDbClient dynamoDb;
    private final Map<String, String> deadLetters = new LinkedHashMap<>();

    /** An alert as it is filed somewhere. */
    record Filed(String holder, Alert alert, boolean moved, boolean related) {

        boolean firesHere() {
            return alert.isFiring() && !moved;
        }
    }

    /** An engineer's line. */
    record Line(String engineer, String call, List<String> waiting) {
    }

    Cloud() throws Exception {
        standIns = StandIns.start(StandInsConfig.onFreePorts(null));
        sqs = client(SqsClient.builder(), endpoints().sqs());
        dynamoDb = client(DynamoDbClient.builder(), endpoints().dynamoDb());
    }

    Endpoints endpoints() {
        return standIns.endpoints();
    }

    /** How many messages are in a queue, those included that somebody is handling, without those that are not due. */
    int messages(String queue) {
        Map<QueueAttributeName, String> counts = sqs.getQueueAttributes(get -> get.queueUrl(url(queue)).attributeNames(
                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE)).attributes();
        return counts.values().stream().mapToInt(Integer::parseInt).sum();
    }

    /** All that have been found so far: SQS shows what was received again only much later. */
    synchronized List<String> deadLetters() {
        List<Message> some;
        do {
            some = sqs.receiveMessage(receive -> receive.queueUrl(url("dead-letters")).maxNumberOfMessages(10)
                    .visibilityTimeout(600)).messages();
            some.forEach(message -> deadLetters.put(message.messageId(), message.body()));
        } while (!some.isEmpty());
        return List.copyOf(deadLetters.values());
    }

    private String url(String queue) {
        return sqs.getQueueUrl(get -> get.queueName("nightcall-" + queue)).queueUrl();
    }

    List<Incident> incidents(Status status) {
        return new Incidents(table(names.tables().incidents()), new Transactions(dynamoDb), timeline(), messages).all(status);
    }

    List<Incident> incidents() {
        return Stream.of(Status.values()).flatMap(status -> incidents(status).stream()).toList();
    }

    List<Filed> filed() {
        return table(names.tables().alerts()).all().filter(item -> item.has("alert")).map(item -> new Filed(item.text("holder"),
                messages.read(item.text("alert"), Alert.class), item.has("moved"), item.has("related"))).toList();
    }

    List<Suppression> suppressions() {
        return new Suppressions(table(names.tables().suppressions())).all();
    }

    List<Call> calls() {
        return Calls.read(new Table.Page(table(names.tables().calls()).all().toList(), null));
    }

    List<Line> lines() {
        Table table = table(names.tables().lines());
        return table.partition("set", "lines").map(item -> new Line(item.text("name"), item.text("call"), item.has("began")
                ? waiting(table, item.text("name"), item.number("page")) : List.of())).toList();
    }

    private static List<String> waiting(Table table, String engineer, long page) {
        return table.partition("set", "waiting/" + engineer + "/" + page).map(item -> item.text("name")).toList();
    }

    /** What each call was about: its incidents, each asked for at a position. */
    Map<String, List<Request>> about() {
        LineTable lines = new LineTable(table(names.tables().lines()), new Transactions(dynamoDb), null);
        return calls().stream().collect(Collectors.toMap(Call::id, lines::requests));
    }

    /** Of each incident. */
    Map<String, List<Entry>> timelines() {
        return incidents().stream().collect(Collectors.toMap(Incident::id, incident -> timeline().of(incident.id(), 10_000)));
    }

    private Timeline timeline() {
        return new Timeline(table(names.tables().timeline()));
    }

    private Table table(String name) {
        return new Table(dynamoDb, name);
    }

    private static <B extends AwsClientBuilder<B, C> & software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder<B, C>, C>
            C client(B builder, URI endpoint) {
        return builder.httpClientBuilder(ApacheHttpClient.builder()).endpointOverride(endpoint).region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"))).build();
    }

    @Override
    public void close() throws Exception {
        sqs.close();
        dynamoDb.close();
        standIns.close();
    }
}
