package io.sidetone.script;

import io.sidetone.script.bound.BoundExpression;
import io.sidetone.script.bound.BoundExpression.All;
import io.sidetone.script.bound.BoundExpression.Constant;
import io.sidetone.script.bound.BoundExpression.Element;
import io.sidetone.script.bound.BoundExpression.HostVariable;
import io.sidetone.script.bound.BoundExpression.Joined;
import io.sidetone.script.bound.BoundExpression.MatchGroup;
import io.sidetone.script.bound.BoundExpression.Member;
import io.sidetone.script.bound.BoundExpression.One;
import io.sidetone.script.bound.BoundExpression.ReturnCode;
import io.sidetone.script.bound.BoundExpression.Returned;
import io.sidetone.script.bound.BoundExpression.Slot;
import io.sidetone.script.bound.BoundExpression.Transformed;
import io.sidetone.script.bound.BoundExpression.Whole;
import io.sidetone.script.bound.BoundScript;
import io.sidetone.script.check.Checker;
import io.sidetone.script.define.Definitions;
import io.sidetone.script.define.Parameter;
import io.sidetone.script.run.Run;
import io.sidetone.script.run.RunState;
import io.sidetone.script.run.Variable;
import io.sidetone.script.source.Diagnostics;
import io.sidetone.script.source.Span;
import io.sidetone.script.value.Members;
import io.sidetone.script.value.ScriptError;
import io.sidetone.script.value.Values;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Text with variables that stands outside of a script's blocks, such as a parameter: `{$mt $(ci{s.len})} `. What
/// it means is what it would mean in a block. Immutable.
///
/// It is read node by node and not compiled, since it has to outlive the version of the script that it was read
/// for: the script's own variables are found by their names.
public final class OutsideText {

    private final BoundExpression value;

    private OutsideText(BoundExpression value) {
        this.value = value;
    }

    /// Reads one.
    ///
    /// @param script whose dialect and modules say what it means
    /// @param definitions what that was checked with
    /// @param diagnostics takes what is wrong, by places in the text
    /// @return empty if there is an error
    public static Optional<OutsideText> of(
            String text, BoundScript script, Definitions definitions, Diagnostics diagnostics) {
        return Checker.bind(text, script, definitions, diagnostics).map(OutsideText::new);
    }

    /// Whether it is one variable and nothing else.
    public boolean isVariable() {
        return !(value instanceof Constant) && !(value instanceof Joined);
    }

    /// Its value for a run: a variable's if it is nothing but one, else the text.
    ///
    /// @throws ScriptError if it cannot be had
    public @Nullable Object value(Run run) {
        return value(value, run);
    }

    private static @Nullable Object value(BoundExpression expression, Run run) {
        return switch (expression) {
            case Constant constant -> constant.value();
            case Joined(Span _, List<BoundExpression> parts) -> {
                StringBuilder text = new StringBuilder();
                parts.forEach(part -> text.append(Values.text(value(part, run))));
                yield text.toString();
            }
            case Slot slot -> slot(slot.name(), run);
            case HostVariable variable -> variable(variable, run);
            case Transformed transformed -> transformed(transformed, run);
            case Member(Span _, BoundExpression object, String name) -> Members.member(value(object, run), name);
            case Element(Span _, BoundExpression object, BoundExpression index) ->
                Members.element(value(object, run), value(index, run));
            case ReturnCode _ -> run.state().codeValue();
            case Returned(Span _, BoundExpression index) -> RunState.returned(value(index, run), run.state());
            case MatchGroup(Span _, BoundExpression group) -> RunState.group(value(group, run), run.state());
            // What belongs to a block, as `$param` does.
            default -> null;
        };
    }

    private static @Nullable Object slot(String name, Run run) {
        int slot = run.version().variables().indexOf(name);
        return slot < 0 ? null : run.variable(slot);
    }

    private static @Nullable Object variable(HostVariable variable, Run at) {
        Run run = variable.context() == null ? at : variable.context().apply(at);
        Variable meaning = variable.definition().variable();
        Object key = variable.key() == null ? null : value(variable.key(), at);
        return switch (variable.index()) {
            case Whole _ -> meaning.get(run, key);
            case All _ -> meaning.all(run, key);
            case One(BoundExpression index) -> RunState.at(value(index, at), meaning, run, key);
        };
    }

    private static @Nullable Object transformed(Transformed transformed, Run run) {
        Object subject = value(transformed.subject(), run);
        @Nullable
        Object[] arguments = new @Nullable Object[transformed.arguments().size()];
        for (int i = 0; i < arguments.length; i++) {
            BoundExpression argument = transformed.arguments().get(i);
            Parameter parameter = transformed.definition().parameters().get(i);
            arguments[i] = argument == null
                    ? null
                    : argument instanceof Constant constant
                            ? constant.value()
                            : parameter.convert(value(argument, run));
        }
        return transformed.definition().operation().apply(subject, arguments);
    }
}
