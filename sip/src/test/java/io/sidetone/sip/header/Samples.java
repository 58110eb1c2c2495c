package io.sidetone.sip.header;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Valid values of every constant of [Headers], for the tests that run over all of them.
final class Samples {

    private final Map<HeaderType<?>, List<String>> texts = new HashMap<>();

    Samples() {
        addAddresses();
        addBasics();
        addExtensions();
        addAuthentication();
    }

    List<String> of(HeaderType<?> type) {
        return texts.getOrDefault(type, List.of());
    }

    private void add(HeaderType<?> type, String... samples) {
        texts.put(type, Arrays.asList(samples));
    }

    private void addAddresses() {
        add(
                Headers.VIA,
                "SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK74bf9;rport;received=192.0.2.9",
                "SIP / 2.0 / TLS [2001:db8::1] : 5061 ; branch=z9hG4bKa ; received=[2001:db8::9] ; alias ; ttl=1");
        add(
                Headers.FROM,
                "\"A. B.\" <sip:a@example.com>;tag=88sja8x",
                "sip:a@example.com;tag=1",
                "Bob <tel:+1212>;tag=x");
        add(Headers.TO, "<sip:b@example.com>", "\u00c4rger im B\u00fcro <sips:b@[2001:db8::1]:5061;lr>;tag=1");
        add(
                Headers.CONTACT,
                "*",
                "\"x\\\"y\" <sip:a@192.0.2.4?Route=%3Csip:x%3E>;q=0.7;expires=60;reg-id=1",
                "<sip:a@h>;+sip.instance=\"<urn:uuid:00000000-0000-1000-8000-000a95a0e128>\";audio;video=\"TRUE\"");
        add(Headers.ROUTE, "<sip:p1.example.com;lr>", "<sip:p2.example.com;lr>;x=1");
        add(Headers.RECORD_ROUTE, "<sip:p1.example.com;lr;transport=tcp>");
        add(Headers.REPLY_TO, "Bob <sip:bob@example.com>");
        add(Headers.ALERT_INFO, "<http://www.example.com/sounds/moo.wav>;info=alert-external");
        add(Headers.CALL_INFO, "<http://www.example.com/a/photo.jpg>;purpose=icon");
        add(Headers.ERROR_INFO, "<sip:not-in-service@example.com>");
        add(Headers.P_ASSERTED_IDENTITY, "\"C\" <sip:c@example.com>", "tel:+14085264000");
        add(Headers.P_PREFERRED_IDENTITY, "<sip:c@example.com>");
        add(
                Headers.REMOTE_PARTY_ID,
                "\"J\" <sip:j@example.com>;party=calling;id-type=subscriber;privacy=full;screen=yes");
        add(Headers.PATH, "<sip:p3.example.com;lr;ob>");
        add(Headers.SERVICE_ROUTE, "<sip:home.example.com;lr>");
        add(Headers.REFER_TO, "<sip:d@example.com?Replaces=1%40h%3Bto-tag%3D2%3Bfrom-tag%3D3>");
        add(Headers.REFERRED_BY, "<sip:r@example.com>;cid=\"2398.1@ref.example.com\"");
        add(Headers.GEOLOCATION, "<cid:target123@a.example.com>;inserted-by=\"b.example.com\"");
        add(Headers.P_ASSOCIATED_URI, "<tel:+1212>");
        add(Headers.P_CALLED_PARTY_ID, "\"x\" <sip:user1@home.net>");
        add(Headers.P_SERVED_USER, "<sip:user@example.com>;sescase=orig;regstate=reg");
        add(Headers.DIVERSION, "<sip:b@example.com>;reason=user-busy;counter=2;privacy=off");
        add(
                Headers.HISTORY_INFO,
                "<sip:b@example.com?Reason=SIP%3Bcause%3D302>;index=1.2.1;rc=1.2",
                "<sip:b@h>;index=1");
    }

    private void addBasics() {
        add(Headers.ACCEPT, "application/sdp;level=1;q=0.5", "*/*");
        add(Headers.ACCEPT_ENCODING, "gzip;q=1.0", "*");
        add(Headers.ACCEPT_LANGUAGE, "en-gb;q=0.8");
        add(Headers.CONTENT_DISPOSITION, "session;handling=optional");
        add(Headers.CONTENT_ENCODING, "gzip");
        add(Headers.CONTENT_LANGUAGE, "fr");
        add(Headers.CONTENT_LENGTH, "349");
        add(Headers.CONTENT_TYPE, "multipart/mixed;boundary=\"a b\"", "application / sdp");
        add(Headers.MIME_VERSION, "1.0");
        add(Headers.ALLOW, "INVITE", "newMethod");
        add(Headers.CALL_ID, "f81d4fae-7dec-11d0@192.0.2.1", "word");
        add(Headers.CSEQ, "4711 INVITE", "0009\tunknown");
        add(Headers.DATE, "Sat, 13 Nov 2010 23:29:00 GMT");
        add(Headers.EXPIRES, "3600");
        add(Headers.IN_REPLY_TO, "70710@saturn.example.com");
        add(Headers.MAX_FORWARDS, "70");
        add(Headers.MIN_EXPIRES, "60");
        add(Headers.ORGANIZATION, "Boxes by B\u00f6b, Inc.");
        add(Headers.PRIORITY, "emergency");
        add(Headers.PROXY_REQUIRE, "foo");
        add(Headers.REQUIRE, "100rel");
        add(Headers.RETRY_AFTER, "18000;duration=3600", "120 (I'm (really) in a \\) meeting);x");
        add(Headers.SERVER, "HomeServer v2 (x)");
        add(Headers.SUBJECT, "Need more; \"boxes\",", "");
        add(Headers.SUPPORTED, "path");
        add(Headers.TIMESTAMP, "54.21 .5", "54");
        add(Headers.UNSUPPORTED, "foo");
        add(Headers.USER_AGENT, "Softphone Beta1.5");
        add(Headers.WARNING, "307 isi.example.edu:5060 \"Session \\\"parameter\\\" 'foo'\"");
    }

