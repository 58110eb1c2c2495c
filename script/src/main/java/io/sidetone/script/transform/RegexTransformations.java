package io.sidetone.script.transform;

import io.sidetone.script.define.Parameter;
import io.sidetone.script.define.ParameterKind;
import io.sidetone.script.define.TransformationDefinition;
import io.sidetone.script.value.Substitution;
import io.sidetone.script.value.Type;
import java.util.List;

/// `{re.*}`: regular expressions.
final class RegexTransformations {

    private RegexTransformations() {}

    static List<TransformationDefinition> all() {
        return List.of(TransformationDefinition.of(
                        "re.subst",
                        Type.STRING,
                        TextOperation.with((text, arguments) ->
                                text.isEmpty() ? null : ((Substitution) arguments.value(0)).apply(text)),
                        "With other text where a POSIX extended regular expression matches; null if it is empty.",
                        "\"sip:alice@test.sip\"{re.subst,/^sip:(.*)@(.*)/\\1/} -> \"alice\"")
                .taking(Parameter.of(
                        "substitution",
                        ParameterKind.SUBSTITUTION,
                        "`/expression/replacement/flags`: `\\0` to `\\9` are what groups matched; `i` ignores case, "
                                + "`g` replaces all matches, `s` takes lines together.")));
    }
}
