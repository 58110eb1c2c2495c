package io.sidetone.sip.ua;

import io.sidetone.sip.message.Refusal;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.uri.AddressOfRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who makes one state of what several publishers say of a resource. Called without any lock; must not wait.
public interface CompositorHandler {

    /// Whether somebody may publish this. Called on the thread that the request comes on.
    ///
    /// @return null if so; else what the answer is to be, such as a question for credentials
    default @Nullable Refusal judge(AddressOfRecord resource, SipRequest publish) {
        return null;
    }

    /// What is published of a resource has changed. In order.
    ///
    /// @param states all that is published of it now, in no order; empty if nothing is
    void changed(AddressOfRecord resource, List<Body> states);
}
