package io.sidetone.sip.header;

/// The types of the header fields that somebody acts on: `request.first(Headers.VIA)`. Grouped by the RFC that defines
/// them.
public final class Headers {

    // RFC 3261 §20: numbers, tokens and text.

    public static final HeaderType<Method> ALLOW = HeaderType.of(HeaderName.ALLOW, Method::parse);
    public static final HeaderType<String> CALL_ID = HeaderType.of(HeaderName.CALL_ID, PlainValues::callId);
    public static final HeaderType<String> CONTENT_ENCODING =
            HeaderType.of(HeaderName.CONTENT_ENCODING, PlainValues::token);
    public static final HeaderType<String> CONTENT_LANGUAGE =
            HeaderType.of(HeaderName.CONTENT_LANGUAGE, PlainValues::token);
    public static final HeaderType<Integer> CONTENT_LENGTH =
            HeaderType.of(HeaderName.CONTENT_LENGTH, PlainValues.integer(Integer.MAX_VALUE));
    public static final HeaderType<CSeq> CSEQ = HeaderType.of(HeaderName.CSEQ, CSeq::parse);
    public static final HeaderType<Long> EXPIRES = HeaderType.of(HeaderName.EXPIRES, PlainValues::seconds);
    public static final HeaderType<String> IN_REPLY_TO = HeaderType.of(HeaderName.IN_REPLY_TO, PlainValues::callId);
    public static final HeaderType<Integer> MAX_FORWARDS =
            HeaderType.of(HeaderName.MAX_FORWARDS, PlainValues.integer(255));
    public static final HeaderType<Long> MIN_EXPIRES = HeaderType.of(HeaderName.MIN_EXPIRES, PlainValues::seconds);
    public static final HeaderType<String> ORGANIZATION = HeaderType.of(HeaderName.ORGANIZATION, PlainValues::line);
    public static final HeaderType<String> PRIORITY = HeaderType.of(HeaderName.PRIORITY, PlainValues::token);
    public static final HeaderType<String> PROXY_REQUIRE = HeaderType.of(HeaderName.PROXY_REQUIRE, PlainValues::token);
    public static final HeaderType<String> REQUIRE = HeaderType.of(HeaderName.REQUIRE, PlainValues::token);
    public static final HeaderType<String> SERVER = HeaderType.of(HeaderName.SERVER, PlainValues::line);
    public static final HeaderType<String> SUBJECT = HeaderType.of(HeaderName.SUBJECT, PlainValues::line);
    public static final HeaderType<String> SUPPORTED = HeaderType.of(HeaderName.SUPPORTED, PlainValues::token);
    public static final HeaderType<String> UNSUPPORTED = HeaderType.of(HeaderName.UNSUPPORTED, PlainValues::token);
    public static final HeaderType<String> USER_AGENT = HeaderType.of(HeaderName.USER_AGENT, PlainValues::line);

    // RFC 3261 §22, RFC 7615: authentication.

    public static final HeaderType<Challenge> WWW_AUTHENTICATE =
            HeaderType.of(HeaderName.WWW_AUTHENTICATE, Challenge::parse);
    public static final HeaderType<Challenge> PROXY_AUTHENTICATE =
            HeaderType.of(HeaderName.PROXY_AUTHENTICATE, Challenge::parse);
    public static final HeaderType<Credentials> AUTHORIZATION =
            HeaderType.of(HeaderName.AUTHORIZATION, Credentials::parse);
    public static final HeaderType<Credentials> PROXY_AUTHORIZATION =
            HeaderType.of(HeaderName.PROXY_AUTHORIZATION, Credentials::parse);
    public static final HeaderType<AuthenticationInfo> AUTHENTICATION_INFO =
            HeaderType.of(HeaderName.AUTHENTICATION_INFO, AuthenticationInfo::parse);
    public static final HeaderType<AuthenticationInfo> PROXY_AUTHENTICATION_INFO =
            HeaderType.of(HeaderName.PROXY_AUTHENTICATION_INFO, AuthenticationInfo::parse);

    // RFC 3262: reliable provisional responses.

    public static final HeaderType<Long> RSEQ = HeaderType.of(HeaderName.RSEQ, PlainValues.number(0xFFFF_FFFFL));

    // RFC 3313: media authorization.

    public static final HeaderType<String> P_MEDIA_AUTHORIZATION =
            HeaderType.of(HeaderName.P_MEDIA_AUTHORIZATION, PlainValues::token);

    // RFC 3903: publication.

    public static final HeaderType<String> SIP_ETAG = HeaderType.of(HeaderName.SIP_ETAG, PlainValues::token);
    public static final HeaderType<String> SIP_IF_MATCH = HeaderType.of(HeaderName.SIP_IF_MATCH, PlainValues::token);

    // RFC 5009: early media.

    public static final HeaderType<String> P_EARLY_MEDIA = HeaderType.of(HeaderName.P_EARLY_MEDIA, PlainValues::token);

    // RFC 5393: loops and wide forks.

    public static final HeaderType<Integer> MAX_BREADTH =
            HeaderType.of(HeaderName.MAX_BREADTH, PlainValues.integer(Integer.MAX_VALUE));

    // RFC 5626: connections that clients keep open.

    public static final HeaderType<Long> FLOW_TIMER = HeaderType.of(HeaderName.FLOW_TIMER, PlainValues::seconds);

    private Headers() {}
}
