package dev.nightcall.local.connect;

import java.nio.file.Path;
import java.time.Clock;

/**
 * How to start the stand-in.
 *
 * @param port          of 127.0.0.1; 0 takes any that is free
 * @param data          the folder that keeps contacts, phone scripts and settings; null keeps them in memory
 * @param sink          takes the contact records
 * @param clock         gives every time stamp, and the throttle its seconds
 * @param settings      what holds until {@code PUT /settings}, unless the data folder has newer ones
 * @param instanceArn   of the only instance there is; its last part is the instance id
 * @param contactFlowId of the only flow there is
 * @param contactFlow   the flow's JSON; null is the one that ships with Nightcall
 */
public record ConnectStandInConfig(int port, Path data, ContactRecordSink sink, Clock clock, Settings settings,
                                   String instanceArn, String contactFlowId, Path contactFlow) {

    /** The instance that {@link #inMemory} has. */
    public static final String INSTANCE_ID = "12345678-1234-1234-1234-123456789012";
    /** The flow that {@link #inMemory} has. */
    public static final String CONTACT_FLOW_ID = "846ec553-a005-41c0-8341-000000000001";

    /** The telephone number that its instance has by default: +1 202 555 01xx is set aside for fiction. */
    public static final String SOURCE_NUMBER = "+12025550100";

    private static final String INSTANCE_ARN = "arn:aws:connect:ap-northeast-1:111122223333:instance/" + INSTANCE_ID;

    /** On any free port, with the settings' defaults, nothing on disk. */
    public static ConnectStandInConfig inMemory(ContactRecordSink sink) {
        return new ConnectStandInConfig(0, null, sink, Clock.systemUTC(), Settings.defaults(), INSTANCE_ARN,
                CONTACT_FLOW_ID, null);
    }

    /** Listens on {@code port}; 0 takes any that is free. */
    public ConnectStandInConfig withPort(int port) {
        return new ConnectStandInConfig(port, data, sink, clock, settings, instanceArn, contactFlowId, contactFlow);
    }

    /** Keeps its state in the folder {@code data}, which is made if it is not there. */
    public ConnectStandInConfig withData(Path data) {
        return new ConnectStandInConfig(port, data, sink, clock, settings, instanceArn, contactFlowId, contactFlow);
    }

    /** Takes every time stamp from {@code clock}. */
    public ConnectStandInConfig withClock(Clock clock) {
        return new ConnectStandInConfig(port, data, sink, clock, settings, instanceArn, contactFlowId, contactFlow);
    }

    /** Starts with these settings. */
    public ConnectStandInConfig withSettings(Settings settings) {
        return new ConnectStandInConfig(port, data, sink, clock, settings, instanceArn, contactFlowId, contactFlow);
    }

    /** The instance and flow that Nightcall's own settings name. */
    public ConnectStandInConfig withInstance(String instanceArn, String contactFlowId) {
        return new ConnectStandInConfig(port, data, sink, clock, settings, instanceArn, contactFlowId, contactFlow);
    }

    /** Runs another flow than the one that ships with Nightcall. */
    public ConnectStandInConfig withContactFlow(Path contactFlow) {
        return new ConnectStandInConfig(port, data, sink, clock, settings, instanceArn, contactFlowId, contactFlow);
    }

    Instance instance() {
        return new Instance(instanceArn, contactFlowId);
    }
}
