package dev.nightcall.oncall;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Makes the engineers of a plan in which nothing is wrong. */
final class EngineerReader {

    private final Locale language;
    private final CalendarReader calendars;
    private final PhoneNumbers numbers;

    /** @param language of those who have none of their own */
    EngineerReader(JsonNode root, CalendarReader calendars, Locale language) {
        this.language = language;
        this.calendars = calendars;
        this.numbers = new PhoneNumbers(root.path("country").textValue());
    }

    Engineer engineer(String id, JsonNode node) {
        return new Engineer(id, node.get("name").textValue(), OnCallReader.language(node, language),
                OnCallReader.list(node.get("phones"), this::phone), windows(node),
                absences(node.path("unavailable")));
    }

    private Phone phone(JsonNode node) {
        return new Phone(numbers.check(node.get("number").textValue()).e164(),
                node.has("when") ? window(node.get("when")) : null);
    }

    private List<Window> windows(JsonNode node) {
        List<Window> windows = new ArrayList<>();
        if (node.has("when")) {
            windows.add(window(node.get("when")));
        }
        if (node.path("businessDaysOnly").asBoolean()) {
            windows.add(new Window("business days", calendars.businessDays()));
        }
        return windows;
    }

    private Window window(JsonNode name) {
        return new Window(name.textValue(), calendars.calendar(name.textValue()));
    }

    /** One that lies in the hour that clocks skip is none. */
    private List<Absence> absences(JsonNode list) {
        return OnCallReader.list(list, this::absence).stream().flatMap(Optional::stream).toList();
    }

    private Optional<Absence> absence(JsonNode node) {
        return Absence.parse(node.get("from").textValue(), node.path("to").textValue(),
                node.path("reason").asText(EngineerCheck.NO_REASON), calendars.timezone());
    }
}
