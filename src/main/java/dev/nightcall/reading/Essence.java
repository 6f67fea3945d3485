package dev.nightcall.reading;

import dev.nightcall.alert.Text;

import java.text.Normalizer;
import java.util.List;
import java.util.regex.Pattern;

import static java.util.regex.Pattern.CASE_INSENSITIVE;
import static java.util.regex.Pattern.UNICODE_CHARACTER_CLASS;

/**
 * What stays of a subject from one message about a thing to the next: without dates, times, measured values, the numbers of
 * tickets and {@code Re:}. Digits in names and addresses stay, and so does whatever may be one: SW-01 is not SW-02. Two things
 * that look like one would leave the second unheard, while one that looks like two is only told twice.
 */
public final class Essence {

    /** Nothing of a name or a number goes on before or after. */
    private static final String BEGIN = "(?<![\\w.:/-])";
    private static final String END = "(?![\\w/-]|[.:,]\\d)";
    /** But no address. */
    private static final String NUMBER = "[-+]?(?!\\d{1,3}(?:\\.\\d{1,3}){3}(?!\\d))\\d{1,15}(?:[.,]\\d{1,15}){0,5}";
    private static final String UUID = "[\\da-f]{8}(?:-[\\da-f]{4}){3}-[\\da-f]{12}";
    private static final String MONTH = "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
            + "sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?";
    private static final String DAY = "(?:mon|tue(?:s)?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\\.?,? ?";
    /** After these 10:21 is a place. */
    private static final String NO_PLACE = "(?<!(?<!\\w)(?:ports?|slot|unit|card|module|interface|blade|"
            + "ポート|スロット|ユニット)[ :#]?)";
    /** Two digits for the hour, or words that say that it is one: 1:22 may be a port. */
    private static final String CLOCK = "(?:[01]\\d|2[0-3]):[0-5]\\d(?::[0-5]\\d(?:[.,]\\d{1,9})?)?";
    private static final String ZONE = "(?: ?(?:z|utc|gmt|jst|[a-z]{1,3}[sd]t|cet|[-+]\\d\\d:?\\d\\d)(?!\\w)){0,2}";
    private static final String ISO_DAY = "(?:19|20)\\d\\d([-/.])(?:0?[1-9]|1[0-2])\\%d(?:0?[1-9]|[12]\\d|3[01])";
    private static final String MEASURED = "load(?: average)?|temperature|temp|value|usage|utili[sz]ation|average|latency|"
            + "current|actual|threshold|free|used|"
            + "負荷|ロード|ロードアベレージ|温度|値|使用率|現在値|しきい値|閾値|空き容量";
    private static final String DECIMAL = "[-+]?\\d{1,15}[.,]\\d{1,15}";
    private static final String UNIT = "(?:%|‰|°[cf]|ms|secs?|seconds?|mins|minutes?|hrs|hours?|days?|[kmgtp]i?b|bytes|"
            + "[kmgt]?bps|[kmg]?bit/s|[kmgt]?b/s|iops|rpm|[kmg]hz|dbm|ppm)(?!\\w)"
            + "|(?:パーセント|ミリ秒|秒|分間|時間|日間)"
            + "|分(?=[以前後経超])|[分度件回](?!\\p{IsHan})";
    /** So short that they are units only when they stand at the number: line 2 min. */
    private static final String SHORT_UNIT = "(?:µs|us|ns|s|min|h|mv|kv|ma|mw|kw|kva|hz|db)(?!\\w)";

