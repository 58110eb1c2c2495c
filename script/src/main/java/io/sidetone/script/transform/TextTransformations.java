package io.sidetone.script.transform;

import io.sidetone.script.define.TransformationDefinition;
import java.util.List;
import java.util.stream.Stream;

/// The table of transformations that need no SIP.
public final class TextTransformations {

    private TextTransformations() {}

    /// All of them, in the order of the documentation.
    public static List<TransformationDefinition> all() {
        return Stream.of(
                        StringTransformations.all(),
                        SubstringTransformations.all(),
                        SearchTransformations.all(),
                        EscapeTransformations.all(),
                        EncodingTransformations.all(),
                        DigestTransformations.all(),
                        TimeTransformations.all(),
                        ParameterTransformations.all(),
                        CsvTransformations.all(),
                        LineTransformations.all(),
                        RegexTransformations.all(),
                        IpTransformations.all(),
                        ValueTransformations.all(),
                        JsonTransformations.all(),
                        UrlTransformations.all())
                .flatMap(List::stream)
                .toList();
    }

    /// What the families document and this table does not have, with the reasons.
    public static List<Absent> absent() {
        return List.of(
                new Absent("s.eval", "reads variables by names that come at run time: comes with the run time"),
                new Absent("ip.resolve", "asks the DNS, and so has to wait: comes as a function that may"),
                new Absent("ip.resolve4", "as ip.resolve"),
                new Absent("ip.resolve6", "as ip.resolve"),
                new Absent("pcre.subst", "comes with module regex, which has expressions of Perl"),
                new Absent("isup.param", "comes with module sip_i, which reads ISUP"),
                new Absent("isup.param.str", "as isup.param"));
    }

    /// A transformation that is not here.
    ///
    /// @param name as scripts write it
    /// @param reason why not, and where it will be
    public record Absent(String name, String reason) {}
}
