package dev.nightcall.oncall;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;

import java.util.Collection;
import java.util.Locale;
import java.util.TreeSet;

/**
 * Which telephone numbers can be called, by the numbering plans in libphonenumber.
 *
 * <p>What cannot be a number, or costs extra, is refused. Numbers that only seem not to have been given out are not: the
 * library is always a little behind, as when Japan opened 060 to mobiles.
 */
final class PhoneNumbers {

    /** ITU-T E.164: plus sign, and at most 15 digits. */
    private static final int E164_LENGTH = 16;

    private final PhoneNumberUtil plans = PhoneNumberUtil.getInstance();
    private final String country;

    /**
     * One of three: a number, a number with a warning, or a problem. None of the texts has the number in it.
     *
     * @param e164    null if there is a problem
     * @param problem null if there is none
     * @param warning null if there is none
     */
    record Checked(String e164, String problem, String warning) {
    }

    /** @param country whose national numbers are meant, as {@code JP}; null when there are to be none */
    PhoneNumbers(String country) {
        this.country = country;
    }

    /** Codes of countries whose numbers are known. */
    static Collection<String> countries() {
        return new TreeSet<>(PhoneNumberUtil.getInstance().getSupportedRegions());
    }

    Checked check(String text) {
        if (!text.startsWith("+") && country == null) {
            return problem("is a national number, and there is no country at the top of the file to say of which country;"
                    + " or write it in E.164, such as +12025550100");
        }
        try {
            return check(plans.parse(text, country));
        } catch (NumberParseException e) {
            return problem(switch (e.getErrorType()) {
                case INVALID_COUNTRY_CODE -> "begins with a country code that does not exist";
                case TOO_SHORT_AFTER_IDD, TOO_SHORT_NSN -> "is too short for a telephone number";
                case TOO_LONG -> "is too long for a telephone number";
                case NOT_A_NUMBER -> "is no telephone number";
            });
        }
    }

    private Checked check(PhoneNumber number) {
        String of = " number of " + plans.getRegionCodeForCountryCode(number.getCountryCode());
        return switch (plans.isPossibleNumberWithReason(number)) {
            case TOO_SHORT -> problem("is too short for a" + of);
            case TOO_LONG -> problem("is too long for a" + of);
            case INVALID_LENGTH -> problem("is longer or shorter than any" + of);
            case INVALID_COUNTRY_CODE -> problem("begins with a country code that does not exist");
            case IS_POSSIBLE_LOCAL_ONLY -> problem("has no area code");
            case IS_POSSIBLE -> checkType(number);
        };
    }

    private Checked checkType(PhoneNumber number) {
        PhoneNumberType type = plans.getNumberType(number);
        String word = type.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        String e164 = plans.format(number, PhoneNumberFormat.E164);
        // Japan's plan has longer ones, for exchanges.
        if (e164.length() > E164_LENGTH) {
            return problem("is too long for E.164, which has 15 digits");
        }
        return switch (type) {
            case PREMIUM_RATE, SHARED_COST -> problem("is a " + word + " number, which is not called");
            case UNKNOWN -> new Checked(e164, null, "seems not to be given out; it is called all the same");
            case PAGER, VOICEMAIL -> problem("is a " + word + " number, where nobody can press a key");
            case TOLL_FREE, UAN -> new Checked(e164, null, "is a " + word.replace("uan", "company's")
                    + " number and not one person's; it is called all the same");
            default -> new Checked(e164, null, null);
        };
    }

    private static Checked problem(String text) {
        return new Checked(null, text, null);
    }
}
