package io.sidetone.script.ast;

import io.sidetone.script.source.Source;
import java.util.List;

/// A whole script as it was read. Immutable.
///
/// @param source the text that all spans are of
/// @param declarations in the order of the text
public record Script(Source source, List<Declaration> declarations) {
    public Script {
        declarations = List.copyOf(declarations);
    }
}
