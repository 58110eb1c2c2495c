package io.sidetone.sip.proxy;

import io.sidetone.sip.header.Reason;
import io.sidetone.sip.transaction.ServerTransaction;
import io.sidetone.sip.transaction.ServerUser;
import java.util.List;

/// The caller's side of a response context. Immutable.
///
/// @param context whose caller it is
record Caller(ProxyContext context) implements ServerUser {

    /// Whatever the user of the context is busy with, the branches are cancelled now.
    @Override
    public void cancelling(ServerTransaction transaction, List<Reason> why) {
        if (context.isMade()) {
            context.cancel(why);
        } else {
            // The CANCEL came first: it is obeyed when the context is there.
            transaction.lock().later(() -> context.cancel(why));
        }
    }

    @Override
    public void timedOut(ServerTransaction transaction) {
        context.lock.run(context::abandoned);
    }

    @Override
    public void terminated(ServerTransaction transaction) {
        context.lock.run(() -> context.gone = true);
    }
}
