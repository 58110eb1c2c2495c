/// A complete SIP stack. [SipElement] is its front door; the packages below it stand on floors, each with its
/// RFCs.
@NullMarked
package io.sidetone.sip;

import org.jspecify.annotations.NullMarked;
