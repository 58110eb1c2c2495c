package io.sidetone.modules.auth;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.Challenge;
import io.sidetone.sip.header.Credentials;
import io.sidetone.sip.header.HeaderType;
import io.sidetone.sip.header.Headers;

/// As what a server asks who is calling. Immutable.
@Rfc(number = 3261, section = "22")
public enum Side {
    /// As the one that the request is for: a registrar.
    WWW(401, "Unauthorized"),
    /// As a proxy on the way.
    PROXY(407, "Proxy Authentication Required");

    private final int statusCode;
    private final String phrase;

    Side(int statusCode, String phrase) {
        this.statusCode = statusCode;
        this.phrase = phrase;
    }

    /// The status code of its challenge.
    int statusCode() {
        return statusCode;
    }

    /// The reason phrase of its challenge.
    String phrase() {
        return phrase;
    }

    /// The field of its challenges.
    HeaderType<Challenge> challenges() {
        return this == WWW ? Headers.WWW_AUTHENTICATE : Headers.PROXY_AUTHENTICATE;
    }

    /// The field of the answers to them.
    HeaderType<Credentials> credentials() {
        return this == WWW ? Headers.AUTHORIZATION : Headers.PROXY_AUTHORIZATION;
    }
}
