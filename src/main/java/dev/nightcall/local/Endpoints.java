package dev.nightcall.local;

import java.net.URI;

/** Where the stand-ins are reached. */
public record Endpoints(URI sqs, URI dynamoDb, URI kinesis, URI connect) {

    /** The environment that points a Nightcall, or any program with an AWS SDK, at them. */
    public String environment() {
        return String.join(" ",
                "AWS_ENDPOINT_URL_SQS=" + sqs,
                "AWS_ENDPOINT_URL_DYNAMODB=" + dynamoDb,
                "AWS_ENDPOINT_URL_KINESIS=" + kinesis,
                "AWS_ENDPOINT_URL_CONNECT=" + connect,
                "AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local AWS_REGION=us-east-1");
    }
}
