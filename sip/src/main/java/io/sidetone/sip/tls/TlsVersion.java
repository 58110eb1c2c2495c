package io.sidetone.sip.tls;

import io.sidetone.sip.base.Rfc;

/// The versions of TLS there are; older ones can not be had. Immutable.
@Rfc(number = 8996, section = "4")
@Rfc(number = 8996, section = "5")
public enum TlsVersion {
    /// RFC 5246.
    TLS_1_2("TLSv1.2"),
    /// RFC 8446.
    TLS_1_3("TLSv1.3");

    private final String text;

    TlsVersion(String text) {
        this.text = text;
    }

    /// The name that the Java platform knows it by.
    public String text() {
        return text;
    }

    /// Whether a cipher suite of this name belongs to it: those of TLS 1.3 name no key exchange.
    boolean has(String suite) {
        return this == TLS_1_2 == suite.contains("_WITH_");
    }
}
