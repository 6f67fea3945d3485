package dev.nightcall.local.bench;

import java.util.Map;

/**
 * What AWS asks, in US dollars per million. The defaults are examples: the list prices of us-east-1 without a free tier, from
 * https://aws.amazon.com/sqs/pricing/ and https://aws.amazon.com/dynamodb/pricing/on-demand/, as of March 2026.
 *
 * @param sqs           requests
 * @param dynamoDbWrite write request units
 * @param dynamoDbRead  read request units
 */
record Prices(double sqs, double dynamoDbWrite, double dynamoDbRead) {

    static final Prices EXAMPLES = new Prices(0.40, 0.625, 0.125);
    private static final double MILLION = 1_000_000;

    /**
     * The cost of these requests. Reads count one unit each: a query that reads more than 4 KB costs more.
     *
     * @param requests as {@link Requests} counts them
     */
    double of(Map<String, Double> requests) {
        double sqsRequests = requests.entrySet().stream().filter(entry -> entry.getKey().startsWith("Sqs."))
                .mapToDouble(Map.Entry::getValue).sum();
        return (sqsRequests * sqs + requests.getOrDefault(Requests.WRITE_UNITS, 0.0) * dynamoDbWrite
                + requests.getOrDefault(Requests.READ_UNITS, 0.0) * dynamoDbRead) / MILLION;
    }
}
