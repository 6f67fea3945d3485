package dev.nightcall.simulator;

import dev.nightcall.call.Telephony;
import dev.nightcall.core.Call;
import dev.nightcall.core.Outcome;
import dev.nightcall.core.Request;
import dev.nightcall.core.Status;
import dev.nightcall.local.Names;
import dev.nightcall.night.Decisions;
import dev.nightcall.oncall.OnCall;
import dev.nightcall.tables.Calls;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Sees what telephones see, and what the tables say at that moment. */
final class Witness {

    /**
     * What was looked at may be as old when the request is made: {@code Dialling.Times#fresh} from looking to noting that Connect
     * is asked, and once more from there to the request.
     */
    private static final Duration BELIEVED = Duration.ofSeconds(11);
    /** The longest that an open incident rings nowhere: the pause after the last round, a step, and a line that is taken. */
    private static final Duration SILENT = Duration.ofMinutes(6);

    private static final int MOST_CALLS = 1000;

    private final World world;
    private final Decisions decisions;
    private final Telephony telephony;
    private final OnCall plan;
    private final Untold untold;
    private final List<Ring> rings = new ArrayList<>();
    private final Map<String, Instant> openUntil = new HashMap<>();
    private final Map<String, Instant> openSince = new HashMap<>();
    private final List<String> broken = new ArrayList<>();
    private final Set<String> tokens = new HashSet<>();

    /** A telephone began to ring. @param about the incidents of the call, and where they had asked for it */
    private record Ring(Contact contact, String engineer, List<Request> about) {
    }

    Witness(World world, Decisions decisions, Telephony telephony, OnCall plan) {
        this.world = world;
        this.decisions = decisions;
        this.telephony = telephony;
        this.plan = plan;
        this.untold = new Untold(world.clouds, decisions);
        world.clouds.watchTaking(untold::tookWhatWasThere);
        world.connect.watchedBy(this::rings);
        world.clouds.tables.watch(Names.standard().tables().incidents(), this::seen);
    }

    /** The table has other items, too. */
    private void seen(Map<String, AttributeValue> item) {
        if (item.containsKey("status")) {
            seen(item.get("id").s(), Status.OPEN.word().equals(item.get("status").s()));
        }
    }

    private void seen(String incident, boolean isOpen) {
        Instant now = world.clouds.clock.instant();
        if (isOpen) {
            openSince.putIfAbsent(incident, now);
            openUntil.remove(incident);
        } else if (openSince.remove(incident) != null) {
            openUntil.put(incident, now);
        }
    }

    private void rings(Contact contact) {
        Call call = telephony.calls.find(contact.token()).orElse(null);
        if (call == null) {
            broken.add("a call that nobody wrote down: " + contact.token());
            return;
        }
        if (!tokens.add(contact.token())) {
            broken.add("phoned twice: " + contact.token() + " by " + contact.id());
        }
        if (call.outcome() != null) {
            broken.add("rings though it was given up: " + contact.id() + " of " + call.id() + ", " + call.outcome().word());
        }
        List<Request> about = telephony.lines.requests(call);
        Instant now = world.clouds.clock.instant();
        if (about.stream().allMatch(request -> isGone(request.incident(), now))) {
            broken.add("in vain: " + contact.id() + " of " + call.id() + " about " + about);
        }
        for (Ring other : rings) {
            if (other.engineer().equals(call.engineer()) && other.contact().endedAt() == null && !isLost(other)) {
                broken.add("two calls at once: " + contact.id() + " of " + call.id() + " and " + other.contact().id());
            }
            if (other.engineer().equals(call.engineer()) && about.stream().anyMatch(other.about()::contains)) {
                broken.add("asked twice: " + contact.id() + " and " + other.contact().id() + " about " + about);
            }
        }
        if (!contact.number().equals(call.number()) || plan.engineer(call.engineer()).orElseThrow()
                .phone(1, now).filter(phone -> phone.number().equals(contact.number())).isEmpty()) {
            broken.add("somebody else is phoned: " + contact.id() + " of " + call.id() + " to " + call.engineer());
        }
        about.forEach(request -> asksHolder(contact, call, request));
        rings.add(new Ring(contact, call.engineer(), about));
    }

