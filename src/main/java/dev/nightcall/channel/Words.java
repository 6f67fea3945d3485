package dev.nightcall.channel;

import java.text.MessageFormat;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The texts of {@code notice*.properties} in the plan's language, and times in its time zone. */
final class Words {

    private final ResourceBundle texts;
    private final Locale language;
    private final ZoneId timezone;

    Words(Locale language, ZoneId timezone) {
        this.texts = ResourceBundle.getBundle("dev.nightcall.channel.notice", language,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        this.language = language;
        this.timezone = timezone;
    }

    String say(String key, Object... arguments) {
        return new MessageFormat(texts.getString(key), language).format(arguments);
    }

    String time(Instant time) {
        return DateTimeFormatter.ofPattern(texts.getString("time"), language).format(time.atZone(timezone));
    }

    /** As {@code XYZ Server1 CPU Utilization (critical)}. */
    String about(Notice.Line alert) {
        return say("about", Stream.of(alert.system(), alert.host(), alert.service()).filter(name -> !name.isEmpty())
                .collect(Collectors.joining(" ")), texts.getString(alert.severity()));
    }

    /** About one alert and so many others. */
    String more(String about, int others) {
        return others < 1 ? about : say("and-more", about, others);
    }

    /** An alert on a line of its own. */
    String alert(Notice.Line alert) {
        return alert.summary().isEmpty() ? say("alert", about(alert)) : say("alert-says", about(alert), alert.summary());
    }
}
