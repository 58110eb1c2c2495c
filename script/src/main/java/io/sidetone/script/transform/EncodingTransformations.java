package io.sidetone.script.transform;

import static io.sidetone.script.define.ParameterKind.STRING;

import io.sidetone.script.define.Family;
import io.sidetone.script.define.Parameter;
import io.sidetone.script.define.TransformationDefinition;
import io.sidetone.script.value.Octets;
import io.sidetone.script.value.ScriptError;
import io.sidetone.script.value.Type;
import io.sidetone.script.value.Values;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// `{s.encode.*}`, `{s.decode.*}` and the like: octets as text of a few characters, and back. What cannot be
/// decoded is null.
final class EncodingTransformations {

    private EncodingTransformations() {}

    // LONG: a table, row after row.
    static List<TransformationDefinition> all() {
        return List.of(
                encode(
                        "s.encode.hexa",
                        HexFormat.of()::formatHex,
                        "In hexadecimal digits.",
                        "\"abc\"{s.encode.hexa} -> \"616263\""),
                decode(
                        "s.decode.hexa",
                        EncodingTransformations::hex,
                        "Of hexadecimal digits; an odd one at the end does not count.",
                        "\"616263\"{s.decode.hexa} -> \"abc\""),
                encode(
                                "s.encode.7bit",
                                SeptetText::packed,
                                "Of 7 bits a character, packed, in hexadecimal digits; null if a character has more.",
                                "\"hellohello\"{s.encode.7bit} -> \"E8329BFD4697D9EC37\"")
                        .of(Family.KAMAILIO),
                decode(
                                "s.decode.7bit",
                                SeptetText::unpacked,
                                "The contrary of s.encode.7bit.",
                                "\"E8329BFD4697D9EC37\"{s.decode.7bit} -> \"hellohello\"")
                        .of(Family.KAMAILIO),
                encode(
                                "s.encode.base58",
                                Base58::encode,
                                "In base 58.",
                                "\"Hello World!\"{s.encode.base58} -> \"2NEpo7TZRRrLZSi2U\"")
                        .of(Family.KAMAILIO),
                decode(
                                "s.decode.base58",
                                Base58::decode,
                                "Of base 58.",
                                "\"2NEpo7TZRRrLZSi2U\"{s.decode.base58} -> \"Hello World!\"")
                        .of(Family.KAMAILIO),
                encode(
                                "s.b64encode",
                                Base64.getEncoder()::encodeToString,
                                "In base 64.",
                                "\"hello\"{s.b64encode} -> \"aGVsbG8=\"")
                        .or("s.encode.base64"),
                decode(
                                "s.b64decode",
                                text -> base64(initial(text), Base64.getDecoder()),
                                "Of base 64, as far as it is that.",
                                "\"aGVsbG8=...\"{s.b64decode} -> \"hello\"")
                        .of(Family.OPENSIPS),
                decode(
                                "s.decode.base64",
                                text -> text.length() % 4 == 0 ? base64(text, Base64.getDecoder()) : null,
                                "Of base 64.",
                                "\"aGVsbG8=\"{s.decode.base64} -> \"hello\"")
                        .of(Family.KAMAILIO),
                encode(
                                "s.encode.base64t",
                                Base64.getEncoder().withoutPadding()::encodeToString,
                                "In base 64 without `=` at the end.",
                                "\"hello\"{s.encode.base64t} -> \"aGVsbG8\"")
                        .of(Family.KAMAILIO),
                decode(
                                "s.decode.base64t",
                                text -> base64(text, Base64.getDecoder()),
                                "Of base 64, with or without `=` at the end.",
                                "\"aGVsbG8\"{s.decode.base64t} -> \"hello\"")
                        .of(Family.KAMAILIO),
                encode(
                                "s.encode.base64url",
                                Base64.getUrlEncoder()::encodeToString,
                                "In base 64 with `-` and `_` for `+` and `/`.",
                                "\"a?~>\"{s.encode.base64url} -> \"YT9-Pg==\"")
                        .of(Family.KAMAILIO),
                decode(
                                "s.decode.base64url",
                                text -> text.length() % 4 == 0 ? base64(text, Base64.getUrlDecoder()) : null,
                                "The contrary of s.encode.base64url.",
                                "\"YT9-Pg==\"{s.decode.base64url} -> \"a?~>\"")
                        .of(Family.KAMAILIO),
                encode(
                                "s.encode.base64urlt",
                                Base64.getUrlEncoder().withoutPadding()::encodeToString,
                                "As s.encode.base64url without `=` at the end.",
                                "\"a?~>\"{s.encode.base64urlt} -> \"YT9-Pg\"")
                        .of(Family.KAMAILIO),
                decode(
                                "s.decode.base64urlt",
                                text -> base64(text, Base64.getUrlDecoder()),
                                "The contrary of s.encode.base64url, with or without `=` at the end.",
                                "\"YT9-Pg\"{s.decode.base64urlt} -> \"a?~>\"")
                        .of(Family.KAMAILIO),
                TransformationDefinition.of(
                                "s.dec2hex",
                                Type.STRING,
                                (value, _) -> hexadecimal(Values.integer(value)),
                                "The number in hexadecimal digits; null if it is none.",
                                "\"255\"{s.dec2hex} -> \"ff\"")
                        .of(Family.OPENSIPS),
                TransformationDefinition.of(
                                "s.hex2dec",
                                Type.INTEGER,
                                (value, _) -> value instanceof String text ? decimal(text) : Values.integer(value),
                                "The number that hexadecimal digits are; null if they are none. A number stays.",
                                "\"ff\"{s.hex2dec} -> 255")
                        .of(Family.OPENSIPS),
                TransformationDefinition.of(
                                "s.xor",
                                Type.STRING,
                                TextOperation.with((text, arguments) -> xor(text, arguments.someText(0))),
                                "Each octet XOR one of the secret, which is repeated as needed.",
                                "\"aab\"{s.xor,A} -> \"  #\"")
                        .taking(Parameter.of("secret", STRING, "What it is combined with."))
                        .of(Family.OPENSIPS));
    }

