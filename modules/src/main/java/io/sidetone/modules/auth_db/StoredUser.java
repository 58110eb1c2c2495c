package io.sidetone.modules.auth_db;

import io.sidetone.sip.digest.DigestAlgorithm;
import io.sidetone.sip.digest.DigestSecret;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a database knows of a user. Immutable.
///
/// @param secret checks credentials that name the user alone; null if there is nothing to check them with
/// @param secretWithDomain checks credentials that name user and domain; null if there is nothing to check them
///     with
/// @param values of the columns that are loaded with the secret, in their order; null for NULL
record StoredUser(
        @Nullable DigestSecret secret, @Nullable DigestSecret secretWithDomain, List<@Nullable Object> values) {

    private static final int MD5_DIGITS = 32;

    /// The secret of stored hashes; what is none is passed over.
    ///
    /// @param hashes of MD5, or of SHA-256 where their length says so
    static @Nullable DigestSecret ofHashes(
            @Nullable String hashes, @Nullable String sha256, @Nullable String sha512t256) {
        boolean longer = hashes != null && hashes.strip().length() > MD5_DIGITS;
        DigestSecret secret = with(null, longer ? DigestAlgorithm.SHA_256 : DigestAlgorithm.MD5, hashes);
        secret = with(secret, DigestAlgorithm.SHA_256, sha256);
        return with(secret, DigestAlgorithm.SHA_512_256, sha512t256);
    }

    private static @Nullable DigestSecret with(
            @Nullable DigestSecret before, DigestAlgorithm algorithm, @Nullable String hash) {
        if (hash == null || hash.isBlank()) {
            return before;
        }
        try {
            String digits = hash.strip();
            return before == null ? DigestSecret.ofHa1(algorithm, digits) : before.withHa1(algorithm, digits);
        } catch (IllegalArgumentException _) {
            return before;
        }
    }

    /// The columns that a parameter names to be loaded, with the variables that get them.
    ///
    /// @param avp the name in `$avp(name)`
    record Loaded(String avp, String column) {

        /// Reads `$avp(13)=rpid;email_address`.
        ///
        /// @return null if it cannot be read
        static @Nullable List<Loaded> parse(String text) {
            List<Loaded> all = new ArrayList<>();
            for (String item : text.split(";", -1)) {
                if (item.isBlank()) {
                    continue;
                }
                int equals = item.indexOf('=');
                String column = item.substring(equals + 1).strip();
                String avp = equals < 0 ? column : item.substring(0, equals).strip();
                if (equals >= 0) {
                    if (!avp.startsWith("$avp(") || !avp.endsWith(")") || avp.length() < 7) {
                        return null;
                    }
                    avp = avp.substring(5, avp.length() - 1).strip();
                    avp = avp.startsWith("s:") || avp.startsWith("i:") ? avp.substring(2) : avp;
                }
                if (!column.matches("[A-Za-z_][A-Za-z0-9_]*") || avp.isEmpty()) {
                    return null;
                }
                all.add(new Loaded(avp, column));
            }
            return List.copyOf(all);
        }
    }
}