    private void addExtensions() {
        add(Headers.RACK, "776656 1 INVITE");
        add(Headers.RSEQ, "988789");
        add(Headers.P_MEDIA_AUTHORIZATION, "20000001B4a");
        add(Headers.PRIVACY, "user;id;critical");
        add(Headers.REASON, "Q.850;cause=16;text=\"Terminated\"", "SIP;cause=200");
        add(Headers.SECURITY_CLIENT, "digest;d-alg=SHA-256;d-qop=auth;q=0.1");
        add(Headers.SECURITY_SERVER, "ipsec-3gpp;alg=hmac-sha-1-96;spi-c=9;port-c=5062");
        add(Headers.SECURITY_VERIFY, "tls;q=0.2");
        add(Headers.ACCEPT_CONTACT, "*;audio;language=\"en,!de\";+g.rate=\"#1:5.5,#>=9\";require;explicit");
        add(Headers.REJECT_CONTACT, "*;actor=\"msg-taker\";+x=\"<exact>\"");
        add(Headers.REQUEST_DISPOSITION, "no-fork", "PROXY");
        add(Headers.REPLACES, "425928@b.example.org;to-tag=7743;from-tag=6472;early-only");
        add(Headers.JOIN, "12adf2f34456gs5;to-tag=12345;from-tag=54321");
        add(Headers.TARGET_DIALOG, "fa77as7dad8@h;local-tag=kkaz;remote-tag=6544");
        add(Headers.SIP_ETAG, "dx200xyz");
        add(Headers.SIP_IF_MATCH, "dx200xyz");
        add(Headers.SESSION_EXPIRES, "4000;refresher=uac", "1800");
        add(Headers.MIN_SE, "90;x");
        add(Headers.RESOURCE_PRIORITY, "dsn.flash");
        add(Headers.ACCEPT_RESOURCE_PRIORITY, "wps.3");
        add(Headers.P_EARLY_MEDIA, "sendrecv");
        add(Headers.ANSWER_MODE, "Auto;require");
        add(Headers.PRIV_ANSWER_MODE, "Manual");
        add(Headers.MAX_BREADTH, "69");
        add(Headers.FLOW_TIMER, "126");
        add(Headers.P_ASSERTED_SERVICE, "urn:urn-7:3gpp-service.exampletelephony.version1");
        add(Headers.P_PREFERRED_SERVICE, "urn:urn-7:3gpp-service.exampletelephony.version1");
        add(Headers.INFO_PACKAGE, "foo;x=1");
        add(Headers.RECV_INFO, "bar");
        add(Headers.EVENT, "presence.winfo;id=5");
        add(Headers.ALLOW_EVENTS, "spirits-INDPs.x");
        add(Headers.SUBSCRIPTION_STATE, "terminated;reason=probation;retry-after=60", "active;expires=9");
        add(Headers.FEATURE_CAPS, "*;+g.3gpp.atcf=\"<tel:+1212>\";+g.y");
        add(Headers.P_ACCESS_NETWORK_INFO, "3GPP-E-UTRAN-FDD;utran-cell-id-3gpp=234151D0FCE11;np");
        add(Headers.P_CHARGING_FUNCTION_ADDRESSES, "ccf=192.0.8.1; ccf=[2001:db8::1];ecf=\"x y\"");
        add(Headers.P_CHARGING_VECTOR, "icid-value=\"1234=bc\";icid-generated-at=192.0.6.8;orig-ioi=home1.net");
        add(Headers.P_VISITED_NETWORK_ID, "\"Visited network 1\"", "other.net;x=1");
        add(Headers.SESSION_ID, "ab30317f1a784dc48ff824d0d3715d86;remote=47755a9de7794ba387653f2099600ef2");
        add(Headers.USER_TO_USER, "56a390f3d2b7310023a2;encoding=hex;purpose=foo", "\"a b\"");
        add(
                Headers.IDENTITY,
                "..sv5CTo05KqpSmtHt3dcEiO_-g==;info=<https://b.example.org/c.cer>;alg=ES256;ppt=\"shaken\"");
    }

    private void addAuthentication() {
        String challenge = "Digest realm=\"a, b\", nonce=\"84a4cc\", algorithm=SHA-256, qop=\"auth\", stale=TRUE";
        add(Headers.WWW_AUTHENTICATE, challenge, "NoOneKnows x=\"y\"");
        add(Headers.PROXY_AUTHENTICATE, challenge);
        String credentials = "Digest username=\"bob\", realm=\"r\", nonce=\"8\", uri=\"sip:h\", response=\"6629fae\"";
        add(Headers.AUTHORIZATION, credentials, "NoOneKnows data");
        add(Headers.PROXY_AUTHORIZATION, credentials);
        add(Headers.AUTHENTICATION_INFO, "nextnonce=\"47364c\", qop=auth, nc=00000001");
        add(Headers.PROXY_AUTHENTICATION_INFO, "nextnonce=\"47364c\"");
    }
}
