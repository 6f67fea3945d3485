package dev.nightcall.oncall;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** Plans with a schedule, and whom it says in few words. */
final class Duties {

    /** From here on a schedule can be appended, at line 12. */
    static final String PEOPLE = """
            timezone: Asia/Tokyo
            engineers:
              sato: {name: Sato, phones: [{number: "+819000000001"}]}
              suzuki: {name: Suzuki, phones: [{number: "+819000000002"}]}
              tanaka: {name: Tanaka, phones: [{number: "+819000000003"}]}
            teams:
              web: [suzuki, sato]
            policies:
              default: {steps: [{recipients: ["call:primary"]}]}
            schedules:
              primary:
            """;

    private Duties() {
    }

    /** @param schedule indented by nothing */
    static String yaml(String schedule) {
        return PEOPLE + schedule.indent(4);
    }

    static Schedule schedule(String schedule) {
        return Plans.plan(yaml(schedule)).schedule("primary").orElseThrow();
    }

    static String at(Schedule schedule, String instant) {
        return schedule.at(Instant.parse(instant)).stream().map(Engineer::id).collect(Collectors.joining(" "));
    }

    static List<String> shifts(Schedule schedule, String from, String to) {
        return schedule.shifts(Instant.parse(from), Instant.parse(to)).stream()
                .map(shift -> shift.engineer().id() + " " + shift.from() + " " + shift.to() + " "
                        + (shift.override() == null ? shift.layer() : shift.override().reason()))
                .toList();
    }
}
