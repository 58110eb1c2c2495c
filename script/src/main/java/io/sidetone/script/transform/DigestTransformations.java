package io.sidetone.script.transform;

import static io.sidetone.script.define.ParameterKind.INTEGER;
import static io.sidetone.script.define.ParameterKind.STRING;

import io.sidetone.script.define.Family;
import io.sidetone.script.define.Parameter;
import io.sidetone.script.define.TransformationDefinition;
import io.sidetone.script.source.Dialect;
import io.sidetone.script.value.Octets;
import io.sidetone.script.value.Type;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// `{s.md5}`, `{s.sha256_hmac}` and the like: digests and checksums of the octets of a text.
final class DigestTransformations {

    private DigestTransformations() {}

    // LONG: a table, row after row.
    static List<TransformationDefinition> all() {
        return List.of(
                digest("s.md5", "MD5", "\"abc\"{s.md5} -> \"900150983cd24fb0d6963f7d28e17f72\""),
                digest("s.sha1", "SHA-1", "\"abc\"{s.sha1} -> \"a9993e364706816aba3e25717850c26c9cd0d89d\""),
                digest(
                                "s.sha224",
                                "SHA-224",
                                "\"abc\"{s.sha224} -> \"23097d223405d8228642a477bda255b32aadbce4bda0b3f7e36c9da7\"")
                        .of(Family.OPENSIPS),
                digest("s.sha256", "SHA-256", "\"abc\"{s.sha256}{s.substr,0,8} -> \"ba7816bf\""),
                digest("s.sha384", "SHA-384", "\"abc\"{s.sha384}{s.substr,0,8} -> \"cb00753f\""),
                digest("s.sha512", "SHA-512", "\"abc\"{s.sha512}{s.substr,0,8} -> \"ddaf35a1\""),
                hmac(
                        "s.sha1_hmac",
                        "HmacSHA1",
                        "SHA-1",
                        "\"what do ya want for nothing?\"{s.sha1_hmac,Jefe} -> "
                                + "\"effcdf6ae5eb2fa2d27416d5f184df9c259a7c79\""),
                hmac(
                        "s.sha224_hmac",
                        "HmacSHA224",
                        "SHA-224",
                        "\"what do ya want for nothing?\"{s.sha224_hmac,Jefe}{s.substr,0,8} -> \"a30e0109\""),
                hmac(
                        "s.sha256_hmac",
                        "HmacSHA256",
                        "SHA-256",
                        "\"what do ya want for nothing?\"{s.sha256_hmac,Jefe}{s.substr,0,8} -> \"5bdcc146\""),
                hmac(
                        "s.sha384_hmac",
                        "HmacSHA384",
                        "SHA-384",
                        "\"what do ya want for nothing?\"{s.sha384_hmac,Jefe}{s.substr,0,8} -> \"af45d2e3\""),
                hmac(
                        "s.sha512_hmac",
                        "HmacSHA512",
                        "SHA-512",
                        "\"what do ya want for nothing?\"{s.sha512_hmac,Jefe}{s.substr,0,8} -> \"164b7a7b\""),
                row(
                                "s.sha3",
                                Type.STRING,
                                (text, arguments) -> digest("SHA3-" + bits(arguments), text),
                                "Its SHA-3 digest in hexadecimal digits.",
                                "\"abc\"{s.sha3}{s.substr,0,8} -> \"3a985da7\"")
                        .taking(bits())
                        .of(Family.KAMAILIO),
                row(
                                "s.keccak",
                                Type.STRING,
                                (text, arguments) ->
                                        hex(Keccak.digest(Integer.parseInt(bits(arguments)), Octets.of(text))),
                                "Its Keccak digest in hexadecimal digits: SHA-3 as it was before it became a standard.",
                                "\"abc\"{s.keccak}{s.substr,0,8} -> \"4e03657a\"")
                        .taking(bits())
                        .of(Family.KAMAILIO),
                row(
                                "s.crc32",
                                Type.STRING,
                                (text, _) -> Long.toString(~crc(text) & 0xFFFF_FFFFL),
                                "Its CRC-32 as a decimal text, without the complement at its end, as OpenSIPS "
                                        + "computes it.",
                                "\"123456789\"{s.crc32} -> \"873187033\"")
                        .in(Dialect.NATIVE),
                row(
                                "s.crc32",
                                Type.INTEGER,
                                (text, _) -> crc(text),
                                "Its CRC-32.",
                                "\"123456789\"{s.crc32} -> 3421780262")
                        .in(Dialect.KAMAILIO),
                row(
                                "s.corehash",
                                Type.STRING,
                                (text, arguments) -> Long.toString(hash(text, arguments.numberOr(0, 0))),
                                "The number by which Kamailio's tables find it, as text.",
                                "\"abc\"{s.corehash,16} -> \"2\"")
                        .taking(Parameter.of("size", INTEGER, "Of the table: a power of two; 0 for the whole number.")
                                .between(0, 0xFFFF_FFFFL)
                                .orNothing())
                        .of(Family.KAMAILIO));
    }

    private static TransformationDefinition row(
            String name, Type result, TextOperation.OfTextAndArguments operation, String description, String example) {
        return TransformationDefinition.of(name, result, TextOperation.with(operation), description, example);
    }

    private static TransformationDefinition digest(String name, String algorithm, String example) {
        return row(
                name,
                Type.STRING,
                (text, _) -> digest(algorithm, text),
                "Its " + algorithm + " digest in hexadecimal digits.",
                example);
    }

    private static TransformationDefinition hmac(String name, String algorithm, String title, String example) {
        return row(
                        name,
                        Type.STRING,
                        (text, arguments) -> hmac(algorithm, arguments.someText(0), text),
                        "Its HMAC by " + title + " in hexadecimal digits.",
                        example)
                .taking(Parameter.of("key", STRING, "The key."))
                .of(Family.OPENSIPS);
    }

    private static Parameter bits() {
        return Parameter.of("bits", STRING, "Its size; 256 if left out.")
                .among("256", "384", "512")
                .orNothing();
    }

    private static String bits(Arguments arguments) {
        return arguments.has(0) ? arguments.text(0) : "256";
    }

    private static String hex(byte[] octets) {
        return HexFormat.of().formatHex(octets);
    }

    private static String digest(String algorithm, String text) {
        try {
            return hex(MessageDigest.getInstance(algorithm).digest(Octets.of(text)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has it: " + algorithm, e);
        }
    }

    private static String hmac(String algorithm, String key, String text) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(Octets.of(key), algorithm));
            return hex(mac.doFinal(Octets.of(text)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has it: " + algorithm, e);
        }
    }

    private static Long crc(String text) {
        CRC32 crc = new CRC32();
        crc.update(Octets.of(text));
        return crc.getValue();
    }

    private static long hash(String text, long size) {
        byte[] octets = Octets.of(text);
        int hash = 0;
        int word = 0;
        int whole = octets.length & ~3;
        for (int i = 0; i < octets.length; i++) {
            word = (word << 8) | (octets[i] & 0xFF);
            if (i < whole && i % 4 == 3) {
                hash += word ^ (word >>> 3);
                word = 0;
            }
        }
        hash += word ^ (word >>> 3);
        hash = hash + (hash >>> 11) + (hash >>> 13) + (hash >>> 23);
        long number = hash & 0xFFFF_FFFFL;
        return size == 0 ? number : number & (size - 1);
    }
}
