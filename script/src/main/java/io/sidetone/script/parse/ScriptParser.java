package io.sidetone.script.parse;

import io.sidetone.script.ast.Script;
import io.sidetone.script.source.Diagnostics;
import io.sidetone.script.source.Source;

/// Reads scripts. Thread-safe: only functions.
///
/// It never throws: what is wrong is reported, all of it, and what could be read is in the tree.
public final class ScriptParser {

    private ScriptParser() {}

    /// Reads a whole script, in the dialect of its source.
    ///
    /// @param diagnostics takes what is wrong; with an error in it the tree is incomplete
    public static Script parse(Source source, Diagnostics diagnostics) {
        Tokens tokens = new Tokens(source, diagnostics);
        return switch (source.dialect()) {
            case NATIVE -> NativeParser.parse(tokens);
            case KAMAILIO -> KamailioParser.parse(tokens);
        };
    }
}
