package io.sidetone.sip.proxy;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.HeaderType;
import io.sidetone.sip.message.SipMessage;
import io.sidetone.sip.text.Text;

/// Looks for an extension in Supported, Require and their like. Thread-safe: only functions.
@Rfc(number = 3261, section = "19.2")
final class OptionTags {

    static final String PATH = "path";
    static final String TIMER = "timer";

    private OptionTags() {}

    static boolean has(SipMessage message, HeaderType<String> type, String tag) {
        for (String named : message.all(type)) {
            if (Text.equalsIgnoreCase(named, tag)) {
                return true;
            }
        }
        return false;
    }
}
