package io.sidetone.dist.compat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Answers to challenges: in rows `Authorization: digest USER PASSWORD`. Thread-safe: only functions.
final class Credentials {

    private static final Pattern LINE = Pattern.compile("([A-Za-z-]+): digest (\\S+) (\\S+)");

    private Credentials() {}

    /// Lines below a step, with what is meant in place of such lines.
    ///
    /// @param challenge the last response; null for none
    static List<String> filled(List<String> lines, String method, String uri, @Nullable Packet challenge) {
        return lines.stream()
                .map(line -> {
                    Matcher wanted = LINE.matcher(line);
                    return wanted.matches() && challenge != null
                            ? wanted.group(1) + ": "
                                    + response(challenge, method, uri, wanted.group(2), wanted.group(3))
                            : line;
                })
                .toList();
    }

    private static String response(Packet challenge, String method, String uri, String user, String password) {
        String asked = challenge.value(challenge.status() == 407 ? "Proxy-Authenticate" : "WWW-Authenticate");
        String realm = parameter(asked, "realm");
        String nonce = parameter(asked, "nonce");
        String secret = md5(user + ":" + realm + ":" + password);
        String request = md5(method + ":" + uri);
        boolean quality = asked.contains("qop=");
        String proof = quality
                ? md5(secret + ":" + nonce + ":00000001:abcd:auth:" + request)
                : md5(secret + ":" + nonce + ":" + request);
        return "Digest username=\"" + user + "\",realm=\"" + realm + "\",nonce=\"" + nonce + "\",uri=\"" + uri
                + "\",response=\"" + proof + "\",algorithm=MD5"
                + (quality ? ",qop=auth,nc=00000001,cnonce=\"abcd\"" : "");
    }

    private static String parameter(String challenge, String name) {
        Matcher value = Pattern.compile(name + "=\"([^\"]*)\"").matcher(challenge);
        return value.find() ? value.group(1) : "";
    }

    private static String md5(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
