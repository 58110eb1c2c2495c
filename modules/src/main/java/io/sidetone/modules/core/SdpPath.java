package io.sidetone.modules.core;

import io.sidetone.script.value.ScriptError;
import io.sidetone.script.value.Values;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a key of `$sdp.line` and its like chooses: `video[1]/a=fmtp:115/bitrate=`. Immutable.
///
/// @param steps stream, line and token, or some of them, in this order
record SdpPath(List<Step> steps) {

    private static final int DEEPEST = 3;

    /// One of several things that begin alike.
    ///
    /// @param prefix how it begins, in any case; empty for anything
    /// @param index which of them, from 0; from the end if negative
    record Step(String prefix, long index) {

        static final Step FIRST = new Step("", 0);

        boolean fits(String text) {
            return text.regionMatches(true, 0, prefix, 0, prefix.length());
        }

        /// The one of some places that is meant; -1 if there is none.
        int among(List<Integer> places) {
            long at = index < 0 ? places.size() + index : index;
            return at < 0 || at >= places.size() ? -1 : places.get((int) at);
        }
    }

    /// Reads a key.
    ///
    /// @param most how many steps there may be
    static SdpPath parse(@Nullable Object key, int most) {
        String text = Values.text(key);
        List<Step> steps = new ArrayList<>();
        StringBuilder prefix = new StringBuilder();
        long index = 0;
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : '/';
            if (c == '\\' && i + 1 < text.length()) {
                prefix.append(text.charAt(++i));
            } else if (c == '[' && text.indexOf(']', i) > 0) {
                int close = text.indexOf(']', i);
                index = index(text.substring(i + 1, close).strip());
                i = close;
            } else if (c == '/') {
                steps.add(new Step(prefix.toString().strip(), index));
                prefix.setLength(0);
                index = 0;
            } else {
                prefix.append(c);
            }
        }
        if (steps.size() > Math.min(most, DEEPEST)) {
            throw new ScriptError(
                    "'" + Written.shown(text) + "' has more than " + most + " steps; write \\/ for a slash");
        }
        return new SdpPath(List.copyOf(steps));
    }

    private static long index(String digits) {
        Long index = Values.integer(digits);
        if (index == null) {
            throw new ScriptError("'" + Written.shown(digits) + "' is no index");
        }
        return index;
    }

    /// The step of a number; null if it is not there.
    @Nullable
    Step step(int number) {
        return number < steps.size() ? steps.get(number) : null;
    }
}
