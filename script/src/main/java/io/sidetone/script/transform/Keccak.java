package io.sidetone.script.transform;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// The digest that became SHA-3, with the padding of its authors: what the JDK has is the standard. Thread-safe:
/// keeps nothing.
final class Keccak {

    private static final int ROUNDS = 24;

    private static final VarHandle LANES = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private Keccak() {}

    /// The digest of some octets.
    ///
    /// @param bits its size
    static byte[] digest(int bits, byte[] octets) {
        int rate = 200 - bits / 4;
        byte[] padded = Arrays.copyOf(octets, (octets.length / rate + 1) * rate);
        padded[octets.length] |= 1;
        padded[padded.length - 1] |= (byte) 0x80;
        long[] state = new long[25];
        for (int block = 0; block < padded.length; block += rate) {
            for (int lane = 0; lane < rate / 8; lane++) {
                state[lane] ^= (long) LANES.get(padded, block + lane * 8);
            }
            permute(state);
        }
        byte[] digest = new byte[bits / 8];
        for (int lane = 0; lane < bits / 64; lane++) {
            LANES.set(digest, lane * 8, state[lane]);
        }
        return digest;
    }

    private static void permute(long[] state) {
        int register = 1;
        for (int round = 0; round < ROUNDS; round++) {
            mix(state);
            rotate(state);
            long[] before = state.clone();
            for (int i = 0; i < 25; i++) {
                int row = i - i % 5;
                state[i] = before[i] ^ (~before[row + (i + 1) % 5] & before[row + (i + 2) % 5]);
            }
            for (int bit = 0; bit < 7; bit++) {
                state[0] ^= (long) (register & 1) << ((1 << bit) - 1);
                register = (register << 1) ^ ((register >> 7) * 0x171);
            }
        }
    }

    /// Each column takes the parity of two neighbours.
    private static void mix(long[] state) {
        long[] parity = new long[5];
        for (int i = 0; i < 25; i++) {
            parity[i % 5] ^= state[i];
        }
        for (int i = 0; i < 25; i++) {
            state[i] ^= parity[(i + 4) % 5] ^ Long.rotateLeft(parity[(i + 1) % 5], 1);
        }
    }

    /// Each lane but the first goes to another place and turns on its way.
    private static void rotate(long[] state) {
        int x = 1;
        int y = 0;
        long lane = state[1];
        for (int step = 0; step < ROUNDS; step++) {
            int next = (2 * x + 3 * y) % 5;
            x = y;
            y = next;
            long here = state[x + 5 * y];
            state[x + 5 * y] = Long.rotateLeft(lane, (step + 1) * (step + 2) / 2);
            lane = here;
        }
    }
}