    private static final List<Pattern> GOES = List.of(
            // Answered or passed on.
            words("^(?:\\s*(?:re|aw|antw|fwd?|wg|sv|tr|返信|転送)(?:\\[\\d{1,3}])?\\s*:)+"),
            // Tickets, where a word or a form says that it is one.
            words("[\\[(](?:(?:ticket|case|incident|issue|request|jira|チケット|案件)(?: ?id| ?no\\.?)?"
                    + "[ #:_-]{0,3}\\d+|#\\d{4,})[])]"),
            words(BEGIN + "(?:ticket|case|issue|jira|チケット|案件)(?: ?id| ?no\\.?)?[ :_-]{0,2}#\\d{2,}" + END),
            words(BEGIN + "(?:ticket|jira|チケット|案件)(?: ?id| ?no\\.?)?[-_]\\d{2,}" + END),
            words("(?<![\\w#])#\\d{5,}(?![\\w.-])"),
            words(BEGIN + "(?:inc|req|ritm|chg|prb|sctask)\\d{7,}" + END),
            words(BEGIN + "(?:event|message|request|trace|correlation|ticket|alert)[ -]?id[ :=#]{0,3}" + UUID + END),
            // Dates and times.
            words("(?<![\\w.-])" + day(1) + "(?:[T _]" + CLOCK + "|(?: ?\\([日月火水木金土]\\))?(?: " + CLOCK + ")?)"
                    + ZONE + END),
            words(BEGIN + "\\d{1,2}([/.])\\d{1,2}\\1(?:19|20)\\d\\d(?:,? " + CLOCK + "(?: ?[ap]m)?)?" + ZONE + END),
            words(BEGIN + "20\\d\\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])"
                    + "[T_ -]?(?:[01]\\d|2[0-3])[0-5]\\d(?:[0-5]\\d)?z?" + END),
            words(BEGIN + "(?:" + DAY + ")?\\d{1,2}(?:st|nd|rd|th)?[ -]" + MONTH + "[ -](?:19|20)\\d\\d" + END),
            words(BEGIN + "(?:" + DAY + ")?" + MONTH + " {1,2}\\d{1,2}(?:st|nd|rd|th)?(?:,? (?:19|20)\\d\\d| " + CLOCK
                    + "(?: (?:19|20)\\d\\d)?)" + ZONE + END),
            words("(?:(?:令和|平成)?\\d{1,4}年)?\\d{1,2}月\\d{1,2}日"
                    + "(?: ?\\(?[日月火水木金土](?:曜日?)?\\)?(?![\\p{IsHan}]))?"),
            words("(?:午前|午後)?\\d{1,2}時(?!間)(?:\\d{1,2}分(?:\\d{1,2}秒)?)?(?:頃|ごろ)?"),
            words(BEGIN + NO_PLACE + "(?:" + CLOCK + "|\\d{1,2}:[0-5]\\d:[0-5]\\d|\\d{1,2}:[0-5]\\d ?[ap]\\.?m\\.?)(?: ?[ap]m)?"
                    + ZONE + END),
            // Measured values: with a unit, or where a word says what was measured.
            words(BEGIN + NUMBER + "(?: ?(?:" + UNIT + ")|" + SHORT_UNIT + ")"),
            words(BEGIN + DECIMAL + " ?(?:" + SHORT_UNIT + "|[vaw](?!\\w))"),
            words(BEGIN + "(?:\\d{1,6}[dhms] ?){2,4}(?!\\w)"),
            words("\\bfor \\d{1,6}[dhms](?!\\w)"),
            words("(?<=(?<!\\w)(?:" + MEASURED + ")(?: is| was| at| of| ?=| ?:| ?>=?| ?<=?) ?)" + NUMBER
                    + "(?:, ?" + NUMBER + "){0,2}" + END),
            words("(?<=(?<!\\w)(?:" + MEASURED + ") )" + DECIMAL + "(?:, ?" + DECIMAL + "){0,2}" + END),
            // No arrow from one place to another, and nothing in angle brackets.
            words("(?<=(?<![-=<>\\d])[<>≥≤]=? ?)" + NUMBER + END + "(?! ?>)"));

    private static final List<Pattern> LEFT_BEHIND = List.of(
            Pattern.compile("\\(\\s*[,;:/|@-]*\\s*\\)|\\[\\s*[,;:/|@-]*\\s*]|【\\s*】|「\\s*」|<\\s*>"),
            Pattern.compile("^[\\s,;:|@-]+|[\\s,;:|@-]+$"));
    private static final Pattern SPACES = Pattern.compile("\\s+");

    private Essence() {
    }

    /** @return may be empty */
    public static String of(String subject) {
        // Japanese monitors write digits, percent signs and colons in two widths.
        String before;
        String left = SPACES.matcher(Text.line(Normalizer.normalize(subject, Normalizer.Form.NFKC))).replaceAll(" ").strip();
        do {
            before = left;
            left = without(left);
        } while (!left.equals(before));
        return left;
    }

    private static String without(String text) {
        String left = text;
        for (Pattern goes : GOES) {
            left = goes.matcher(left).replaceAll(" ");
        }
        for (Pattern behind : LEFT_BEHIND) {
            left = behind.matcher(left).replaceAll(" ");
        }
        return SPACES.matcher(left).replaceAll(" ").strip();
    }

    private static String day(int group) {
        return ISO_DAY.formatted(group);
    }

    private static Pattern words(String pattern) {
        return Pattern.compile(pattern, CASE_INSENSITIVE | UNICODE_CHARACTER_CLASS);
    }
}
