package io.sidetone.server.transform;

import io.sidetone.script.define.Family;
import io.sidetone.script.define.TransformationDefinition;
import io.sidetone.script.transform.Structure;
import io.sidetone.script.value.Type;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// `{msrpuri.*}`: the parts of a URI of MSRP (RFC 4975). A part that is missing is empty.
final class MsrpTransformations {

    // Nothing is tried twice: each part takes all that it can, and gives nothing back.
    private static final Pattern URI = Pattern.compile(
            "(?<scheme>msrps?)://(?:(?<userinfo>[^@/]*+)@)?(?<host>\\[[^]/;@]*+]|[^\\[:/;@]++)(?::(?<port>[0-9]"
                    + "{1,5}+))?"
                    + "(?:/(?<session>[^;]*+))?(?:;(?<proto>[^;]*+)(?:;(?<params>.*+))?)?",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private static final Pattern USER = Pattern.compile("[^;:]*+");

    private static final Structure<Matcher> WHOLE = new Structure<>(MsrpTransformations::read);

    private MsrpTransformations() {}

    static List<TransformationDefinition> all() {
        return List.of(
                row("msrpuri.user", "The user.", "bob", MsrpTransformations::user),
                row("msrpuri.userinfo", "All before `@`.", "bob:pw", uri -> uri.group("userinfo")),
                row("msrpuri.host", "The host.", "b.org", uri -> uri.group("host")),
                row("msrpuri.port", "The port.", "2855", uri -> uri.group("port")),
                row("msrpuri.session", "The identifier of the session.", "s1", uri -> uri.group("session")),
                row("msrpuri.proto", "The transport.", "tcp", uri -> uri.group("proto")),
                row("msrpuri.params", "The parameters behind the transport.", "a=b", uri -> uri.group("params")),
                row("msrpuri.scheme", "The scheme.", "msrp", uri -> uri.group("scheme")));
    }

    private static TransformationDefinition row(
            String name, String description, String result, Function<Matcher, @Nullable String> part) {
        return WHOLE.whole(
                TransformationDefinition.of(
                                name,
                                Type.STRING,
                                (_, _) -> null,
                                description + " Empty if missing.",
                                "\"msrp://bob:pw@b.org:2855/s1;tcp;a=b\"{" + name + "} -> \"" + result + "\"")
                        .of(Family.KAMAILIO),
                (uri, _) -> {
                    String found = part.apply(uri);
                    return found == null ? "" : found;
                });
    }

    private static @Nullable String user(Matcher uri) {
        String info = uri.group("userinfo");
        if (info == null) {
            return null;
        }
        Matcher user = USER.matcher(info);
        return user.lookingAt() ? user.group() : "";
    }

    private static @Nullable Matcher read(String text) {
        Matcher matcher = URI.matcher(text.strip());
        return matcher.matches() ? matcher : null;
    }
}
