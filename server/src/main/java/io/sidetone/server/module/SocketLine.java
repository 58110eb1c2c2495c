package io.sidetone.server.module;

import java.util.List;

/// What one `socket = ...` says: a socket, or a group of them.
public sealed interface SocketLine permits SocketSetting, BondSetting {

    /// Reads the words of one line.
    ///
    /// @throws io.sidetone.script.value.ScriptError if they mean nothing
    static SocketLine parse(List<String> words) {
        return words.getFirst().startsWith(BondSetting.PREFIX) ? BondSetting.parse(words) : SocketSetting.parse(words);
    }
}
