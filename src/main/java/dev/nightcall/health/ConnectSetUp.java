package dev.nightcall.health;

import dev.nightcall.core.Proof;
import dev.nightcall.health.Answer.Forbidden;
import dev.nightcall.health.Answer.Is;
import dev.nightcall.health.Answer.No;
import dev.nightcall.health.Answer.None;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Whether calls can be made with the instance, the contact flow and the caller ID that the settings name, decided from nothing
 * but what Amazon Connect answered about each.
 */
record ConnectSetUp(Answer<Instance> instance, Answer<Flow> flow, Answer<Set<String>> numbers) {

    /** What StartOutboundVoiceContact takes: an inbound flow, or one of a campaign (ContactFlowType, API reference). */
    private static final Set<String> TYPES = Set.of("CONTACT_FLOW", "CAMPAIGN");
    private static final int NAMED_NUMBERS = 5;

    /** @param status {@code ACTIVE} when it can be used */
    record Instance(String status, boolean makesCalls) {
    }

    /**
     * As DescribeContactFlow has it.
     *
     * @param type   of the flow, as {@code CONTACT_FLOW}
     * @param state  {@code ACTIVE} or {@code ARCHIVED}
     * @param status {@code PUBLISHED} or {@code SAVED}
     */
    record Flow(String type, String state, String status) {
    }

    /** What the settings name: an id, an id, a number in E.164. */
    record Named(String instanceId, String contactFlowId, String sourceNumber) {
    }

    /** Before anything was asked. */
    static ConnectSetUp unknown() {
        return new ConnectSetUp(new None<>(), new None<>(), new None<>());
    }

    /** These answers, and those of an earlier time where nothing was answered now. */
    ConnectSetUp after(ConnectSetUp before) {
        return new ConnectSetUp(instance instanceof None ? before.instance : instance,
                flow instanceof None ? before.flow : flow, numbers instanceof None ? before.numbers : numbers);
    }

    /** Why no call can be made, each with the setting that is wrong; empty when nothing is known to be wrong. */
    List<String> problems(Named named) {
        List<String> problems = new ArrayList<>();
        instanceProblem(named).ifPresent(why -> problems.add(setting("instance-id") + why));
        // In an instance that is not there nothing else is, and one cause is one problem.
        if (problems.isEmpty()) {
            flowProblem(named).ifPresent(why -> problems.add(setting("contact-flow-id") + why));
            numberProblem(named).ifPresent(why -> problems.add(setting("source-number") + why));
        }
        return problems;
    }

    /** What Nightcall may not ask for, and the right that it lacks. */
    List<String> unchecked() {
        List<String> unchecked = new ArrayList<>();
        if (instance instanceof Forbidden) {
            unchecked.add("instance (connect:DescribeInstance)");
        }
        if (flow instanceof Forbidden) {
            unchecked.add("contact flow (connect:DescribeContactFlow)");
        }
        if (numbers instanceof Forbidden) {
            unchecked.add("caller ID (connect:ListPhoneNumbersV2)");
        }
        return unchecked;
    }

    /** What these answers show of whether calls can be made. That it may not ask for something is an answer, too. */
    Set<Proof> shows(Named named) {
        if (instance instanceof None) {
            return Set.of();
        }
        boolean isThere = instance instanceof Is && flow instanceof Is && numbers instanceof Is && problems(named).isEmpty();
        return isThere ? Set.of(Proof.ANSWER, Proof.SET_UP) : Set.of(Proof.ANSWER);
    }

    /** Whether there is an answer to each question, or never will be. */
    boolean isWhole() {
        return !(instance instanceof None) && !(flow instanceof None) && !(numbers instanceof None);
    }

    private Optional<String> instanceProblem(Named named) {
        if (instance instanceof No<Instance> no) {
            return Optional.of("there is no instance " + named.instanceId() + " in this account and Region: " + no.why());
        }
        if (!(instance instanceof Is<Instance> is)) {
            return Optional.empty();
        }
        if (!is.what().status().equals("ACTIVE")) {
            return Optional.of("the instance " + named.instanceId() + " is not active, but " + is.what().status());
        }
        return is.what().makesCalls() ? Optional.empty()
                : Optional.of("the instance " + named.instanceId() + " makes no calls: enable outbound calls for it");
    }

    private Optional<String> flowProblem(Named named) {
        if (flow instanceof No<Flow> no) {
            return Optional.of("there is no contact flow " + named.contactFlowId() + " in the instance: " + no.why());
        }
        if (!(flow instanceof Is<Flow> is)) {
            return Optional.empty();
        }
        String name = "the contact flow " + named.contactFlowId();
        if (!is.what().status().equals("PUBLISHED")) {
            return Optional.of(name + " is saved, but not published");
        }
        if (!is.what().state().equals("ACTIVE")) {
            return Optional.of(name + " is " + is.what().state());
        }
        return TYPES.contains(is.what().type()) ? Optional.empty()
                : Optional.of(name + " is of the type " + is.what().type() + ", but must be an inbound flow (CONTACT_FLOW)");
    }

    private Optional<String> numberProblem(Named named) {
        if (numbers instanceof No<Set<String>> no) {
            return Optional.of("the instance does not tell its telephone numbers: " + no.why());
        }
        if (!(numbers instanceof Is<Set<String>> is) || is.what().contains(named.sourceNumber())) {
            return Optional.empty();
        }
        if (is.what().isEmpty()) {
            return Optional.of("the instance has no telephone number at all; claim one");
        }
        String some = String.join(", ", is.what().stream().sorted().limit(NAMED_NUMBERS).toList());
        return Optional.of(named.sourceNumber() + " is no number of the instance; it has " + some
                + (is.what().size() > NAMED_NUMBERS ? ", …" : ""));
    }

    private static String setting(String name) {
        return "nightcall.connect." + name + " (NIGHTCALL_CONNECT_" + name.toUpperCase(Locale.ROOT).replace('-', '_') + "): ";
    }
}
