package io.sidetone.sip.base;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/// Random octets, drawn in stock: a good generator is slow for few of them. Thread-safe.
public final class RandomStock {

    private static final int SIZE = 1024;

    private final RandomGenerator random;
    private final byte[] stock = new byte[SIZE];
    private int used = SIZE;

    /// @param random a `SecureRandom`, but for tests
    public RandomStock(RandomGenerator random) {
        this.random = random;
    }

    /// Octets that nobody else gets.
    ///
    /// @param count 1 to 1024
    public synchronized byte[] take(int count) {
        if (used + count > SIZE) {
            random.nextBytes(stock);
            used = 0;
        }
        byte[] taken = Arrays.copyOfRange(stock, used, used + count);
        // Nobody is to find there later what others were given.
        Arrays.fill(stock, used, used + count, (byte) 0);
        used += count;
        return taken;
    }
}
