package dev.nightcall.mail.smtp;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RecipientsTest {

    @ParameterizedTest
    @CsvSource({"alerts@nightcall.example, true", "alerts+XYZ@nightcall.example, true", "Alerts+XYZ@NIGHTCALL.example, true",
        "alerts, true", "alerts+XYZ, true", "alerts+a+b@x, true", "alertsx@nightcall.example, false",
        "alert@nightcall.example, false", "alerts%victim.example@nightcall.example, false",
        "alerts@victim.example@nightcall.example, false", "xalerts+XYZ@x, false", "'', false", "@, false",
        "postmaster@nightcall.example, false"})
    void isForAlertsAtAnyDomain(String recipient, boolean accepted) {
        assertThat(new Recipients("").accept(recipient)).isEqualTo(accepted);
    }

    @ParameterizedTest
    @CsvSource({"oncall@example.jp, true", "ONCALL@Example.JP, true", "oncall+XYZ@example.jp, true", "oncall@example.com, false",
        "anybody@alerts.example.com, true", "anybody@sub.alerts.example.com, false", "ops@anywhere.example, true",
        "alerts@anywhere.example, true", "other@example.jp, false"})
    void andForWhatAnOperatorLists(String recipient, boolean accepted) {
        Recipients recipients = new Recipients("oncall@example.jp, *@alerts.example.com ,ops@*");

        assertThat(recipients.accept(recipient)).isEqualTo(accepted);
    }

    @ParameterizedTest
    @ValueSource(strings = {"anybody@example.jp", "root", "a@b@c"})
    void aStarIsForAnybody(String recipient) {
        assertThat(new Recipients("*").accept(recipient)).isTrue();
        assertThat(new Recipients("*").accept("")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"oncall", "@example.jp", "oncall@", "on*@example.jp", "oncall@*.example.jp", "on call@example.jp"})
    void refusesPatternsThatItWouldNotFollow(String pattern) {
        assertThatThrownBy(() -> new Recipients("ok@example.jp," + pattern)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(pattern);
    }
}
