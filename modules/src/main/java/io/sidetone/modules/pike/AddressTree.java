package io.sidetone.modules.pike;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Counts requests by the octets of the addresses that they come from. A node grows children only when it was hit
/// often enough, so that a flood from many addresses makes the tree grow no faster than from one; and there are
/// no more than [#MOST] nodes. All addresses of one tree are of one family. Thread-safe: one lock, held for some
/// comparisons.
///
/// An IPv4 address is blocked after one to three times the allowed number of requests in one unit of time, an
/// IPv6 address after one to nine times.
final class AddressTree {

    /// The most nodes.
    static final int MOST = 100_000;

    /// What came of a hit.
    enum Verdict {
        /// Not blocked.
        FINE,
        /// Blocked since now.
        NEW,
        /// Blocked before.
        BLOCKED
    }

    /// One octet of addresses.
    private static final class Node {

        private final Map<Integer, Node> children = new TreeMap<>();
        private long hits;

        /// Hits in the unit of time before.
        private long before;

        private boolean red;
        private long last;

        /// As old servers have it: the address is hot when this unit and the one before it are.
        private boolean isHot(long allowed) {
            return hits >= allowed || before >= allowed || (hits + before) / 2 >= allowed;
        }
    }

    private final Node root = new Node();
    private final int width;
    private int nodes;

    /// @param width how many octets its addresses have
    AddressTree(int width) {
        this.width = width;
    }

    /// Counts one request.
    ///
    /// @param allowed in one unit of time
    /// @param now in nanoseconds
    synchronized Verdict hit(InetAddress address, long allowed, long now) {
        Node node = root;
        byte[] octets = address.getAddress();
        for (int i = 0; i < octets.length; i++) {
            int octet = octets[i] & 0xFF;
            Node child = node.children.get(octet);
            if (child == null) {
                // A node is split only when it is hit often: half of its hits go to the child.
                if (nodes >= MOST || (node != root && !node.isHot(Math.max(1, allowed / 2)))) {
                    node.hits++;
                    node.last = now;
                    return Verdict.FINE;
                }
                child = new Node();
                nodes++;
                node.hits /= 2;
                if (node != root) {
                    child.hits = node.hits;
                }
                node.children.put(octet, child);
            }
            node = child;
            node.last = now;
        }
        node.hits++;
        if (!node.isHot(allowed)) {
            return node.red ? Verdict.BLOCKED : Verdict.FINE;
        }
        boolean known = node.red;
        node.red = true;
        return known ? Verdict.BLOCKED : Verdict.NEW;
    }

    /// A unit of time is over: what was hit goes to the past, what is calm is set free, and what was not hit for
    /// long is forgotten.
    ///
    /// @param latency how long an address is kept, in nanoseconds
    /// @return addresses that are blocked no more
    synchronized List<String> tick(long allowed, long now, long latency) {
        List<String> freed = new ArrayList<>();
        tick(root, new byte[width], 0, allowed, now - latency, freed);
        return freed;
    }

    private void tick(Node node, byte[] path, int depth, long allowed, long oldest, List<String> freed) {
        Iterator<Map.Entry<Integer, Node>> each = node.children.entrySet().iterator();
        while (each.hasNext()) {
            Map.Entry<Integer, Node> entry = each.next();
            Node child = entry.getValue();
            path[depth] = entry.getKey().byteValue();
            if (depth < path.length - 1) {
                tick(child, path, depth + 1, allowed, oldest, freed);
            }
            child.before = child.hits;
            child.hits = 0;
            if (child.red && child.before < allowed) {
                child.red = false;
                freed.add(text(path, depth + 1));
            }
            if (child.children.isEmpty() && !child.red && child.last - oldest < 0) {
                each.remove();
                nodes--;
            }
        }
    }

    /// Forgets that an address is blocked.
    ///
    /// @return false if it is not known
    synchronized boolean free(InetAddress address) {
        Node node = root;
        for (byte octet : address.getAddress()) {
            Node child = node.children.get(octet & 0xFF);
            if (child == null) {
                return false;
            }
            node = child;
        }
        node.red = false;
        node.hits = 0;
        node.before = 0;
        return true;
    }

    /// What the tree has, for operators.
    ///
    /// @param address an address or the first octets of some
    record Entry(String address, boolean leaf, long hits, long before, boolean blocked) {}

    /// Up to a number of its nodes.
    synchronized List<Entry> list(int most) {
        List<Entry> all = new ArrayList<>();
        list(root, new byte[width], 0, most, all);
        return all;
    }

    private void list(Node node, byte[] path, int depth, int most, List<Entry> all) {
        for (Map.Entry<Integer, Node> entry : node.children.entrySet()) {
            if (all.size() >= most) {
                return;
            }
            Node child = entry.getValue();
            path[depth] = entry.getKey().byteValue();
            boolean leaf = child.children.isEmpty();
            all.add(new Entry(text(path, depth + 1), leaf, child.hits, child.before, child.red));
            if (depth < path.length - 1) {
                list(child, path, depth + 1, most, all);
            }
        }
    }

    synchronized int size() {
        return nodes;
    }

    private String text(byte[] path, int length) {
        InetAddress address = length == width ? address(path, length) : null;
        if (address != null) {
            return address.getHostAddress();
        }
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < length; i++) {
            out.append(i == 0 ? "" : ".").append(path[i] & 0xFF);
        }
        return out.append(".*").toString();
    }

    private static @Nullable InetAddress address(byte[] path, int length) {
        try {
            return InetAddress.getByAddress(Arrays.copyOf(path, length));
        } catch (UnknownHostException _) {
            return null;
        }
    }
}
