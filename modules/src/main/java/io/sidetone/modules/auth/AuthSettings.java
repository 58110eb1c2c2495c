package io.sidetone.modules.auth;

import io.sidetone.sip.digest.DigestAlgorithm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How an [Authenticator] works. Immutable.
///
/// @param secret what nonces are sealed with; empty for a random one
/// @param nonceLifetime how long a nonce may be used
/// @param counted whether each count of a nonce is accepted only once
/// @param oneTime whether a nonce is good for one request only
/// @param realmPrefix what is taken off the front of a realm that is made of a request
/// @param algorithms what is offered where a script does not say it; empty for all that can be checked
/// @param brake null for none
record AuthSettings(
        String secret,
        Duration nonceLifetime,
        boolean counted,
        boolean oneTime,
        String realmPrefix,
        List<DigestAlgorithm> algorithms,
        FailureBrake.@Nullable Limits brake) {

    /// What is offered at most where nothing is said, the strongest first.
    static final List<DigestAlgorithm> STRONGEST_FIRST =
            List.of(DigestAlgorithm.SHA_512_256, DigestAlgorithm.SHA_256, DigestAlgorithm.MD5);

    AuthSettings {
        algorithms = List.copyOf(algorithms);
    }

    /// The algorithms that a list names, the strongest first; empty if it names none.
    ///
    /// @return null if a name is not known
    static @Nullable List<DigestAlgorithm> algorithms(String list) {
        List<DigestAlgorithm> named = new ArrayList<>();
        for (String name : list.split(",", -1)) {
            if (!name.isBlank()) {
                DigestAlgorithm algorithm = DigestAlgorithm.of(name.strip());
                if (algorithm == null) {
                    return null;
                }
                if (!named.contains(algorithm)) {
                    named.add(algorithm);
                }
            }
        }
        named.sort((a, b) -> b.compareTo(a));
        return named;
    }
}
