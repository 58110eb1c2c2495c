package io.sidetone.sip.tls;

import java.util.ArrayList;
import java.util.List;

/// Which cipher suites may be used. Immutable.
///
/// @param suites their names in the registry of IANA, the preferred ones first
public record CipherPolicy(List<String> suites) {

    // DEVIATION: RFC 3261 §26.2.1 demands TLS_RSA_WITH_AES_128_CBC_SHA. It has no forward secrecy, RFC 9325 forbids
    // it, and the Java platform refuses it.

    /// Authenticated encryption with forward secrecy, nothing else. What is taken if nothing is said.
    public static final CipherPolicy MODERN = of(
            "TLS_AES_128_GCM_SHA256",
            "TLS_AES_256_GCM_SHA384",
            "TLS_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

    /// [#MODERN] and behind it what old telephones need: other key exchanges and block chaining, all with forward
    /// secrecy.
    public static final CipherPolicy COMPATIBLE = MODERN.and(
            "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_DHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA",
            "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA",
            "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA",
            "TLS_DHE_RSA_WITH_AES_128_CBC_SHA",
            "TLS_DHE_RSA_WITH_AES_256_CBC_SHA");

    /// Copies the list.
    ///
    /// @throws IllegalArgumentException if it is empty
    public CipherPolicy {
        if (suites.isEmpty()) {
            throw new IllegalArgumentException("No cipher suites");
        }
        suites = List.copyOf(suites);
    }

    /// These suites only. Whether there are such is seen when they are loaded.
    public static CipherPolicy of(String... suites) {
        return new CipherPolicy(List.of(suites));
    }

    private CipherPolicy and(String... more) {
        List<String> all = new ArrayList<>(suites);
        all.addAll(List.of(more));
        return new CipherPolicy(all);
    }

    /// Checks that each suite exists and each version has one.
    ///
    /// @param supported the suites that the Java platform has
    void check(List<String> supported, Iterable<TlsVersion> versions) throws TlsException {
        for (String suite : suites) {
            // Signals have the form of suites and encrypt nothing.
            if (!supported.contains(suite) || suite.endsWith("_SCSV")) {
                throw new TlsException("No such cipher suite, or refused by the Java platform: " + suite, null);
            }
        }
        for (TlsVersion version : versions) {
            if (!serves(version)) {
                throw new TlsException("No cipher suite for " + version.text() + " among " + suites, null);
            }
        }
    }

    private boolean serves(TlsVersion version) {
        for (String suite : suites) {
            if (version.has(suite)) {
                return true;
            }
        }
        return false;
    }
}
