package io.sidetone.script.ast;

import io.sidetone.script.source.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What stands at the top level of a script. Immutable.
public sealed interface Declaration {

    /// The whole declaration.
    Span span();

    /// A global parameter: `name = value`. Values with a grammar of their own (sockets, aliases) are kept as
    /// words.
    ///
    /// @param nameSpan its name
    /// @param value a literal, or null if `words` holds the value
    /// @param words the words of a value that is no single literal, else empty
    record Setting(
            Span span, Span nameSpan, String name, @Nullable Expression value, List<Word> words)
            implements Declaration {
        public Setting {
            words = List.copyOf(words);
        }
    }

    /// `group.name = value desc "..."`: a variable of the operator's own, which scripts read and commands set.
    ///
    /// @param instance the number in `group[1].name`, or null
    /// @param value a number or text
    record CustomVariable(
            Span span,
            Span nameSpan,
            String group,
            @Nullable Long instance,
            String name,
            Expression value,
            @Nullable String description)
            implements Declaration {}

    /// One word of a setting's value: `udp:127.0.0.1:5060`, `use_workers`, `4`.
    record Word(Span span, String text) {}

    /// `loadmodule "name.so"`.
    ///
    /// @param path as written
    record LoadModule(Span span, String path) implements Declaration {}

    /// `modparam("module", "name", value)`.
    ///
    /// @param modulesSpan the first argument
    /// @param modules the names, more than one where they were written `a|b`
    record ModuleParameter(
            Span span, Span modulesSpan, List<String> modules, Span nameSpan, String name, Expression value)
            implements Declaration {
        public ModuleParameter {
            modules = List.copyOf(modules);
        }
    }

    /// A route block.
    ///
    /// @param nameSpan its name, or the keyword where it has none
    /// @param name null for the one without
    /// @param option what follows the name behind a comma: the seconds of a timer, `sync` or `async` of an event
    record RouteBlock(
            Span span,
            RouteKind kind,
            Span nameSpan,
            @Nullable String name,
            @Nullable String option,
            Statement.Block body)
            implements Declaration {}
}
