package io.sidetone.sip.header;

import static io.sidetone.sip.header.HeaderName.Cardinality.LIST;
import static io.sidetone.sip.header.HeaderName.Cardinality.REPEATABLE;
import static io.sidetone.sip.header.HeaderName.Cardinality.SINGLE;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.Text;
import org.jspecify.annotations.Nullable;

/// The header field names that the stack knows: usual spelling, compact form, how often they may stand in a
/// message, and the RFC that defines them. Any other name is carried as well, byte for byte.
@Rfc(number = 3261, section = "20")
@Rfc(number = 3261, section = "7.3.3")
public enum HeaderName {
    ACCEPT("Accept", LIST, 3261),
    ACCEPT_CONTACT("Accept-Contact", 'a', LIST, 3841),
    ACCEPT_ENCODING("Accept-Encoding", LIST, 3261),
    ACCEPT_LANGUAGE("Accept-Language", LIST, 3261),
    ACCEPT_RESOURCE_PRIORITY("Accept-Resource-Priority", LIST, 4412),
    ALERT_INFO("Alert-Info", LIST, 3261),
    ALLOW("Allow", LIST, 3261),
    ALLOW_EVENTS("Allow-Events", 'u', LIST, 6665),
    ANSWER_MODE("Answer-Mode", SINGLE, 5373),
    AUTHENTICATION_INFO("Authentication-Info", SINGLE, 3261),
    AUTHORIZATION("Authorization", REPEATABLE, 3261),
    CALL_ID("Call-ID", 'i', SINGLE, 3261),
    CALL_INFO("Call-Info", LIST, 3261),
    CONTACT("Contact", 'm', LIST, 3261),
    CONTENT_DISPOSITION("Content-Disposition", SINGLE, 3261),
    CONTENT_ENCODING("Content-Encoding", 'e', LIST, 3261),
    CONTENT_ID("Content-ID", SINGLE, 8262),
    CONTENT_LANGUAGE("Content-Language", LIST, 3261),
    CONTENT_LENGTH("Content-Length", 'l', SINGLE, 3261),
    CONTENT_TYPE("Content-Type", 'c', SINGLE, 3261),
    CSEQ("CSeq", SINGLE, 3261),
    DATE("Date", SINGLE, 3261),
    DIVERSION("Diversion", LIST, 5806),
    ENCRYPTION("Encryption", SINGLE, 2543),
    ERROR_INFO("Error-Info", LIST, 3261),
    EVENT("Event", 'o', SINGLE, 6665),
    EXPIRES("Expires", SINGLE, 3261),
    FEATURE_CAPS("Feature-Caps", LIST, 6809),
    FLOW_TIMER("Flow-Timer", SINGLE, 5626),
    FROM("From", 'f', SINGLE, 3261),
    GEOLOCATION("Geolocation", LIST, 6442),
    GEOLOCATION_ERROR("Geolocation-Error", SINGLE, 6442),
    GEOLOCATION_ROUTING("Geolocation-Routing", SINGLE, 6442),
    HIDE("Hide", SINGLE, 2543),
    HISTORY_INFO("History-Info", LIST, 7044),
    IDENTITY("Identity", 'y', REPEATABLE, 8224),
    IDENTITY_INFO("Identity-Info", 'n', SINGLE, 4474),
    INFO_PACKAGE("Info-Package", SINGLE, 6086),
    IN_REPLY_TO("In-Reply-To", LIST, 3261),
    JOIN("Join", SINGLE, 3911),
    MAX_BREADTH("Max-Breadth", SINGLE, 5393),
    MAX_FORWARDS("Max-Forwards", SINGLE, 3261),
    MIME_VERSION("MIME-Version", SINGLE, 3261),
    MIN_EXPIRES("Min-Expires", SINGLE, 3261),
    MIN_SE("Min-SE", SINGLE, 4028),
    ORGANIZATION("Organization", SINGLE, 3261),
    P_ACCESS_NETWORK_INFO("P-Access-Network-Info", LIST, 7315),
    P_ANSWER_STATE("P-Answer-State", SINGLE, 4964),
    P_ASSERTED_IDENTITY("P-Asserted-Identity", LIST, 3325),
    P_ASSERTED_SERVICE("P-Asserted-Service", LIST, 6050),
    P_ASSOCIATED_URI("P-Associated-URI", LIST, 7315),
    P_CALLED_PARTY_ID("P-Called-Party-ID", SINGLE, 7315),
    P_CHARGE_INFO("P-Charge-Info", SINGLE, 8496),
    P_CHARGING_FUNCTION_ADDRESSES("P-Charging-Function-Addresses", SINGLE, 7315),
    P_CHARGING_VECTOR("P-Charging-Vector", SINGLE, 7315),
    P_DCS_BILLING_INFO("P-DCS-Billing-Info", SINGLE, 5503),
    P_DCS_LAES("P-DCS-LAES", SINGLE, 5503),
    P_DCS_OSPS("P-DCS-OSPS", SINGLE, 5503),
    P_DCS_REDIRECT("P-DCS-Redirect", SINGLE, 5503),
    P_DCS_TRACE_PARTY_ID("P-DCS-Trace-Party-ID", SINGLE, 5503),
    P_EARLY_MEDIA("P-Early-Media", LIST, 5009),
    P_MEDIA_AUTHORIZATION("P-Media-Authorization", LIST, 3313),
    P_PREFERRED_IDENTITY("P-Preferred-Identity", LIST, 3325),
    P_PREFERRED_SERVICE("P-Preferred-Service", LIST, 6050),
    P_PRIVATE_NETWORK_INDICATION("P-Private-Network-Indication", SINGLE, 7316),
    P_PROFILE_KEY("P-Profile-Key", SINGLE, 5002),
    P_REFUSED_URI_LIST("P-Refused-URI-List", LIST, 5318),
    P_SERVED_USER("P-Served-User", SINGLE, 5502),
    P_USER_DATABASE("P-User-Database", SINGLE, 4457),
    P_VISITED_NETWORK_ID("P-Visited-Network-ID", LIST, 7315),
    PATH("Path", LIST, 3327),
    PERMISSION_MISSING("Permission-Missing", LIST, 5360),
    POLICY_CONTACT("Policy-Contact", LIST, 6794),
    POLICY_ID("Policy-ID", LIST, 6794),
    PRIORITY("Priority", SINGLE, 3261),
    PRIV_ANSWER_MODE("Priv-Answer-Mode", SINGLE, 5373),
    PRIVACY("Privacy", SINGLE, 3323),
    PROXY_AUTHENTICATE("Proxy-Authenticate", REPEATABLE, 3261),
    PROXY_AUTHENTICATION_INFO("Proxy-Authentication-Info", SINGLE, 7615),
    PROXY_AUTHORIZATION("Proxy-Authorization", REPEATABLE, 3261),
    PROXY_REQUIRE("Proxy-Require", LIST, 3261),
    RACK("RAck", SINGLE, 3262),
    REASON("Reason", LIST, 3326),
    RECORD_ROUTE("Record-Route", LIST, 3261),
    RECV_INFO("Recv-Info", LIST, 6086),
    REFER_EVENTS_AT("Refer-Events-At", SINGLE, 7614),
    REFER_SUB("Refer-Sub", SINGLE, 4488),
    REFER_TO("Refer-To", 'r', SINGLE, 3515),
    REFERRED_BY("Referred-By", 'b', SINGLE, 3892),
    REJECT_CONTACT("Reject-Contact", 'j', LIST, 3841),
    RELAYED_CHARGE("Relayed-Charge", SINGLE, HeaderName.NO_RFC),
    REMOTE_PARTY_ID("Remote-Party-ID", LIST, HeaderName.NO_RFC),
    REPLACES("Replaces", SINGLE, 3891),
    REPLY_TO("Reply-To", SINGLE, 3261),
    REQUEST_DISPOSITION("Request-Disposition", 'd', LIST, 3841),
    REQUIRE("Require", LIST, 3261),
    RESOURCE_PRIORITY("Resource-Priority", LIST, 4412),
    RESPONSE_KEY("Response-Key", SINGLE, 2543),
    RESPONSE_SOURCE("Response-Source", SINGLE, HeaderName.NO_RFC),
    RESTORATION_INFO("Restoration-Info", SINGLE, HeaderName.NO_RFC),
    RETRY_AFTER("Retry-After", SINGLE, 3261),
    ROUTE("Route", LIST, 3261),
    RSEQ("RSeq", SINGLE, 3262),
    SECURITY_CLIENT("Security-Client", LIST, 3329),
    SECURITY_SERVER("Security-Server", LIST, 3329),
    SECURITY_VERIFY("Security-Verify", LIST, 3329),
    SERVER("Server", SINGLE, 3261),
    SERVICE_INTERACT_INFO("Service-Interact-Info", SINGLE, HeaderName.NO_RFC),
    SERVICE_ROUTE("Service-Route", LIST, 3608),
    SESSION_EXPIRES("Session-Expires", 'x', SINGLE, 4028),
    SESSION_ID("Session-ID", SINGLE, 7989),
    SIP_ETAG("SIP-ETag", SINGLE, 3903),
    SIP_IF_MATCH("SIP-If-Match", SINGLE, 3903),
    SUBJECT("Subject", 's', SINGLE, 3261),
    SUBSCRIPTION_STATE("Subscription-State", SINGLE, 6665),
    SUPPORTED("Supported", 'k', LIST, 3261),
    SUPPRESS_IF_MATCH("Suppress-If-Match", SINGLE, 5839),
    TARGET_DIALOG("Target-Dialog", SINGLE, 4538),
    TIMESTAMP("Timestamp", SINGLE, 3261),
    TO("To", 't', SINGLE, 3261),
    TRIGGER_CONSENT("Trigger-Consent", LIST, 5360),
    UNSUPPORTED("Unsupported", LIST, 3261),
    USER_AGENT("User-Agent", SINGLE, 3261),
    USER_TO_USER("User-To-User", LIST, 7433),
    VIA("Via", 'v', LIST, 3261),
    WARNING("Warning", LIST, 3261),
    WWW_AUTHENTICATE("WWW-Authenticate", REPEATABLE, 3261);

