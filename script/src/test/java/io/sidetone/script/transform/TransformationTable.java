package io.sidetone.script.transform;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.script.define.TransformationDefinition;
import io.sidetone.script.source.Dialect;
import io.sidetone.script.value.Octets;
import io.sidetone.script.value.ScriptError;
import io.sidetone.script.value.Type;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What must hold of a table of transformations. Its cases stand in a resource `transformations.table`, one in a
/// line, `value{name,argument} -> result` for all dialects, with `native:` or `kamailio:` before it for one. `->
/// !part` says that it is an error whose reason contains a part. Immutable.
///
/// @param table the transformations
/// @param others more that the cases use
public record TransformationTable(List<TransformationDefinition> table, List<TransformationDefinition> others) {

    public TransformationTable {
        table = List.copyOf(table);
        others = List.copyOf(others);
    }

    /// Fails for the examples that do not give what they say.
    public void assertExamplesHold() {
        List<String> wrong = new ArrayList<>();
        for (TransformationDefinition row : table) {
            for (Dialect dialect : row.dialects()) {
                check(row.example(), dialect, wrong);
            }
        }
        assertThat(wrong).isEmpty();
    }

    /// Fails for the cases of a resource beside a class that do not hold, and for the transformations without
    /// any.
    public void assertCasesHold(Class<?> type) {
        List<String> wrong = new ArrayList<>();
        String all = text(type);
        for (String line : all.lines().toList()) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            for (Dialect dialect : Dialect.values()) {
                String mark = dialect.name().toLowerCase(Locale.ROOT) + ":";
                if (line.startsWith(mark)) {
                    check(line.substring(mark.length()).strip(), dialect, wrong);
                } else if (!line.startsWith("native:") && !line.startsWith("kamailio:")) {
                    check(line, dialect, wrong);
                }
            }
        }
        for (TransformationDefinition row : table) {
            for (String name : row.names()) {
                if (!name.contains("*") && !all.contains("{" + name + "}") && !all.contains("{" + name + ",")) {
                    wrong.add("no case for " + name);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    /// Fails if null does not stay null, but for some.
    public void assertNullStaysNull(Set<String> exceptions) {
        for (TransformationDefinition row : table) {
            @Nullable Object[] arguments = new @Nullable Object[row.parameters().size()];
            if (!exceptions.contains(row.name())) {
                assertThat(row.operation().apply(null, arguments))
                        .as(row.name())
                        .isNull();
            }
        }
    }

    /// Fails if a name means two things in one dialect.
    public void assertNamesAreOnce() {
        Set<String> seen = new HashSet<>();
        for (TransformationDefinition row : table) {
            for (Dialect dialect : row.dialects()) {
                for (String name : row.names()) {
                    assertThat(seen.add(dialect + " " + name))
                            .as(dialect + " " + name)
                            .isTrue();
                }
            }
        }
    }

    /// Applies one to a text, and fails if what it gives is no value, or too long, or it throws what it must not.
    ///
    /// @param input two octets that choose it, its arguments, each in a line, and the text
    public void assertGivesAValueOrRefuses(byte[] input) {
        if (input.length < 2) {
            return;
        }
        TransformationDefinition row = table.get((((input[0] & 0xFF) << 8) | (input[1] & 0xFF)) % table.size());
        String rest = Octets.text(Arrays.copyOfRange(input, 2, input.length));
        @Nullable Object[] arguments = new @Nullable Object[row.parameters().size()];
        try {
            for (int i = 0; i < arguments.length; i++) {
                int feed = rest.indexOf('\n');
                String argument = feed < 0 ? rest : rest.substring(0, feed);
                boolean absent = argument.isEmpty() && row.parameters().get(i).optional();
                arguments[i] = absent ? null : row.parameters().get(i).convert(argument);
                rest = feed < 0 ? "" : rest.substring(feed + 1);
            }
            Object result = row.operation().apply(rest, arguments);
            assertThat(Type.of(result)).isNotNull();
            assertThat(result instanceof String text ? text.length() : 0).isLessThanOrEqualTo(TextOperation.LENGTH);
        } catch (ScriptError _) {
            // It says so, that is all that is asked.
        }
    }

    private void check(String line, Dialect dialect, List<String> wrong) {
        List<TransformationDefinition> known = new ArrayList<>(table);
        known.addAll(others);
        Worked worked = new Worked(known, dialect);
        int error = line.lastIndexOf(" -> !");
        try {
            Object result = worked.computed(line);
            if (error >= 0) {
                wrong.add(dialect + " " + line + ": gives " + result);
            } else if (!Objects.equals(result, Worked.expected(line))) {
                wrong.add(dialect + " " + line + ": gives " + result);
            }
        } catch (ScriptError e) {
            if (error < 0 || !e.reason().contains(line.substring(error + 5))) {
                wrong.add(dialect + " " + line + ": " + e.reason());
            }
        } catch (IllegalArgumentException e) {
            wrong.add(dialect + " " + e.getMessage());
        }
    }

    private static String text(Class<?> type) {
        try (InputStream in = Objects.requireNonNull(type.getResourceAsStream("transformations.table"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
