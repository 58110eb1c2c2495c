package io.sidetone.sip.header;

import io.sidetone.sip.uri.Uri;

/// The types of the header fields that somebody acts on: `request.first(Headers.VIA)`. Grouped by the RFC that
/// defines them.
public final class Headers {

    // RFC 3261 §20: the path of a message and its parties.

    public static final HeaderType<Via> VIA = HeaderType.of(HeaderName.VIA, Via::parse, Via::passes);
    public static final HeaderType<NameAddress> FROM =
            HeaderType.of(HeaderName.FROM, NameAddress::parse, NameAddress::passes);
    public static final HeaderType<NameAddress> TO =
            HeaderType.of(HeaderName.TO, NameAddress::parse, NameAddress::passes);
    public static final HeaderType<Contact> CONTACT = HeaderType.of(HeaderName.CONTACT, Contact::parse);
    public static final HeaderType<NameAddress> ROUTE = HeaderType.of(HeaderName.ROUTE, NameAddress::parseBracketed);
    public static final HeaderType<NameAddress> RECORD_ROUTE =
            HeaderType.of(HeaderName.RECORD_ROUTE, NameAddress::parseBracketed);
    public static final HeaderType<NameAddress> REPLY_TO = HeaderType.of(HeaderName.REPLY_TO, NameAddress::parse);
    public static final HeaderType<NameAddress> ALERT_INFO =
            HeaderType.of(HeaderName.ALERT_INFO, NameAddress::parseReference);
    public static final HeaderType<NameAddress> CALL_INFO =
            HeaderType.of(HeaderName.CALL_INFO, NameAddress::parseReference);
    public static final HeaderType<NameAddress> ERROR_INFO =
            HeaderType.of(HeaderName.ERROR_INFO, NameAddress::parseReference);

    // RFC 3261 §20: bodies.

    public static final HeaderType<MediaType> ACCEPT = HeaderType.of(HeaderName.ACCEPT, MediaType::parse);
    public static final HeaderType<Preference> ACCEPT_ENCODING =
            HeaderType.of(HeaderName.ACCEPT_ENCODING, Preference::parse);
    public static final HeaderType<Preference> ACCEPT_LANGUAGE =
            HeaderType.of(HeaderName.ACCEPT_LANGUAGE, Preference::parse);
    public static final HeaderType<ContentDisposition> CONTENT_DISPOSITION =
            HeaderType.of(HeaderName.CONTENT_DISPOSITION, ContentDisposition::parse);
    public static final HeaderType<String> CONTENT_ENCODING =
            HeaderType.of(HeaderName.CONTENT_ENCODING, PlainValues::token);
    public static final HeaderType<String> CONTENT_LANGUAGE =
            HeaderType.of(HeaderName.CONTENT_LANGUAGE, PlainValues::token);
    public static final HeaderType<Integer> CONTENT_LENGTH =
            HeaderType.of(HeaderName.CONTENT_LENGTH, PlainValues.integer(Integer.MAX_VALUE), PlainValues::digits);
    public static final HeaderType<MediaType> CONTENT_TYPE =
            HeaderType.of(HeaderName.CONTENT_TYPE, MediaType::parse, MediaType::passes);
    public static final HeaderType<MimeVersion> MIME_VERSION =
            HeaderType.of(HeaderName.MIME_VERSION, MimeVersion::parse);

    // RFC 3261 §20: the rest.

