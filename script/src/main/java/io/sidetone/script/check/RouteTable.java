package io.sidetone.script.check;

import io.sidetone.script.ast.Declaration.RouteBlock;
import io.sidetone.script.ast.RouteKind;
import io.sidetone.script.source.Diagnostics;
import io.sidetone.script.source.Source;
import io.sidetone.script.source.Span;
import io.sidetone.script.source.Suggestion;
import io.sidetone.script.value.Values;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The route blocks of a script by kind and name. Confined to the thread that checks.
final class RouteTable {

    private record Key(RouteKind kind, @Nullable String name) {}

    private final List<RouteBlock> blocks;
    private final Map<Key, Integer> numbers = new HashMap<>();

    RouteTable(List<RouteBlock> blocks) {
        this.blocks = List.copyOf(blocks);
        for (int number = 0; number < blocks.size(); number++) {
            numbers.putIfAbsent(key(blocks.get(number)), number);
        }
    }

    private static Key key(RouteBlock block) {
        return new Key(block.kind(), name(block));
    }

    /// The name of a block; `route[0]` is the one without.
    static @Nullable String name(RouteBlock block) {
        return block.kind() == RouteKind.ROUTE && "0".equals(block.name()) ? null : block.name();
    }

    List<RouteBlock> blocks() {
        return blocks;
    }

    /// Says which blocks stand twice, and whose options are none.
    void check(Source source, Diagnostics diagnostics) {
        for (int number = 0; number < blocks.size(); number++) {
            RouteBlock block = blocks.get(number);
            int first = Objects.requireNonNull(numbers.get(key(block)));
            if (first != number) {
                diagnostics.error(
                        block.nameSpan(),
                        "there are two blocks `" + title(block.kind(), name(block)) + "`",
                        "the first one is at " + source.place(blocks.get(first).span()));
            }
            checkOption(block, diagnostics);
        }
    }

    private static void checkOption(RouteBlock block, Diagnostics diagnostics) {
        if (block.kind() == RouteKind.TIMER_ROUTE && block.option() != null) {
            Long seconds = Values.integer(block.option());
            if (seconds == null || seconds < 1 || seconds > Integer.MAX_VALUE) {
                diagnostics.error(
                        block.nameSpan(),
                        "the interval of a timer is a number of seconds from 1 to " + Integer.MAX_VALUE);
            }
        }
    }

    /// The number of the block that a name in the script means.
    ///
    /// @return -1 if there is none, which is an error that has been told
    int find(RouteKind kind, Span span, String name, Diagnostics diagnostics) {
        boolean main = kind == RouteKind.ROUTE && name.equals("0");
        Integer number = numbers.get(new Key(kind, main ? null : name));
        if (number == null) {
            diagnostics.error(
                    span,
                    main ? "there is no `route` without a name" : "there is no `" + title(kind, name) + "`",
                    main ? null : help(kind, name));
            return -1;
        }
        return number;
    }

    private @Nullable String help(RouteKind kind, String name) {
        List<String> candidates = new ArrayList<>();
        for (RouteBlock block : blocks) {
            if (block.kind() == kind && block.name() != null) {
                candidates.add(block.name());
            }
        }
        return Suggestion.nearest(name, candidates)
                .map(near -> "did you mean `" + near + "`?")
                .or(() -> blocks.stream()
                        .filter(block -> name.equals(block.name()))
                        .findFirst()
                        .map(block -> "there is `" + title(block.kind(), name) + "`"))
                .orElse(null);
    }

    /// As messages name a block.
    static String title(RouteKind kind, @Nullable String name) {
        return name == null ? word(kind) : word(kind) + "[" + name + "]";
    }

    /// As scripts write a kind.
    static String word(RouteKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