    /** Where something new is to be told, whoever had the incident is asked. */
    private void asksHolder(Contact contact, Call call, Request request) {
        decisions.incidents.find(request.incident())
                .filter(incident -> incident.asksHolder() && incident.position() == request.position())
                .filter(incident -> !incident.news().holder().equals(call.engineer()))
                .ifPresent(incident -> broken.add("not the one who had it: " + contact.id() + " of " + call.id() + " to "
                        + call.engineer() + " about " + request + " of " + incident.news().holder()));
    }

    /** Nobody knew its contact when its time was over: it was given up, and rings all the same. */
    private boolean isLost(Ring ring) {
        return telephony.calls.find(ring.contact().token()).filter(call -> call.outcome() == Outcome.UNKNOWN).isPresent();
    }

    private boolean isGone(String incident, Instant now) {
        return !openSince.containsKey(incident)
                && openUntil.getOrDefault(incident, Instant.MIN).plus(BELIEVED).isBefore(now);
    }

    /** While nobody answers, everything that is open rings. */
    List<String> silent() {
        Instant now = world.clouds.clock.instant();
        Instant earliest = now.minus(SILENT);
        return decisions.incidents.all(Status.OPEN).stream().filter(incident -> openSince.get(incident.id()).isBefore(earliest))
                .filter(incident -> rings.stream().noneMatch(ring -> ring.contact().startedAt().isAfter(earliest)
                        && ring.about().stream().anyMatch(request -> request.incident().equals(incident.id()))))
                .map(incident -> "nobody is phoned any more: " + incident.id() + " of " + incident.group() + " at "
                        + incident.position()).toList();
    }

    /** Whoever has an incident was told of all that is new in it. */
    List<String> untold() {
        rings.stream().filter(ring -> ring.contact().pressed() == Outcome.ACKNOWLEDGED).forEach(ring -> ring.about()
                .forEach(request -> untold.tookWhatWasThere(request.incident(), ring.contact().startedAt())));
        return untold.all();
    }

    /** Whether nobody is being phoned. */
    boolean isCalm() {
        return telephony.lines.all().stream().allMatch(line -> line.isFree() && !line.isWaiting());
    }

    /** In the morning. */
    List<String> broken() {
        Set<String> all = new LinkedHashSet<>(broken);
        Map<String, Call> calls = new LinkedHashMap<>();
        calls().forEach(call -> calls.put(call.id(), call));
        calls.values().stream().filter(call -> call.outcome() == null || !call.isSettled())
                .forEach(call -> all.add("not settled: " + call.id() + " to " + call.engineer()));
        calls.values().stream().filter(call -> call.outcome() == Outcome.FAILED && call.contactId() == null)
                .forEach(call -> all.add("not phoned though nothing is wrong with the number: " + call.id() + " to "
                        + call.engineer() + ", " + call.disconReason()));
        telephony.lines.all().stream().filter(line -> !line.isFree() || line.isWaiting())
                .forEach(line -> all.add("a line that nobody serves: " + line));
        for (Ring ring : rings) {
            Call call = calls.get(ring.contact().token());
            Outcome pressed = ring.contact().pressed();
            boolean nobodyCanKnow = call.contactId() == null && !ring.contact().isRecorded();
            if (pressed != null && call.outcome() != pressed && !nobodyCanKnow) {
                all.add("pressed " + pressed.word() + " in " + ring.contact().id() + ", but " + call.id() + " is "
                        + (call.outcome() == null ? "open" : call.outcome().word()));
            }
        }
        return List.copyOf(all);
    }

    private List<Call> calls() {
        LocalDate day = LocalDate.ofInstant(Clouds.EVENING, ZoneOffset.UTC);
        return Calls.read(telephony.calls.page(day, MOST_CALLS, null));
    }
}
