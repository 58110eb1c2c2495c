package io.sidetone.sip.proxy;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.message.Refusal;
import io.sidetone.sip.message.SipRequest;

/// How many branches a request may still have at one time, here and behind all its branches, and how that is
/// shared out among them. Confined to the lock of its response context.
///
/// A branch that has ended gives back what it had, so that the next group of targets has it.
@Rfc(number = 5393, section = "5.3.3")
public final class MaxBreadth {

    /// What a request has that does not say.
    public static final int DEFAULT = 60;

    /// The refusal of a request for which too little is left.
    public static final Refusal EXCEEDED = Refusal.of(440, "Max-Breadth Exceeded");

    private int left;

    private MaxBreadth(int left) {
        this.left = left;
    }

    /// What a request brings.
    ///
    /// @param most what is granted at most, and to a request that does not say; usually [#DEFAULT]
    public static MaxBreadth of(SipRequest request, int most) {
        Integer breadth = request.first(Headers.MAX_BREADTH);
        return new MaxBreadth(breadth == null ? most : Math.min(breadth, most));
    }

    /// How much is left for new branches.
    public int left() {
        return left;
    }

    /// Takes the share of the next one of several branches: all get the same, the first ones one more.
    ///
    /// @param branches how many are still to be started now, this one included; at least 1
    /// @return what this branch's Max-Breadth is to be; 0 if nothing is left: then it has to wait for another
    ///     branch to end, and if there is none the request is [#EXCEEDED]
    public int take(int branches) {
        int share = Math.min(left, (left + branches - 1) / branches);
        left -= share;
        return share;
    }

    /// Gives back the share of a branch that has ended.
    public void giveBack(int share) {
        left += share;
    }
}
