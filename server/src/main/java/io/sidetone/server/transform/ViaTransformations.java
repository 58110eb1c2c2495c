package io.sidetone.server.transform;

import io.sidetone.script.define.Family;
import io.sidetone.script.define.Parameter;
import io.sidetone.script.define.ParameterKind;
import io.sidetone.script.define.TransformationDefinition;
import io.sidetone.script.transform.Structure;
import io.sidetone.script.value.Type;
import io.sidetone.sip.header.Via;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.TextReader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `{via.*}`: the parts of a Via; of several the first. A part that is missing is null.
final class ViaTransformations {

    private static final Structure<Hop> HOP = new Structure<>(ViaTransformations::read);

    private static final String WHOLE = "\"SIP/2.0/UDP a.org:5070;branch=z9hG4bK7;received=192.0.2.1;rport=9 (c)\"";

    private ViaTransformations() {}

    /// A Via and what stands in parentheses behind it.
    private record Hop(Via via, @Nullable String comment) {}

    // LONG: a table, row after row.
    static List<TransformationDefinition> all() {
        return List.of(
                row(
                        "via.name",
                        Type.STRING,
                        "The name of the protocol.",
                        "{via.name} -> \"SIP\"",
                        (hop, _) -> hop.via().protocolName()),
                row(
                        "via.version",
                        Type.STRING,
                        "The version of the protocol.",
                        "{via.version} -> \"2.0\"",
                        (hop, _) -> hop.via().protocolVersion()),
                row(
                        "via.transport",
                        Type.STRING,
                        "The transport.",
                        "{via.transport} -> \"UDP\"",
                        (hop, _) -> hop.via().transport()),
                row(
                                "via.host",
                                Type.STRING,
                                "The host of the sender.",
                                "{via.host} -> \"a.org\"",
                                (hop, _) -> hop.via().host().text())
                        .or("via.domain"),
                row(
                        "via.port",
                        Type.INTEGER,
                        "The port of the sender.",
                        "{via.port} -> 5070",
                        (hop, _) -> hop.via().port() == Via.NO_PORT
                                ? null
                                : (Object) (long) hop.via().port()),
                row(
                        "via.comment",
                        Type.STRING,
                        "What stands in parentheses behind it.",
                        "{via.comment} -> \"c\"",
                        (hop, _) -> hop.comment()),
                row(
                        "via.params",
                        Type.STRING,
                        "All parameters.",
                        "{via.params} -> \"branch=z9hG4bK7;received=192.0.2.1;rport=9\"",
                        (hop, _) -> parameters(hop.via())),
                row(
                                "via.param",
                                Type.STRING,
                                "The value of a parameter.",
                                "{via.param,received} -> \"192.0.2.1\"",
                                (hop, arguments) -> hop.via().parameters().get(arguments.text(0)))
                        .taking(Parameter.of("name", ParameterKind.STRING, "Its name, in any case.")),
                row(
                        "via.branch",
                        Type.STRING,
                        "The parameter `branch`.",
                        "{via.branch} -> \"z9hG4bK7\"",
                        (hop, _) -> hop.via().parameters().get("branch")),
                row(
                        "via.received",
                        Type.STRING,
                        "The parameter `received`.",
                        "{via.received} -> \"192.0.2.1\"",
                        (hop, _) -> hop.via().parameters().get("received")),
                row(
                        "via.rport",
                        Type.STRING,
                        "The parameter `rport`.",
                        "{via.rport} -> \"9\"",
                        (hop, _) -> hop.via().parameters().get("rport")));
    }

    private static TransformationDefinition row(
            String name, Type result, String description, String example, Structure.Part<Hop> part) {
        return HOP.whole(
                TransformationDefinition.of(name, result, (_, _) -> null, description, WHOLE + example)
                        .of(Family.OPENSIPS),
                part);
    }

    private static @Nullable String parameters(Via via) {
        if (via.parameters().isEmpty()) {
            return null;
        }
        String text = via.parameters().toString();
        return text.startsWith(";") ? text.substring(1) : text;
    }

    private static @Nullable Hop read(String text) {
        TextReader reader = new TextReader(text);
        try {
            Via via = Via.parse(reader);
            reader.skipSpace();
            if (!reader.take('(')) {
                return reader.atEnd() || reader.peek() == ',' ? new Hop(via, null) : null;
            }
            int start = reader.position();
            while (!reader.atEnd() && reader.peek() != ')') {
                reader.position(reader.position() + 1);
            }
            return reader.atEnd() ? null : new Hop(via, reader.slice(start, reader.position()));
        } catch (SyntaxException _) {
            return null;
        }
    }
}
