package io.sidetone.modules.auth;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.digest.DigestAlgorithm;
import io.sidetone.sip.digest.DigestPolicy;
import io.sidetone.sip.digest.DigestPolicy.CountRule;
import io.sidetone.sip.digest.DigestPolicy.UriRule;
import io.sidetone.sip.digest.DigestVerifier;
import io.sidetone.sip.digest.NonceCounts;
import io.sidetone.sip.digest.NonceFactory;
import io.sidetone.sip.digest.Qop;
import io.sidetone.sip.header.Challenge;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Which algorithms were offered together. A nonce is bound to its offer, so that nobody on the way can have a
/// weaker algorithm used than was offered. Thread-safe.
@Rfc(number = 8760, section = "2.3")
final class Offers {

    /// How many different offers are known at a time; scripts have one or two.
    static final int LIMIT = 32;

    private record Terms(List<DigestAlgorithm> algorithms, List<Qop> qops) {}

    private record Offer(String binding, DigestVerifier verifier) {}

    private final NonceFactory nonces;
    private final NonceCounts counts;
    private final Map<Terms, Offer> known = new ConcurrentHashMap<>();

    Offers(NonceFactory nonces, NonceCounts counts) {
        this.nonces = nonces;
        this.counts = counts;
    }

    /// Challenges with these algorithms, the first one preferred.
    List<Challenge> challenges(String realm, List<DigestAlgorithm> algorithms, List<Qop> qops, boolean stale) {
        Terms terms = new Terms(algorithms, qops);
        Offer offer = known.get(terms);
        if (offer == null) {
            terms = new Terms(List.copyOf(algorithms), List.copyOf(qops));
            DigestPolicy policy = new DigestPolicy(terms.algorithms(), terms.qops(), UriRule.ANY, CountRule.ONCE);
            offer = new Offer(binding(algorithms), new DigestVerifier(nonces, counts, policy));
            if (known.size() >= LIMIT) {
                // Who was offered something else is challenged once more.
                known.clear();
            }
            known.put(terms, offer);
        }
        return offer.verifier().challenges(realm, offer.binding(), stale);
    }

    /// Whether an algorithm is in any offer.
    boolean include(DigestAlgorithm algorithm) {
        for (Terms terms : known.keySet()) {
            if (terms.algorithms().contains(algorithm)) {
                return true;
            }
        }
        return false;
    }

    /// What a nonce is bound to, if it is ours, fresh, and was offered with this algorithm; else null.
    @Nullable
    String bindingOf(String nonce, DigestAlgorithm algorithm) {
        for (Map.Entry<Terms, Offer> offered : known.entrySet()) {
            if (offered.getKey().algorithms().contains(algorithm)) {
                String binding = offered.getValue().binding();
                long issuedAt = nonces.issuedAt(nonce, binding);
                if (issuedAt != NonceFactory.NOT_OURS) {
                    return nonces.isFresh(issuedAt) ? binding : null;
                }
            }
        }
        return null;
    }

    private static String binding(List<DigestAlgorithm> algorithms) {
        return algorithms.stream().map(DigestAlgorithm::text).collect(Collectors.joining(","));
    }
}
