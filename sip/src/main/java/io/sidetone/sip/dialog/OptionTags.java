package io.sidetone.sip.dialog;

import io.sidetone.sip.header.HeaderType;
import io.sidetone.sip.message.SipMessage;
import io.sidetone.sip.text.Text;

/// Looks for option tags in Supported and Require. Thread-safe: only functions.
final class OptionTags {

    private OptionTags() {}

    static boolean names(SipMessage message, HeaderType<String> type, String option) {
        for (String tag : message.all(type)) {
            if (Text.equalsIgnoreCase(tag, option)) {
                return true;
            }
        }
        return false;
    }
}
