package io.sidetone.bench.compare;

import java.security.cert.X509Certificate;
import javax.net.ssl.X509TrustManager;

/// Believes every certificate: all sides are on this machine. Immutable.
final class Trusting implements X509TrustManager {

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind) {
        // It is one of ours.
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind) {
        // It is one of ours.
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
