package io.sidetone.server.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Stands between a database and those who use it, and can be cut or fall silent. Thread-safe.
final class Relay implements AutoCloseable {

    private final ServerSocket listener;
    private final int target;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean cut;
    private boolean silent;

    Relay(int target) throws IOException {
        this.target = target;
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    /// Ends all connections and lets nobody in, or does again.
    void cut(boolean yes) {
        set(yes, false);
        if (yes) {
            sockets.forEach(Relay::shut);
            sockets.clear();
        }
    }

    /// Passes nothing on, or does again.
    void silent(boolean yes) {
        set(false, yes);
    }

    private void set(boolean cut, boolean silent) {
        lock.lock();
        try {
            this.cut = cut;
            this.silent = silent;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private boolean isCut() {
        lock.lock();
        try {
            return cut;
        } finally {
            lock.unlock();
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket user = listener.accept();
                sockets.add(user);
                if (isCut()) {
                    shut(user);
                    continue;
                }
                Socket server = new Socket();
                server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target));
                sockets.add(server);
                Thread.ofVirtual().start(() -> pass(user, server));
                Thread.ofVirtual().start(() -> pass(server, user));
            }
        } catch (IOException e) {
            // The end.
        }
    }

    private void pass(Socket from, Socket to) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] octets = new byte[65_536];
            for (int read = in.read(octets); read >= 0; read = in.read(octets)) {
                awaitVoice();
                out.write(octets, 0, read);
            }
        } catch (IOException e) {
            // One of them has gone, so both go.
        } finally {
            shut(from);
            shut(to);
        }
    }

    private void awaitVoice() {
        lock.lock();
        try {
            while (silent) {
                changed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    private static void shut(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is closed.
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        cut(true);
    }
}
