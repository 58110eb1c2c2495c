package io.sidetone.sip.header;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.Parameters;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.TextReader;
import org.jspecify.annotations.Nullable;

/// How numbers are read that parameters hold. Thread-safe: only functions.
final class ParameterNumbers {

    /// Stands for a parameter that is not there.
    static final int ABSENT = -1;

    /// Stands for a parameter whose value is missing or no number in range.
    static final int MALFORMED = -2;

    private ParameterNumbers() {}

    /// The number of a parameter from 0 to `max`, or [#ABSENT] or [#MALFORMED].
    static long get(Parameters parameters, String name, long max) {
        int index = parameters.indexOf(name);
        return index < 0 ? ABSENT : parse(parameters.get(name), max);
    }

    /// The number of a parameter from 0 to `max`, or [#ABSENT] if it is missing or malformed.
    static long getOrAbsent(Parameters parameters, String name, long max) {
        return Math.max(ABSENT, get(parameters, name, max));
    }

    /// Fails if a parameter is there and holds no number from 0 to `max`.
    static void check(Parameters parameters, String name, long max, TextReader reader) throws SyntaxException {
        if (get(parameters, name, max) == MALFORMED) {
            throw reader.error("number expected as " + name);
        }
    }

    private static long parse(@Nullable String text, long max) {
        if (text == null || text.isEmpty()) {
            return MALFORMED;
        }
        long value = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > Math.min(9, max) || value > (max - digit) / 10) {
                return MALFORMED;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    /// The parameter `q` in thousandths, 0 to 1000, or [#ABSENT] if it is missing or malformed.
    @Rfc(number = 3261, section = "25.1")
    static int q(Parameters parameters) {
        int index = parameters.indexOf("q");
        return index < 0 ? ABSENT : Math.max(ABSENT, thousandths(parameters.get("q")));
    }

    /// Fails if the parameter `q` is there and holds no number from 0 to 1 with up to three decimals.
    @Rfc(number = 3261, section = "25.1")
    static void checkQ(Parameters parameters, TextReader reader) throws SyntaxException {
        int index = parameters.indexOf("q");
        if (index >= 0 && thousandths(parameters.get("q")) < 0) {
            throw reader.error("q from 0 to 1 with up to three decimals expected");
        }
    }

    private static int thousandths(@Nullable String text) {
        if (text == null || text.isEmpty() || text.length() > 5 || (text.length() > 1 && text.charAt(1) != '.')) {
            return MALFORMED;
        }
        int value = text.charAt(0) - '0';
        if (value < 0 || value > 1) {
            return MALFORMED;
        }
        for (int i = 2; i < 5; i++) {
            int digit = i < text.length() ? text.charAt(i) - '0' : 0;
            if (digit < 0 || digit > 9) {
                return MALFORMED;
            }
            value = value * 10 + digit;
        }
        return value <= 1000 ? value : MALFORMED;
    }
}
