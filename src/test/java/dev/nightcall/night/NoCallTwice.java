package dev.nightcall.night;

import dev.nightcall.core.Request;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** "Not called twice", seen from the telephones: what must hold at the end of every night, however it went. */
final class NoCallTwice {

    private final Night night;
    private final List<String> numbers;

    NoCallTwice(Night night, List<String> numbers) {
        this.night = night;
        this.numbers = numbers;
    }

    /** One contact per call id, nobody called twice about an incident at a position, one call at a time on a phone. */
    void check() {
        assertThat(numbers.stream().flatMap(number -> night.phone(number).calls().stream()).map(Phone.Conversation::callId))
                .doesNotHaveDuplicates().doesNotContain("");
        Set<String> asked = new HashSet<>();
        for (String number : numbers) {
            for (Phone.Conversation talk : night.phone(number).calls()) {
                for (Request request : night.tables().lines().requests(night.call(talk.callId()))) {
                    assertThat(asked.add(number + " " + request)).as("%s called once about %s", number, request).isTrue();
                }
            }
            oneAtATime(number);
        }
    }

    private void oneAtATime(String number) {
        List<Phone.Conversation> talks = night.phone(number).calls().stream()
                .sorted(Comparator.comparing(Phone.Conversation::startedAt)).toList();
        for (int i = 1; i < talks.size(); i++) {
            Instant end = talks.get(i - 1).endedAt();
            assertThat(talks.get(i).startedAt()).as("next call to %s", number).isAfterOrEqualTo(end);
        }
    }

    /** Each of them has been called exactly once. */
    void once(String... called) {
        Stream.of(called).forEach(number -> assertThat(night.phone(number).calls()).as("calls to %s", number).hasSize(1));
    }
}
