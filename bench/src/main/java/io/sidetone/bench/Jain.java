package io.sidetone.bench;

import gov.nist.core.CommonLogger;
import gov.nist.javax.sip.address.GenericURI;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.parser.StringMsgParser;
import java.text.ParseException;

/// Makes jain-sip's parts ready to be measured. Thread-safe: only functions.
final class Jain {

    private Jain() {}

    /// A parser, with logging off: it would look for Log4j, and what that costs is none of our business.
    static StringMsgParser parser() {
        CommonLogger.useLegacyLogger = true;
        CommonLogger.legacyLogger = new SilentLogger();
        return new StringMsgParser();
    }

    /// A sample, read.
    static SIPMessage message(byte[] sample) {
        try {
            return parser().parseSIPMessage(sample, true, false, null);
        } catch (ParseException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /// A URI, read.
    static GenericURI uri(String text) {
        try {
            return parser().parseUrl(text);
        } catch (ParseException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