    public static final HeaderType<Method> ALLOW = HeaderType.of(HeaderName.ALLOW, Method::parse);
    public static final HeaderType<String> CALL_ID = HeaderType.of(HeaderName.CALL_ID, PlainValues::callId);
    public static final HeaderType<CSeq> CSEQ = HeaderType.of(HeaderName.CSEQ, CSeq::parse);
    public static final HeaderType<SipDate> DATE = HeaderType.of(HeaderName.DATE, SipDate::parse);
    public static final HeaderType<Long> EXPIRES = HeaderType.of(HeaderName.EXPIRES, PlainValues::seconds);
    public static final HeaderType<String> IN_REPLY_TO = HeaderType.of(HeaderName.IN_REPLY_TO, PlainValues::callId);
    public static final HeaderType<Integer> MAX_FORWARDS =
            HeaderType.of(HeaderName.MAX_FORWARDS, PlainValues.integer(255));
    public static final HeaderType<Long> MIN_EXPIRES = HeaderType.of(HeaderName.MIN_EXPIRES, PlainValues::seconds);
    public static final HeaderType<String> ORGANIZATION = HeaderType.of(HeaderName.ORGANIZATION, PlainValues::line);
    public static final HeaderType<String> PRIORITY = HeaderType.of(HeaderName.PRIORITY, PlainValues::token);
    public static final HeaderType<String> PROXY_REQUIRE = HeaderType.of(HeaderName.PROXY_REQUIRE, PlainValues::token);
    public static final HeaderType<String> REQUIRE = HeaderType.of(HeaderName.REQUIRE, PlainValues::token);
    public static final HeaderType<RetryAfter> RETRY_AFTER = HeaderType.of(HeaderName.RETRY_AFTER, RetryAfter::parse);
    public static final HeaderType<String> SERVER = HeaderType.of(HeaderName.SERVER, PlainValues::line);
    public static final HeaderType<String> SUBJECT = HeaderType.of(HeaderName.SUBJECT, PlainValues::line);
    public static final HeaderType<String> SUPPORTED = HeaderType.of(HeaderName.SUPPORTED, PlainValues::token);
    public static final HeaderType<Timestamp> TIMESTAMP = HeaderType.of(HeaderName.TIMESTAMP, Timestamp::parse);
    public static final HeaderType<String> UNSUPPORTED = HeaderType.of(HeaderName.UNSUPPORTED, PlainValues::token);
    public static final HeaderType<String> USER_AGENT = HeaderType.of(HeaderName.USER_AGENT, PlainValues::line);
    public static final HeaderType<Warning> WARNING = HeaderType.of(HeaderName.WARNING, Warning::parse);

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

    public static final HeaderType<RAck> RACK = HeaderType.of(HeaderName.RACK, RAck::parse);
    public static final HeaderType<Long> RSEQ = HeaderType.of(HeaderName.RSEQ, PlainValues.number(CSeq.MAX_NUMBER));

    // RFC 3313: media authorization.

    public static final HeaderType<String> P_MEDIA_AUTHORIZATION =
            HeaderType.of(HeaderName.P_MEDIA_AUTHORIZATION, PlainValues::hex);

    // RFC 3323: privacy.

    public static final HeaderType<Privacy> PRIVACY = HeaderType.of(HeaderName.PRIVACY, Privacy::parse);

    // RFC 3325: asserted identity, and the draft that came before it.

    public static final HeaderType<NameAddress> P_ASSERTED_IDENTITY =
            HeaderType.of(HeaderName.P_ASSERTED_IDENTITY, NameAddress::parseIdentity);
    public static final HeaderType<NameAddress> P_PREFERRED_IDENTITY =
            HeaderType.of(HeaderName.P_PREFERRED_IDENTITY, NameAddress::parseIdentity);
    public static final HeaderType<NameAddress> REMOTE_PARTY_ID =
            HeaderType.of(HeaderName.REMOTE_PARTY_ID, NameAddress::parse);

    // RFC 3326: why a request was sent.

    public static final HeaderType<Reason> REASON = HeaderType.of(HeaderName.REASON, Reason::parse);

    // RFC 3327 and 3608: the way to a device, and the way from it.

    public static final HeaderType<NameAddress> PATH = HeaderType.of(HeaderName.PATH, NameAddress::parseBracketed);
    public static final HeaderType<NameAddress> SERVICE_ROUTE =
            HeaderType.of(HeaderName.SERVICE_ROUTE, NameAddress::parseBracketed);

    // RFC 3329: agreement on security.

