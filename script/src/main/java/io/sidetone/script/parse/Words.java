package io.sidetone.script.parse;

import org.jspecify.annotations.Nullable;

/// What to say about words that stand where they mean nothing. Thread-safe: only functions.
final class Words {

    private Words() {}

    /// What was probably meant by a word in place of a value.
    // LONG: one line for each word.
    static @Nullable String advice(String word) {
        return switch (word) {
            case "uri" -> instead("$ru");
            case "method" -> instead("$rm");
            case "from_uri" -> instead("$fu");
            case "to_uri" -> instead("$tu");
            case "src_ip" -> instead("$si");
            case "src_port" -> instead("$sp");
            case "dst_ip" -> instead("$socket_in(ip)");
            case "dst_port" -> instead("$socket_in(port)");
            case "proto" -> instead("$socket_in(proto)");
            case "af" -> instead("$socket_in(af)");
            case "status" -> instead("$rs");
            case "retcode" -> instead("$retcode");
            case "myself" -> "use the function `is_myself(host)`";
            case "exit", "drop", "return", "break", "if", "while", "for", "switch" ->
                "`" + word + "` is a statement, it has no value";
            default -> "text stands in quotes, a variable begins with `$`, a call has parentheses";
        };
    }

    private static String instead(String variable) {
        return "the variable `" + variable + "` holds this";
    }
}
