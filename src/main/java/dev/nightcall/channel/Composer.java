package dev.nightcall.channel;

import dev.nightcall.alert.Alert;
import dev.nightcall.alert.Severity;
import dev.nightcall.alert.Text;
import dev.nightcall.core.AlertRow;
import dev.nightcall.core.Course;
import dev.nightcall.core.Incident;
import dev.nightcall.core.Move;
import dev.nightcall.core.PhoneOutage;
import dev.nightcall.core.Position;
import dev.nightcall.oncall.Occasion;
import dev.nightcall.oncall.OnCall;
import dev.nightcall.oncall.Recipients;
import dev.nightcall.sending.Telling;
import dev.nightcall.tables.AlertTable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes the notice of something that is to be told: what it is about, in numbers that a chat can bear. */
final class Composer {

    private static final int ALERTS = 5;
    private static final int NAMES = 10;
    private static final int LONGEST_NAME = 120;
    private static final int LONGEST_SUMMARY = 300;
    private static final Comparator<AlertRow> WORST_FIRST = Comparator.comparing(AlertRow::isFiring).reversed()
            .thenComparing(AlertRow.WORST_FIRST);

    private final AlertTable alerts;
    private final Supplier<OnCall> onCall;
    private final Supplier<Optional<PhoneOutage>> outage;

    /** @param outage the latest time in which nobody could be phoned, which may be now */
    Composer(AlertTable alerts, Supplier<OnCall> onCall, Supplier<Optional<PhoneOutage>> outage) {
        this.alerts = alerts;
        this.onCall = onCall;
        this.outage = outage;
    }

    Notice compose(Telling telling, Incident incident) {
        OnCall plan = onCall.get();
        Words words = new Words(plan.language(), plan.timezone());
        List<AlertRow> rows = alerts.of(incident.id()).sorted(WORST_FIRST).toList();
        List<AlertRow> firing = rows.stream().filter(AlertRow::isFiring).toList();
        List<AlertRow> newest = rows.stream().filter(row -> telling.newest() != null && telling.newest().names(row)).toList();
        List<AlertRow> meant = !newest.isEmpty() ? newest : firing.isEmpty() ? rows : firing;
        int count = newest.isEmpty() ? meant.size() : telling.newest().count();
        List<Notice.Line> first = meant.stream().limit(ALERTS).map(Composer::line).toList();
        String about = first.isEmpty() ? name(incident.group()) : words.about(first.get(0));
        boolean quiet = !firing.isEmpty() && !incident.policy().phonesAbout(firing.get(0).alert().severity());
        Move move = incident.isOpen() && !quiet ? nextMove(incident).orElse(null) : null;
        Position next = move == null ? null : incident.at(move.number());
        Instant nextAt = move == null ? null : move.due();
        String goesOn = next == null ? null : place(words, incident, next);
        List<String> lines = new ArrayList<>(first.stream().map(words::alert).toList());
        if (count > first.size()) {
            lines.add(words.say("more", count - first.size()));
        }
        lines.add(words.say("since", words.time(incident.openedAt()), incident.id()));
        if (next != null && telling.occasion() != Occasion.ACKNOWLEDGED) {
            lines.add(words.say("next", words.time(nextAt), goesOn));
        }
        return new Notice(incident.id() + "/" + telling.id(), incident.id(), incident.group(), telling.position(),
                telling.event(), sentence(words, telling, incident, words.more(about, count - 1)), lines,
                telling.at(), incident.status().word(), first.isEmpty() ? null : first.get(0).severity(), about,
                incident.openedAt(), telling.by() == null || telling.by().isEmpty() ? null : telling.by(),
                telling.until(), goesOn, nextAt,
                names(meant, Alert::system), names(meant, Alert::host), names(meant, Alert::service), first,
                firing.size(), rows.size());
    }

    /** As far as it is known: while nobody can be phoned nobody knows when somebody will be. */
    private Optional<Move> nextMove(Incident incident) {
        Optional<PhoneOutage> latest = outage.get();
        return latest.filter(PhoneOutage::isOn).isPresent() ? Optional.empty()
                : Course.nextMove(incident).map(move -> move.at(Course.due(incident, move, latest)));
    }

