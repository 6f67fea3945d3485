package dev.nightcall.call;

import dev.nightcall.alert.Alert;
import dev.nightcall.core.Incident;
import dev.nightcall.core.SaidInCall;
import dev.nightcall.core.Status;
import dev.nightcall.oncall.Engineer;
import dev.nightcall.oncall.OnCall;
import dev.nightcall.oncall.Speak;
import dev.nightcall.tables.AlertTable;
import dev.nightcall.telephone.Telephone;

import java.text.MessageFormat;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What the engineer hears: every text of the contact flow, in the engineer's language, as contact attributes. The texts
 * are in {@code speech*.properties}; the flow only says when each is spoken.
 */
public final class Speech {

    /** More incidents than this are only counted. */
    private static final int NAMED = 3;
    /** Of more incidents than this the alerts are not counted, nor for longer: somebody is about to be phoned. */
    private static final int COUNTED = 100;
    private static final Duration COUNTING = Duration.ofMillis(300);
    private static final Comparator<Incident> WORST_FIRST = Comparator.comparing(Incident::severity).reversed()
            .thenComparing(Incident::openedAt);

    private final Supplier<OnCall> onCall;
    private final AlertTable alerts;
    private final Voices voices;
    private final Clock clock;

    public Speech(Supplier<OnCall> onCall, AlertTable alerts, Voices voices, Clock clock) {
        this.onCall = onCall;
        this.alerts = alerts;
        this.voices = voices;
        this.clock = clock;
    }

    /**
     * What is said in a call.
     *
     * @param attributes of the contact
     * @param shown      what its incidents are about as it is said, of all of them together
     */
    public record Said(Map<String, String> attributes, SaidInCall shown) {
    }

    /**
     * What is said in a call. What is said after a digit is true whatever happens during the call.
     *
     * @param incidents what it is about, each once
     * @param others    whether others are asked for them at the same time
     * @param now       a moment before the incidents were read
     */
    public Said of(String engineer, String callId, List<Incident> incidents, boolean others, Instant now) {
        Locale language = language(engineer);
        ResourceBundle texts = voices.texts(language);
        Voice voice = voices.of(language);
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("call_id", callId);
        attributes.put("language", language.toLanguageTag());
        attributes.put("voice", voice.name());
        attributes.put("voice_engine", voice.engine());
        attributes.put("voice_style", voice.style());
        attributes.put("check_flag", "0");
        for (String text : List.of("greeting", "menu", "ask_minutes", "passed_on", "suppressed", "goodbye")) {
            attributes.put(text, texts.getString(text));
        }
        attributes.put("taken", texts.getString(incidents.size() > 1 ? "taken_of_many" : others ? "taken_if_first" : "taken"));
        attributes.put(Telephone.GONE, "0");
        List<Incident> worstFirst = incidents.stream().sorted(WORST_FIRST).toList();
        // Which is the worst now is known only when its alerts are: the worst so far may have recovered.
        List<Spoken> spoken = worstFirst.stream().limit(NAMED)
                .map(incident -> Spoken.of(incident, engineer, alerts.firing(incident.id()), now))
                .sorted(Spoken.WORST_FIRST).toList();
        attributes.put("message", message(texts, language, worstFirst, spoken));
        return new Said(attributes, SaidInCall.of(now, spoken.stream()
                .collect(Collectors.toMap(one -> one.incident().id(), Spoken::shown))));
    }

    /**
     * The attributes that tell a call that nothing is left of it.
     *
     * @param incidents what it was about, or some of it; none of them needs a call of this engineer
     */
    public Map<String, String> gone(String engineer, List<Incident> incidents) {
        Locale language = language(engineer);
        ResourceBundle texts = voices.texts(language);
        List<String> have = incidents.stream()
                .map(incident -> incident.status() == Status.ACKNOWLEDGED ? incident.acknowledgedBy() : "").distinct().toList();
        String text = have.size() > 1 || incidents.stream().anyMatch(Incident::isOpen) ? texts.getString("gone_all")
                : have.isEmpty() || have.get(0).isEmpty() ? texts.getString("gone_over")
                : have.get(0).equals(engineer) ? texts.getString("gone_to_you")
                : format(texts, "gone_to", language, Ssml.escape(onCall.get().engineer(have.get(0)).map(Engineer::name)
                        .orElse(have.get(0))));
        return Map.of(Telephone.GONE, "1", "gone_text", text);
    }

    private Locale language(String engineer) {
        return voices.spoken(
                onCall.get().engineer(engineer).map(Engineer::language).orElse(onCall.get().language()));
    }

    private String message(ResourceBundle texts, Locale language, List<Incident> worstFirst, List<Spoken> spoken) {
        String named = spoken.stream().map(one -> sentence(texts, language, one)).collect(Collectors.joining(" "));
        return worstFirst.size() == 1 ? named : inAll(texts, language, worstFirst, spoken) + " " + named;
    }

    private String inAll(ResourceBundle texts, Locale language, List<Incident> worstFirst, List<Spoken> spoken) {
        long firing = spoken.stream().mapToLong(Spoken::firing).sum();
        int counted = spoken.size();
        Instant end = clock.instant().plus(COUNTING);
        while (counted < Math.min(worstFirst.size(), COUNTED) && clock.instant().isBefore(end)) {
            firing += alerts.countFiring(worstFirst.get(counted).id());
            counted++;
        }
        return format(texts, counted < worstFirst.size() ? "in_all_at_least" : "in_all", language, worstFirst.size(), firing);
    }

    private String sentence(ResourceBundle texts, Locale language, Spoken spoken) {
        if (spoken.worst() == null) {
            return format(texts, "recovered", language, Ssml.escape(spoken.incident().group()));
        }
        Alert worst = spoken.worst().alert();
        String what = worst.host().isEmpty() ? "no_host" : worst.service().isEmpty() ? "no_service" : "alert";
        String sentence = format(texts, what, language, Ssml.escape(worst.system()), Ssml.escape(worst.host()),
                Ssml.escape(worst.service()), texts.getString(worst.severity().word()),
                time(texts, language, spoken.worst().spell().began()));
        if (spoken.isNew()) {
            sentence = texts.getString("new_in_yours") + " " + sentence;
        }
        if (spoken.worst().spell().times() > 1) {
            sentence += " " + format(texts, "times", language, spoken.worst().spell().times());
        }
        String says = Saying.of(worst.summary());
        if (spoken.incident().policy().speak() == Speak.SUMMARY && !says.isEmpty() && !says.equals(worst.service())) {
            sentence += " " + format(texts, "says", language, Ssml.escape(says, says.length()));
        }
        return spoken.firing() == 1 ? sentence
                : sentence + " " + format(texts, "more_alerts", language, spoken.firing() - 1);
    }

    private String time(ResourceBundle texts, Locale language, Instant time) {
        return DateTimeFormatter.ofPattern(texts.getString("time"), language).format(time.atZone(onCall.get().timezone()));
    }

    private static String format(ResourceBundle texts, String key, Locale language, Object... arguments) {
        return new MessageFormat(texts.getString(key), language).format(arguments);
    }
}
