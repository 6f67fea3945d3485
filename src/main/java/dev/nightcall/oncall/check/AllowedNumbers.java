package dev.nightcall.oncall.check;

import dev.nightcall.settings.SettingException;

import java.util.List;
import java.util.stream.Stream;

/**
 * Which numbers the Amazon Connect instance may dial. Its allow-list of countries denies by default; some mobile numbers of
 * an allowed country may be denied as well, as +8170, +8180 and +8190 in Tokyo.
 *
 * @param prefixes of numbers in E.164, such as {@code +81}; empty when nothing is known
 * @see <a href="https://docs.aws.amazon.com/connect/latest/adminguide/country-code-allow-list.html">Allow-list</a>
 */
public record AllowedNumbers(List<String> prefixes) {

    public AllowedNumbers {
        prefixes = List.copyOf(prefixes);
    }

    /** @param setting separated by commas. @throws SettingException when one is no beginning of a number */
    public static AllowedNumbers of(String setting) {
        List<String> prefixes = Stream.of(setting.split(",")).map(String::strip).filter(text -> !text.isEmpty()).toList();
        prefixes.stream().filter(prefix -> !prefix.matches("\\+[1-9][0-9]{0,14}")).findFirst().ifPresent(wrong -> {
            throw new SettingException("nightcall.connect.allow-list: " + wrong
                    + " is no beginning of a number in E.164, such as +81", null);
        });
        return new AllowedNumbers(prefixes);
    }

    /** @param number in E.164 */
    boolean allow(String number) {
        return prefixes.isEmpty() || prefixes.stream().anyMatch(number::startsWith);
    }
}
