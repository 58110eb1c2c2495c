package io.sidetone.sip.proxy;

import io.sidetone.sip.header.Reason;
import io.sidetone.sip.transaction.ServerTransaction;
import io.sidetone.sip.transaction.ServerUser;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The caller's side of a response context. Thread-safe.
final class Caller implements ServerUser {

    /// Null once nothing is left to be done: the server transaction lingers, and is not to keep all of this.
    private volatile @Nullable ProxyContext context;

    /// @param context whose caller it is
    Caller(ProxyContext context) {
        this.context = context;
    }

    /// Everything has ended.
    void forget() {
        context = null;
    }

    /// Whatever the user of the context is busy with, the branches are cancelled now.
    @Override
    public void cancelling(ServerTransaction transaction, List<Reason> why) {
        ProxyContext waiting = context;
        if (waiting == null) {
            return;
        }
        if (waiting.isMade()) {
            waiting.cancel(why);
        } else {
            // The CANCEL came first: it is obeyed when the context is there.
            transaction.lock().later(() -> waiting.cancel(why));
        }
    }

    @Override
    public void timedOut(ServerTransaction transaction) {
        underLock(ProxyContext::abandoned);
    }

    @Override
    public void terminated(ServerTransaction transaction) {
        underLock(ended -> ended.gone = true);
    }

    private void underLock(Consumer<ProxyContext> step) {
        ProxyContext lingering = context;
        if (lingering != null) {
            lingering.lock.run(() -> step.accept(lingering));
        }
    }
}
