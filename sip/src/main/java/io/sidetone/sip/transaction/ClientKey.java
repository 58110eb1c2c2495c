package io.sidetone.sip.transaction;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.Method;
import io.sidetone.sip.text.Text;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What all responses to one client transaction have in common. The branch is ours and unique; a CANCEL shares
/// it. Immutable.
@Rfc(number = 3261, section = "17.1.3")
final class ClientKey {

    /// Octets, which are one object and not two: it is kept for half a minute.
    private final byte[] branch;

    private final Method method;

    ClientKey(String branch, Method method) {
        this.branch = Text.encode(branch);
        this.method = method;
    }

    String branch() {
        return Text.decode(branch, 0, branch.length);
    }

    Method method() {
        return method;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ClientKey that && Arrays.equals(branch, that.branch) && method.equals(that.method);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(branch) * 31 + method.hashCode();
    }

    @Override
    public String toString() {
        return method + " " + branch();
    }
}