    /// How often a field may stand in one message.
    public enum Cardinality {
        /// Once, with one value.
        SINGLE,
        /// Any number of times, each with one value: its commas separate nothing.
        REPEATABLE,
        /// Any number of times, each with a list of values that commas separate.
        LIST
    }

    private static final char NO_COMPACT_FORM = 0;
    private static final int NO_RFC = 0;

    private final String text;
    private final char compactForm;
    private final Cardinality cardinality;
    private final int rfc;

    HeaderName(String text, Cardinality cardinality, int rfc) {
        this(text, NO_COMPACT_FORM, cardinality, rfc);
    }

    HeaderName(String text, char compactForm, Cardinality cardinality, int rfc) {
        this.text = text;
        this.compactForm = compactForm;
        this.cardinality = cardinality;
        this.rfc = rfc;
    }

    /// The name in its usual spelling.
    public String text() {
        return text;
    }

    /// The one-letter form, if there is one.
    public @Nullable Character compactForm() {
        return compactForm == NO_COMPACT_FORM ? null : compactForm;
    }

    /// How often the field may stand in one message.
    public Cardinality cardinality() {
        return cardinality;
    }

    /// Whether commas separate values.
    public boolean isList() {
        return cardinality == LIST;
    }

    /// The RFC that defines it; 0 if none does: 3GPP's own fields and those of drafts that are in use.
    public int rfc() {
        return rfc;
    }

    /// The known name that a text spells, in any case, in full or compact form; null if it is not known.
    public static @Nullable HeaderName of(String name) {
        byte[] bytes = Text.encode(name);
        return name.indexOf('\r') >= 0 ? null : of(bytes, 0, bytes.length);
    }

    /// The known name that a slice of octets spells, in any case, in full or compact form; null if it is not
    /// known. The slice must hold no carriage return.
    public static @Nullable HeaderName of(byte[] bytes, int from, int to) {
        return HeaderNameTable.INSTANCE.find(bytes, from, to);
    }
}