    /** Of an outage of the telephones, which is about no incident. */
    Notice composeOutage(Telling telling) {
        OnCall plan = onCall.get();
        Words words = new Words(plan.language(), plan.timezone());
        boolean over = telling.occasion() == Occasion.PHONES_BACK;
        String text = over ? words.say("phones-back", words.time(telling.at()), words.time(telling.until()), telling.by())
                : words.say("phones-out", words.time(telling.at()), telling.by());
        Notice.Names none = new Notice.Names(List.of(), 0);
        return new Notice(telling.incident() + "/" + telling.id(), null, null, 0, telling.occasion().word(), text, List.of(),
                over ? telling.until() : telling.at(), over ? "resolved" : "open", Severity.CRITICAL.word(), "Nightcall",
                telling.at(), null, null, null, null, none, none, none, List.of(), 0, 0);
    }

    private String sentence(Words words, Telling telling, Incident incident, String about) {
        return switch (telling.occasion()) {
            case OPENED -> telling.by() == null ? words.say(telling.event(), about)
                    : words.say("reopened-taken", about, who(telling.by()), words.time(telling.until()));
            case ESCALATED -> telling.isLeaseEnded()
                    ? words.say(telling.by().isEmpty() ? "lease-ended" : "lease-ended-of", about, who(telling.by()))
                    : words.say("escalated", about, reached(words, incident, incident.at(telling.position())));
            case ACKNOWLEDGED -> telling.wasTooLate() ? tooLate(words, telling, about)
                    : words.say("acknowledged", about, who(telling.by()), words.time(telling.until()));
            case JOINED -> words.say(telling.until() != null ? "joined" : asks(telling) ? "joined-asked" : "joined-lost", about,
                    who(telling.by()));
            case RESOLVED -> telling.isSuppressed()
                    ? words.say("suppressed", about, who(telling.by()), words.time(telling.until()))
                    : Incident.MONITOR.equals(telling.by()) ? words.say("resolved", about)
                    : words.say("resolved-by", about, who(telling.by()));
            case EXHAUSTED -> words.say("exhausted", about, incident.policy().rounds(),
                    words.time(telling.at().plus(incident.policy().pause())));
            case PHONES_OUT, PHONES_BACK -> throw new IllegalArgumentException("is of no incident");
        };
    }

    /** Whether whoever had it can be phoned; a key cannot, nor who is on leave. */
    private boolean asks(Telling telling) {
        return new Course(onCall.get(), Optional.empty(), telling.at()).phonesHolder(telling.by());
    }

    private String tooLate(Words words, Telling telling, String about) {
        return words.say(telling.until() == null ? "too-late-over" : "too-late", about, who(telling.tooLate()),
                who(telling.by()));
    }

    /** It is told before it is reached when its calls are held. */
    private String reached(Words words, Incident incident, Position position) {
        return incident.isOpen() && incident.position() < position.number()
                ? words.say("place-held", position.round(), position.step()) : place(words, incident, position);
    }

    /** As {@code round 1, step 2: sato}. */
    private String place(Words words, Incident incident, Position position) {
        if (position.isFallback(incident.policy())) {
            return words.say("place-last");
        }
        if (incident.asksHolder() && incident.position() == position.number()) {
            return words.say("place-holder", who(incident.news().holder()));
        }
        if (position.step() == 0) {
            // It has started over since, for a worse alert.
            return words.say("place-start");
        }
        if (Course.isResting(incident) && incident.position() == position.number()) {
            return words.say("place-resting", position.round(), position.step());
        }
        String called = position.recipients().stream().filter(Recipients::isCall)
                .map(recipient -> who(Recipients.named(recipient))).collect(Collectors.joining(", "));
        return called.isEmpty() ? words.say("place-silent", position.round(), position.step())
                : words.say("place", position.round(), position.step(), called);
    }

    /** An engineer's name instead of the id. */
    private String who(String by) {
        return name(onCall.get().engineer(by).map(engineer -> engineer.name()).orElse(by));
    }

    private static Notice.Line line(AlertRow row) {
        Alert alert = row.alert();
        return new Notice.Line(name(alert.system()), name(alert.host()), name(alert.service()), alert.severity().word(),
                alert.state().word(), Text.cut(Text.line(alert.summary()), LONGEST_SUMMARY));
    }

    private static Notice.Names names(List<AlertRow> rows, Function<Alert, String> name) {
        List<String> all = rows.stream().map(row -> name.apply(row.alert())).flatMap(Stream::ofNullable)
                .filter(text -> !text.isEmpty()).distinct().toList();
        return new Notice.Names(all.stream().limit(NAMES).map(Composer::name).toList(), Math.max(0, all.size() - NAMES));
    }

    private static String name(String text) {
        return text == null ? "" : Text.cut(Text.line(text), LONGEST_NAME);
    }
}
