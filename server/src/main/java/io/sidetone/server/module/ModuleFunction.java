package io.sidetone.server.module;

import io.sidetone.script.define.FunctionDefinition;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// A script function of a module, with what its documentation says. Immutable.
///
/// @param aliases other names of it
/// @param codes what the codes mean that it returns
/// @param example a script that shows its use
/// @param edits whether it changes the message
public record ModuleFunction(
        FunctionDefinition definition,
        List<String> aliases,
        SortedMap<Integer, String> codes,
        String example,
        boolean edits) {

    public ModuleFunction {
        aliases = List.copyOf(aliases);
        codes = new TreeMap<>(codes);
    }
}