    public static final HeaderType<SecurityMechanism> SECURITY_CLIENT =
            HeaderType.of(HeaderName.SECURITY_CLIENT, SecurityMechanism::parse);
    public static final HeaderType<SecurityMechanism> SECURITY_SERVER =
            HeaderType.of(HeaderName.SECURITY_SERVER, SecurityMechanism::parse);
    public static final HeaderType<SecurityMechanism> SECURITY_VERIFY =
            HeaderType.of(HeaderName.SECURITY_VERIFY, SecurityMechanism::parse);

    // RFC 3515 and 3892: transfer.

    public static final HeaderType<NameAddress> REFER_TO = HeaderType.of(HeaderName.REFER_TO, NameAddress::parse);
    public static final HeaderType<NameAddress> REFERRED_BY = HeaderType.of(HeaderName.REFERRED_BY, NameAddress::parse);

    // RFC 3841: what a caller wants.

    public static final HeaderType<ContactPredicate> ACCEPT_CONTACT =
            HeaderType.of(HeaderName.ACCEPT_CONTACT, ContactPredicate::parse);
    public static final HeaderType<ContactPredicate> REJECT_CONTACT =
            HeaderType.of(HeaderName.REJECT_CONTACT, ContactPredicate::parse);
    public static final HeaderType<RequestDirective> REQUEST_DISPOSITION =
            HeaderType.of(HeaderName.REQUEST_DISPOSITION, RequestDirective::parse);

    // RFC 3891, 3911 and 4538: requests that point at a dialog.

    public static final HeaderType<DialogReference> REPLACES =
            HeaderType.of(HeaderName.REPLACES, DialogReference::parse);
    public static final HeaderType<DialogReference> JOIN = HeaderType.of(HeaderName.JOIN, DialogReference::parse);
    public static final HeaderType<TargetDialog> TARGET_DIALOG =
            HeaderType.of(HeaderName.TARGET_DIALOG, TargetDialog::parse);

    // RFC 3903: publication.

    public static final HeaderType<String> SIP_ETAG = HeaderType.of(HeaderName.SIP_ETAG, PlainValues::token);
    public static final HeaderType<String> SIP_IF_MATCH = HeaderType.of(HeaderName.SIP_IF_MATCH, PlainValues::token);

    // RFC 4028: session timers.

    public static final HeaderType<SessionInterval> SESSION_EXPIRES =
            HeaderType.of(HeaderName.SESSION_EXPIRES, SessionInterval::parse);
    public static final HeaderType<SessionInterval> MIN_SE = HeaderType.of(HeaderName.MIN_SE, SessionInterval::parse);

    // RFC 4412: priority of resources.

    public static final HeaderType<ResourcePriority> RESOURCE_PRIORITY =
            HeaderType.of(HeaderName.RESOURCE_PRIORITY, ResourcePriority::parse);
    public static final HeaderType<ResourcePriority> ACCEPT_RESOURCE_PRIORITY =
            HeaderType.of(HeaderName.ACCEPT_RESOURCE_PRIORITY, ResourcePriority::parse);

    // RFC 5009: early media.

    public static final HeaderType<String> P_EARLY_MEDIA = HeaderType.of(HeaderName.P_EARLY_MEDIA, PlainValues::token);

    // RFC 5373: calls that answer themselves.

    public static final HeaderType<AnswerMode> ANSWER_MODE = HeaderType.of(HeaderName.ANSWER_MODE, AnswerMode::parse);
    public static final HeaderType<AnswerMode> PRIV_ANSWER_MODE =
            HeaderType.of(HeaderName.PRIV_ANSWER_MODE, AnswerMode::parse);

    // RFC 5393: loops and wide forks.

    public static final HeaderType<Integer> MAX_BREADTH =
            HeaderType.of(HeaderName.MAX_BREADTH, PlainValues.integer(Integer.MAX_VALUE));

    // RFC 5626: connections that clients keep open.

    public static final HeaderType<Long> FLOW_TIMER = HeaderType.of(HeaderName.FLOW_TIMER, PlainValues::seconds);

