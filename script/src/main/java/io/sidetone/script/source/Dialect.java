package io.sidetone.script.source;

import java.util.regex.Pattern;

/// The dialects of the routing language.
public enum Dialect {
    /// Our own: the language of OpenSIPS, made whole.
    NATIVE,
    /// That of Kamailio.
    KAMAILIO;

    private static final Pattern MARK = Pattern.compile("\\s*#!(?:KAMAILIO|SER|MAXCOMPAT|ALL)\\b.*", Pattern.DOTALL);

    /// The dialect that a script says itself that it is written in: Kamailio's if it begins with `#!KAMAILIO` or
    /// one of the older forms of that, else the native one.
    public static Dialect of(String text) {
        return MARK.matcher(text).lookingAt() ? KAMAILIO : NATIVE;
    }
}
