package io.sidetone.sip.resolve;

import io.sidetone.sip.resolve.Resolution.Failed;
import io.sidetone.sip.resolve.Resolution.Reason;

/// Says that a target leads nowhere, whatever the DNS may say. Ends a resolution early; never leaves the package.
final class Unresolvable extends Exception {

    private final transient Failed failed;

    Unresolvable(Reason reason, String detail) {
        super(detail, null, false, false);
        this.failed = new Failed(reason, detail);
    }

    Failed failed() {
        return failed;
    }
}
