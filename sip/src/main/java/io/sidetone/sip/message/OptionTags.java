package io.sidetone.sip.message;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.HeaderType;
import io.sidetone.sip.text.Text;

/// Looks for extensions in Supported, Require and their like. Thread-safe: only functions.
@Rfc(number = 3261, section = "19.2")
public final class OptionTags {

    private OptionTags() {}

    /// Whether a message names an extension, in any case.
    ///
    /// @param type Supported, Require, Proxy-Require or Unsupported
    public static boolean names(SipMessage message, HeaderType<String> type, String option) {
        for (String tag : message.all(type)) {
            if (Text.equalsIgnoreCase(tag, option)) {
                return true;
            }
        }
        return false;
    }
}
