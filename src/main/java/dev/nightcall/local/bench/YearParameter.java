package dev.nightcall.local.bench;

import java.util.Arrays;
import java.util.Locale;

/** What {@link Year} assumes. Each has an option: {@link #SYSTEMS} is {@code --systems}. */
enum YearParameter {

    SEED(1, "of the random numbers"),
    DAYS(365, "that are simulated"),
    SYSTEMS(1000, "systems; the alerts of one are one incident"),
    ENGINEERS(200, "engineers"),
    TEAM(4, "engineers in a team; a system belongs to one team, whose weekly turn decides who is called first"),
    REPLICAS(2, "Nightcalls, for the requests of idle hours"),

    INCIDENT_WEEKS(4, "weeks from one incident of a system to the next, on average; 0 for none but in storms"),
    INCIDENT_ALERTS(6, "alerts of an incident on average, recoveries included"),
    BRIEF(0.2, "share of incidents that are over within groupWait"),
    OVER_MINUTES(30, "minutes until any other is over, on average, whether somebody has taken it or not"),
    CRITICAL(0.3, "share of incidents that are critical; the others are errors"),
    STORM_DAYS(14, "days from one storm to the next; 0 for none"),
    STORM_SYSTEMS(100, "systems that a storm hits"),
    GREAT_STORM_DAYS(91, "days from one great storm to the next; 0 for none"),
    GREAT_STORM_SYSTEMS(1000, "systems that a great storm hits"),
    STORM_SECONDS(60, "seconds over which the first alerts of a storm are spread; none of them is over briefly"),

    TAKEN(0.75, "share of calls in which an engineer takes what is told"),
    DECLINED(0.03, "share of calls in which an engineer passes it on"),
    VOICEMAIL(0.10, "share of calls that a voicemail box answers; the rest rings until it is stopped"),
    ANSWER_SECONDS(12, "seconds until an engineer answers"),
    TALK_SECONDS(40, "seconds from the answer to the end of a call"),
    VOICEMAIL_SECONDS(20, "seconds until a voicemail box answers"),
    VOICEMAIL_TALK_SECONDS(25, "seconds from its answer to the end of the call"),
    VARIES(0.5, "these seconds are up to this share shorter or longer"),
    CONTACT_RECORD_SECONDS(90, "seconds from the end of a call to its contact record"),

    GROUP_WAIT(5, "seconds: groupWait of the policy"),
    STEPS(3, "steps of the policy, each with one engineer; no more than a team has"),
    STEP_WAIT(180, "seconds: wait of each step"),
    ROUNDS(3, "rounds of the policy"),
    PAUSE(600, "seconds: pause of the policy"),
    ACK_TIMEOUT(3600, "seconds: ackTimeout of the policy"),

    RATE(2, "nightcall.connect.rate: calls begun per second"),
    BURST(5, "nightcall.connect.burst"),
    LOOK_RATE(2, "nightcall.connect.looks.rate: looks at calls per second; 2 is what Connect documents of all operations"),
    LOOK_BURST(5, "nightcall.connect.looks.burst"),
    CONCURRENT(10, "nightcall.connect.concurrent-calls"),
    RING_LIMIT(25, "seconds: nightcall.call.ring-limit"),
    GATHER(0.2, "seconds: nightcall.call.gather"),
    STORM(1800, "seconds: nightcall.call.storm"),
    STORM_QUIET(3, "seconds: nightcall.call.storm.quiet"),
    STORM_LONGEST(30, "seconds: nightcall.call.storm.longest"),
    FIRST_LOOK(1, "seconds: nightcall.call.first-look"),
    LOOK_INTERVAL(2, "seconds: nightcall.call.look-interval"),
    SECOND_LOOK(3, "seconds: nightcall.call.second-look"),

    // Estimates, read off the code and its intervals. What the bench has measured as (e) is better: --bench.
    ALERT_SQS(0.6, "requests to SQS for an alert"),
    ALERT_DDB(4, "requests to DynamoDB for an alert"),
    ALERT_WRITE(8, "write units for an alert, indexes not included"),
    ALERT_READ(5, "read units for an alert"),
    CALL_SQS(60, "requests to SQS for a call, of which each look is three"),
    CALL_DDB(100, "requests to DynamoDB for a call, of which each look is about four"),
    CALL_WRITE(70, "write units for a call, indexes not included"),
    CALL_READ(90, "read units for a call"),
    IDLE_SQS(10_800, "requests to SQS of an idle Nightcall in an hour"),
    IDLE_DDB(13_000, "requests to DynamoDB of an idle Nightcall in an hour"),
    IDLE_WRITE(1_500, "write units of an idle Nightcall in an hour"),
    IDLE_READ(6_000, "read units of an idle Nightcall in an hour; more when many incidents are open"),
    IDLE_KINESIS(8_000, "requests to Kinesis of an idle Nightcall in an hour"),

    PRICE_SQS(Prices.EXAMPLES.sqs(), "dollars per million requests to SQS"),
    PRICE_DDB_WRITE(Prices.EXAMPLES.dynamoDbWrite(), "dollars per million write units"),
    PRICE_DDB_READ(Prices.EXAMPLES.dynamoDbRead(), "dollars per million read units"),
    PRICE_CALL_MINUTE(Double.NaN, "dollars for a minute of a call that was answered; without it no cost of calls is told");

    private final double usual;
    private final String meaning;

    YearParameter(double usual, String meaning) {
        this.usual = usual;
        this.meaning = meaning;
    }

    static YearParameter of(String option) {
        return Arrays.stream(values()).filter(one -> one.option().equals(option)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException(option + ": no option of the year"));
    }

    String option() {
        return "--" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    double usual() {
        return usual;
    }

    String meaning() {
        return meaning;
    }
}
