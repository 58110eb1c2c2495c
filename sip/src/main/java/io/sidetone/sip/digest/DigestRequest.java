package io.sidetone.sip.digest;

/// The parts of a request that a proof covers. Immutable, provided that nobody changes the body, which is not
/// copied.
public final class DigestRequest {

    private final String method;
    private final String uri;
    private final byte[] body;

    /// A request with a body.
    ///
    /// @param uri the Request-URI as it stands in the message
    public DigestRequest(String method, String uri, byte[] body) {
        this.method = method;
        this.uri = uri;
        this.body = body;
    }

    /// A request without a body, or one whose body no proof will cover.
    ///
    /// @param uri the Request-URI as it stands in the message
    public DigestRequest(String method, String uri) {
        this(method, uri, new byte[0]);
    }

    /// The method.
    public String method() {
        return method;
    }

    /// The Request-URI as it stands in the message.
    public String uri() {
        return uri;
    }

    byte[] body() {
        return body;
    }

    @Override
    public String toString() {
        return method + " " + uri;
    }
}
