package io.sidetone.script.source;

import java.util.regex.Pattern;

/// The dialects of the routing language.
public enum Dialect {
    /// Our own: the language of OpenSIPS, made whole.
    NATIVE,
    /// That of Kamailio.
    KAMAILIO;

    private static final Pattern MARK = Pattern.compile("\\s*#!(?:KAMAILIO|OPENSER|SER|MAXCOMPAT|ALL)\\b");

    private static final Pattern DIRECTIVE = Pattern.compile(
            "^[ \t]*(?:#!|!!)(?:(?:try|re)?def(?:ine)?|(?:try)?undef(?:ine)?|ifn?def|ifexp|else|endif|defexps?"
                    + "|(?:try)?defenvs?|subst(?:defs?)?|include_file|import_file)\\b",
            Pattern.MULTILINE);

    /// The dialect that a script says itself that it is written in: Kamailio's if it begins with `#!KAMAILIO` or
    /// one of the older forms of that, or a line begins with one of its directives, as `#!define`; else the native
    /// one.
    public static Dialect of(String text) {
        return MARK.matcher(text).lookingAt() || DIRECTIVE.matcher(text).find() ? KAMAILIO : NATIVE;
    }
}
