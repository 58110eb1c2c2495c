package io.sidetone.sip.ua;

/// placeholder
public final class Referral {
    public void refuse(int statusCode, String phrase) {}
}
