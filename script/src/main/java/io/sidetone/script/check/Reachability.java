package io.sidetone.script.check;

import io.sidetone.script.bound.BoundExpression;
import io.sidetone.script.bound.BoundStatement;
import io.sidetone.script.source.Diagnostics;
import io.sidetone.script.value.Values;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Finds statements that are never reached, and conditions that are always the same. Confined to the thread that
/// checks.
final class Reachability {

    private final Diagnostics diagnostics;

    private Reachability(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    /// Warns of what is found in a block.
    static void check(BoundStatement.Block block, Diagnostics diagnostics) {
        new Reachability(diagnostics).ends(block);
    }

    /// Whether nothing behind a statement is ever reached from it.
    private boolean ends(BoundStatement statement) {
        return switch (statement) {
            case BoundStatement.Block block -> ends(block.statements());
            case BoundStatement.If choice -> endsChoice(choice);
            case BoundStatement.While loop -> endsLoop(loop);
            case BoundStatement.ForEach loop -> {
                ends(loop.body());
                yield false;
            }
            case BoundStatement.Switch choice -> endsSwitch(choice);
            case BoundStatement.Break _,
                    BoundStatement.Exit _,
                    BoundStatement.Drop _,
                    BoundStatement.Return _,
                    BoundStatement.Async _ -> true;
            case BoundStatement.Evaluate _, BoundStatement.Assert _, BoundStatement.Launch _ -> false;
        };
    }

    private boolean ends(List<BoundStatement> statements) {
        boolean ended = false;
        boolean told = false;
        for (BoundStatement statement : statements) {
            if (ended && !told) {
                diagnostics.warning(statement.span(), "this is never reached", null);
                told = true;
            }
            ended |= ends(statement);
        }
        return ended;
    }

    private boolean endsChoice(BoundStatement.If choice) {
        Optional<Boolean> known = known(choice.condition());
        BoundStatement otherwise = choice.otherwise();
        boolean thenEnds = ends(choice.then());
        boolean otherwiseEnds = otherwise != null && ends(otherwise);
        if (known.isPresent()) {
            String help = known.get()
                    ? otherwise == null ? null : "the `else` is never reached"
                    : "what follows it is never reached";
            diagnostics.warning(choice.condition().span(), "the condition is always " + known.get(), help);
            return known.get() ? thenEnds : otherwiseEnds;
        }
        return thenEnds && otherwiseEnds;
    }

    private boolean endsLoop(BoundStatement.While loop) {
        Optional<Boolean> known = known(loop.condition());
        ends(loop.body());
        if (known.isEmpty()) {
            return false;
        }
        if (!known.get()) {
            diagnostics.warning(loop.condition().span(), "the condition is always false", "the loop is never entered");
            return false;
        }
        return !leaves(loop.body());
    }

    private boolean endsSwitch(BoundStatement.Switch choice) {
        boolean hasDefault = false;
        boolean ends = false;
        for (BoundStatement.Case part : choice.cases()) {
            hasDefault |= part.isDefault();
            ends = ends(part.statements());
        }
        // Each part runs on into the next one, so that the last one decides.
        return hasDefault
                && ends
                && choice.cases().stream()
                        .flatMap(part -> part.statements().stream())
                        .noneMatch(Reachability::leaves);
    }

    /// Whether a statement has a `break` that leaves what it stands in.
    private static boolean leaves(BoundStatement statement) {
        return switch (statement) {
            case BoundStatement.Break _ -> true;
            case BoundStatement.Block block -> block.statements().stream().anyMatch(Reachability::leaves);
            case BoundStatement.If choice ->
                leaves(choice.then()) || (choice.otherwise() != null && leaves(choice.otherwise()));
            default -> false;
        };
    }

    /// What a condition always is.
    private static Optional<Boolean> known(BoundExpression condition) {
        return switch (condition) {
            case BoundExpression.Constant constant ->
                constant.value() instanceof Pattern ? Optional.empty() : Optional.of(Values.truth(constant.value()));
            case BoundExpression.Test test -> known(test.operand());
            case BoundExpression.Not not -> known(not.operand()).map(value -> !value);
            case BoundExpression.And and -> both(and.left(), and.right(), false);
            case BoundExpression.Or or -> both(or.left(), or.right(), true);
            default -> Optional.empty();
        };
    }

    /// @param decisive what one operand has to be to decide alone
    private static Optional<Boolean> both(BoundExpression left, BoundExpression right, boolean decisive) {
        Optional<Boolean> a = known(left);
        Optional<Boolean> b = known(right);
        if (a.equals(Optional.of(decisive)) || b.equals(Optional.of(decisive))) {
            return Optional.of(decisive);
        }
        return a.isPresent() && b.isPresent() ? Optional.of(!decisive) : Optional.empty();
    }
}
