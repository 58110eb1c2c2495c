package io.sidetone.sip.proxy;

import io.sidetone.sip.transaction.TransactionLock;
import java.lang.management.ManagementFactory;
import java.lang.management.MonitorInfo;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/// The two rules of transaction locks, looked after from outside: the virtual machine is asked what the thread
/// holds. One: who holds one takes no other. Two: no code of users runs, and nothing that may wait, while one is
/// held. What is logged counts too, since faults of users stay where they happen. Thread-safe.
final class LockRules extends Handler {

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final List<String> faults = new CopyOnWriteArrayList<>();
    private final ConcurrentHashMap<String, LongAdder> looks = new ConcurrentHashMap<>();
    private final Logger logger = Logger.getLogger("io.sidetone.sip");

    LockRules() {
        logger.addHandler(this);
    }

    /// Here no transaction lock may be held.
    void outside(String where) {
        look(where, 0);
    }

    /// Here one transaction lock may be held, but no more.
    void inside(String where) {
        look(where, 1);
    }

    private void look(String where, int most) {
        looks.computeIfAbsent(where, _ -> new LongAdder()).increment();
        long self = Thread.currentThread().threadId();
        ThreadInfo info = threads.getThreadInfo(new long[] {self}, true, false)[0];
        Set<Integer> held = new HashSet<>();
        for (MonitorInfo monitor : info.getLockedMonitors()) {
            if (monitor.getClassName().equals(TransactionLock.class.getName())) {
                held.add(monitor.getIdentityHashCode());
            }
        }
        if (held.size() > most) {
            faults.add(held.size() + " locks are held in " + where);
        }
    }

    /// What was broken.
    List<String> faults() {
        return faults;
    }

    /// Where was looked, and how often.
    Set<String> looks() {
        return looks.keySet();
    }

    @Override
    public void publish(LogRecord entry) {
        if (entry.getLevel().intValue() >= Level.SEVERE.intValue()) {
            faults.add(entry.getMessage() + ": " + entry.getThrown());
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        logger.removeHandler(this);
    }
}
