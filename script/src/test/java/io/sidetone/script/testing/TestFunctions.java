package io.sidetone.script.testing;

import static io.sidetone.script.testing.TestVariables.context;

import io.sidetone.script.run.Output;
import io.sidetone.script.run.Run;
import io.sidetone.script.run.StatusFunction;
import io.sidetone.script.run.ValueFunction;
import io.sidetone.script.value.Values;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What the functions of the [TestHost] do: note that they were called, and return what the [TestContext] says.
final class TestFunctions {

    private TestFunctions() {}

    /// Notes the call and returns.
    static StatusFunction noting(String name) {
        return (run, arguments) -> {
            note(run, name, arguments);
            write(run, name, arguments);
            return context(run).result(name);
        };
    }

    /// Notes the call, waits, and then writes what was found and returns.
    static StatusFunction waiting(String name) {
        return (run, arguments) -> {
            note(run, name, arguments);
            @Nullable Object[] kept = arguments.clone();
            return run.await(() -> resumed -> {
                context(resumed).log.add(name + " goes on");
                write(resumed, name, kept);
                return context(resumed).result(name);
            });
        };
    }

    /// Notes the text; of two arguments the first is the level.
    static StatusFunction logging() {
        return (run, arguments) -> {
            context(run).log.add(Values.text(arguments[1] == null ? arguments[0] : arguments[1]));
            return 1;
        };
    }

    /// Notes the call and gives what the context says.
    static ValueFunction giving(String name) {
        return (run, arguments) -> {
            note(run, name, arguments);
            return context(run).output(name);
        };
    }

    /// How many elements a list or map has, or characters a text.
    static ValueFunction size() {
        return (_, arguments) -> switch (arguments[0]) {
            case List<?> list -> (long) list.size();
            case Map<?, ?> map -> (long) map.size();
            case null -> null;
            case Object other -> (long) Values.text(other).length();
        };
    }

    private static void note(Run run, String name, @Nullable Object[] arguments) {
        context(run)
                .log
                .add(name
                        + Arrays.stream(arguments)
                                .map(TestFunctions::shown)
                                .collect(Collectors.joining(", ", "(", ")")));
    }

    private static String shown(@Nullable Object argument) {
        return switch (argument) {
            case null -> "-";
            case Pattern pattern -> "/" + pattern.pattern() + "/";
            case Output _ -> "&";
            default -> Values.text(argument);
        };
    }

    private static void write(Run run, String name, @Nullable Object[] arguments) {
        for (Object argument : arguments) {
            if (argument instanceof Output output) {
                output.set(context(run).output(name));
            }
        }
    }
}
