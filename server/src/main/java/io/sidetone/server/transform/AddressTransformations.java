package io.sidetone.server.transform;

import io.sidetone.script.define.Family;
import io.sidetone.script.define.Parameter;
import io.sidetone.script.define.ParameterKind;
import io.sidetone.script.define.TransformationDefinition;
import io.sidetone.script.transform.Arguments;
import io.sidetone.script.transform.Structure;
import io.sidetone.script.value.Type;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.uri.SipUri;
import io.sidetone.sip.uri.Uri;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// `{nameaddr.*}` and `{tobody.*}`: addresses as header fields have them.
final class AddressTransformations {

    private static final Structure<List<Address>> LIST = new Structure<>(Address::list);
    private static final Structure<To> TO = new Structure<>(AddressTransformations::to);

    private static final String TWO = "\"\\\"first\\\" <sip:first@a.org>, \\\"second\\\" <sip:second@a.org>;tag=x;b\"";
    private static final String ONE = "\"\\\"Bob\\\" <sip:bob@b.org>;tag=a6c;x=y\"";

    private AddressTransformations() {}

    /// An address whose URI is one.
    private record To(Address address, Uri uri) {}

    static List<TransformationDefinition> all() {
        List<TransformationDefinition> rows = new ArrayList<>();
        rows.addAll(LIST.part(
                row(
                        "nameaddr.name",
                        Type.STRING,
                        "The display name, with its quotes.",
                        TWO + "{nameaddr.0.name} -> \"\\\"first\\\"\""),
                (all, arguments) -> of(all, arguments, 0, address -> nothingIsNull(address.display()))));
        rows.addAll(LIST.part(
                row("nameaddr.uri", Type.STRING, "The URI.", TWO + "{nameaddr.-1.uri} -> \"sip:second@a.org\""),
                (all, arguments) -> of(all, arguments, 0, Address::uri)));
        rows.addAll(LIST.part(
                row("nameaddr.len", Type.INTEGER, "The length of name and URI.", TWO + "{nameaddr.len} -> 25"),
                (all, arguments) -> of(all, arguments, 0, address -> (long) address.length())));
        rows.add(LIST.whole(
                row(
                                "nameaddr.param",
                                Type.STRING,
                                "The value of a parameter; null if it is missing or has none.",
                                TWO + "{nameaddr.1.param,tag} -> \"x\"")
                        .taking(Parameter.of("name", ParameterKind.STRING, "Its name, in any case."), index())
                        .of(Family.OPENSIPS),
                (all, arguments) -> of(all, arguments, 1, address -> address.parameter(arguments.text(0)))));
        rows.add(LIST.whole(
                row(
                                "nameaddr.params",
                                Type.STRING,
                                "All parameters; null if there are none.",
                                TWO + "{nameaddr.1.params} -> \"tag=x;b\"")
                        .of(Family.OPENSIPS),
                (all, arguments) -> of(all, arguments, 0, address -> nothingIsNull(address.parameters()))));
        rows.add(
                to("tobody.uri", "The URI.", "sip:bob@b.org", to -> to.address().uri()));
        rows.add(to(
                "tobody.display",
                "The display name, with its quotes.",
                "\\\"Bob\\\"",
                to -> to.address().display()));
        rows.add(to("tobody.tag", "The tag.", "a6c", to -> to.address().parameter("tag")));
        rows.add(to("tobody.user", "The user of the URI.", "bob", to -> UriTransformations.user(to.uri())));
        rows.add(to(
                "tobody.host",
                "The host of the URI.",
                "b.org",
                to -> to.uri() instanceof SipUri sip ? sip.host().text() : null));
        rows.add(to(
                "tobody.params",
                "All parameters.",
                "tag=a6c;x=y",
                to -> to.address().parameters()));
        return rows;
    }

    private static Parameter index() {
        return Parameter.of("index", ParameterKind.INTEGER, "Which of several, from 0; from the end if negative.")
                .orNothing();
    }

    private static TransformationDefinition row(String name, Type result, String description, String example) {
        return TransformationDefinition.of(name, result, (_, _) -> null, description, example)
                .or("nameaddr.*" + name.substring(name.indexOf('.')))
                .taking(index());
    }

    private static TransformationDefinition to(
            String name, String description, String result, Function<To, @Nullable String> part) {
        return TO.whole(
                TransformationDefinition.of(
                                name,
                                Type.STRING,
                                (_, _) -> null,
                                description + " Empty if missing; null if this is no address with a URI.",
                                ONE + "{" + name + "} -> \"" + result + "\"")
                        .of(Family.KAMAILIO),
                (to, _) -> {
                    String found = part.apply(to);
                    return found == null ? "" : found;
                });
    }

    private static @Nullable Object of(
            List<Address> addresses, Arguments arguments, int argument, Function<Address, @Nullable Object> part) {
        long index = arguments.numberOr(argument, 0);
        long place = index < 0 ? addresses.size() + index : index;
        return place < 0 || place >= addresses.size() ? null : part.apply(addresses.get((int) place));
    }

    private static @Nullable String nothingIsNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private static @Nullable To to(String text) {
        List<Address> addresses = Address.list(text);
        try {
            return addresses == null
                    ? null
                    : new To(
                            addresses.getFirst(), Uri.parse(addresses.getFirst().uri()));
        } catch (SyntaxException _) {
            return null;
        }
    }
}
