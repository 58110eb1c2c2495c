package io.sidetone.sip.proxy;

import io.sidetone.sip.message.*;
import java.util.List;

final class Redirection {
    static List<Target> targets(SipRequest r, SipResponse s) {
        return List.of();
    }
}