    private static TransformationDefinition encode(
            String name, Function<byte[], @Nullable String> encoder, String description, String example) {
        return TransformationDefinition.of(
                name, Type.STRING, TextOperation.of(text -> encoder.apply(Octets.of(text))), description, example);
    }

    private static TransformationDefinition decode(
            String name, Function<String, byte @Nullable []> decoder, String description, String example) {
        return TransformationDefinition.of(
                name,
                Type.STRING,
                TextOperation.of(text -> {
                    byte[] octets = decoder.apply(text);
                    return octets == null ? null : Octets.text(octets);
                }),
                description,
                example);
    }

    static byte @Nullable [] hex(String text) {
        try {
            return HexFormat.of().parseHex(text.substring(0, text.length() & ~1));
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    private static byte @Nullable [] base64(String text, Base64.Decoder decoder) {
        try {
            return decoder.decode(text);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    /// The part of a text that is base 64, without the last character if nothing can be made of it.
    private static String initial(String text) {
        int end = 0;
        while (end < text.length()
                && text.charAt(end) < 128
                && (Character.isLetterOrDigit(text.charAt(end)) || "+/".indexOf(text.charAt(end)) >= 0)) {
            end++;
        }
        return text.substring(0, end % 4 == 1 ? end - 1 : end);
    }

    /// A negative number of 32 bits in as many digits as those need.
    private static @Nullable String hexadecimal(@Nullable Long number) {
        if (number == null) {
            return null;
        }
        return number == number.intValue() ? Integer.toHexString(number.intValue()) : Long.toHexString(number);
    }

    private static @Nullable Long decimal(String text) {
        try {
            return text.isEmpty() ? null : (Long) HexFormat.fromHexDigitsToLong(text);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    private static String xor(String text, String secret) {
        byte[] octets = Octets.of(text);
        byte[] key = Octets.of(secret);
        if (key.length == 0) {
            throw new ScriptError("the secret is empty");
        }
        for (int i = 0; i < octets.length; i++) {
            octets[i] ^= key[i % key.length];
        }
        return Octets.text(octets);
    }
}
