package dev.nightcall.call;

import dev.nightcall.alert.Alert;
import dev.nightcall.incident.Incident;
import dev.nightcall.oncall.Engineer;
import dev.nightcall.oncall.OnCall;
import dev.nightcall.oncall.Speak;
import dev.nightcall.suppression.AlertTable;

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

    /** The contact attributes of a call. @param incidents what it is about, each once */
    public Map<String, String> attributes(String engineer, String callId, List<Incident> incidents) {
        Locale language = voices.spoken(
                onCall.get().engineer(engineer).map(Engineer::language).orElse(onCall.get().language()));
        ResourceBundle texts = voices.texts(language);
        Voice voice = voices.of(language);
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("call_id", callId);
        attributes.put("language", language.toLanguageTag());
        attributes.put("voice", voice.name());
        attributes.put("voice_engine", voice.engine());
        attributes.put("voice_style", voice.style());
        attributes.put("check_flag", "0");
        for (String text : List.of("greeting", "menu", "ask_minutes", "taken", "passed_on", "suppressed", "goodbye")) {
            attributes.put(text, texts.getString(text));
        }
        attributes.put("message", message(texts, language, incidents));
        return attributes;
    }

    private String message(ResourceBundle texts, Locale language, List<Incident> incidents) {
        List<Incident> worstFirst = incidents.stream().sorted(WORST_FIRST).toList();
        // Which is the worst now is known only when its alerts are: the worst so far may have recovered.
        List<Spoken> spoken = worstFirst.stream().limit(NAMED)
                .map(incident -> Spoken.of(incident, alerts.of(incident.id()))).sorted(Spoken.WORST_FIRST).toList();
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
                time(texts, language, spoken.incident().openedAt()));
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