    // RFC 5806 and 7044: calls that were sent on.

    public static final HeaderType<Diversion> DIVERSION = HeaderType.of(HeaderName.DIVERSION, Diversion::parse);
    public static final HeaderType<HistoryEntry> HISTORY_INFO =
            HeaderType.of(HeaderName.HISTORY_INFO, HistoryEntry::parse);

    // RFC 6050: services.

    public static final HeaderType<Uri> P_ASSERTED_SERVICE =
            HeaderType.of(HeaderName.P_ASSERTED_SERVICE, PlainValues::uri);
    public static final HeaderType<Uri> P_PREFERRED_SERVICE =
            HeaderType.of(HeaderName.P_PREFERRED_SERVICE, PlainValues::uri);

    // RFC 6086: packages of INFO.

    public static final HeaderType<InfoPackage> INFO_PACKAGE =
            HeaderType.of(HeaderName.INFO_PACKAGE, InfoPackage::parse);
    public static final HeaderType<InfoPackage> RECV_INFO = HeaderType.of(HeaderName.RECV_INFO, InfoPackage::parse);

    // RFC 6442: location.

    public static final HeaderType<NameAddress> GEOLOCATION =
            HeaderType.of(HeaderName.GEOLOCATION, NameAddress::parseReference);

    // RFC 6665: events.

    public static final HeaderType<Event> EVENT = HeaderType.of(HeaderName.EVENT, Event::parse);
    public static final HeaderType<EventType> ALLOW_EVENTS = HeaderType.of(HeaderName.ALLOW_EVENTS, EventType::parse);
    public static final HeaderType<SubscriptionState> SUBSCRIPTION_STATE =
            HeaderType.of(HeaderName.SUBSCRIPTION_STATE, SubscriptionState::parse);

    // RFC 6809: capabilities of servers.

    public static final HeaderType<FeatureCaps> FEATURE_CAPS =
            HeaderType.of(HeaderName.FEATURE_CAPS, FeatureCaps::parse);

    // RFC 7315 and 5502: networks of mobile operators.

    public static final HeaderType<AccessNetworkInfo> P_ACCESS_NETWORK_INFO =
            HeaderType.of(HeaderName.P_ACCESS_NETWORK_INFO, AccessNetworkInfo::parse);
    public static final HeaderType<NameAddress> P_ASSOCIATED_URI =
            HeaderType.of(HeaderName.P_ASSOCIATED_URI, NameAddress::parseBracketed);
    public static final HeaderType<NameAddress> P_CALLED_PARTY_ID =
            HeaderType.of(HeaderName.P_CALLED_PARTY_ID, NameAddress::parseBracketed);
    public static final HeaderType<ChargingFunctionAddresses> P_CHARGING_FUNCTION_ADDRESSES =
            HeaderType.of(HeaderName.P_CHARGING_FUNCTION_ADDRESSES, ChargingFunctionAddresses::parse);
    public static final HeaderType<ChargingVector> P_CHARGING_VECTOR =
            HeaderType.of(HeaderName.P_CHARGING_VECTOR, ChargingVector::parse);
    public static final HeaderType<NameAddress> P_SERVED_USER =
            HeaderType.of(HeaderName.P_SERVED_USER, NameAddress::parseBracketed);
    public static final HeaderType<VisitedNetwork> P_VISITED_NETWORK_ID =
            HeaderType.of(HeaderName.P_VISITED_NETWORK_ID, VisitedNetwork::parse);

    // RFC 7329 and 7989: identity of sessions.

    public static final HeaderType<SessionId> SESSION_ID = HeaderType.of(HeaderName.SESSION_ID, SessionId::parse);

    // RFC 7433: data from user to user.

    public static final HeaderType<UserToUser> USER_TO_USER = HeaderType.of(HeaderName.USER_TO_USER, UserToUser::parse);

    // RFC 8224: signed identity.

    public static final HeaderType<Identity> IDENTITY = HeaderType.of(HeaderName.IDENTITY, Identity::parse);

    private Headers() {}
}
