package io.sidetone.dist.sip.rtp;

import java.util.Arrays;

/// Which tone is in what was heard: the power of each tenth of 10 Hz, summed over pieces of a tenth of a second.
/// Confined to its owner's lock.
public final class Spectrum {

    /// Of so many samples a tone of a multiple of 10 Hz has whole periods.
    private static final int PIECE = 800;

    private static final int STEP = G711.RATE / PIECE;
    private static final int LOWEST = 50;
    private static final int HIGHEST = 3800;

    /// Below this mean square a piece is silent: what G.711 makes of nothing.
    private static final double SILENT = 1000;

    private final double[] power = new double[HIGHEST / STEP + 1];
    private final short[] piece = new short[PIECE];
    private int filled;
    private int loud;

    /// Looks at more samples; pieces that are not whole wait for the rest.
    public void add(short[] samples) {
        for (short sample : samples) {
            piece[filled++] = sample;
            if (filled == PIECE) {
                filled = 0;
                addPiece();
            }
        }
    }

    private void addPiece() {
        double energy = 0;
        for (short sample : piece) {
            energy += (double) sample * sample;
        }
        if (energy < SILENT * PIECE) {
            return;
        }
        loud++;
        for (int bin = LOWEST / STEP; bin < power.length; bin++) {
            power[bin] += goertzel(2 * Math.cos(2 * Math.PI * bin / PIECE));
        }
    }

    private double goertzel(double coefficient) {
        double last = 0;
        double before = 0;
        for (short sample : piece) {
            double now = sample + coefficient * last - before;
            before = last;
            last = now;
        }
        return last * last + before * before - coefficient * last * before;
    }

    /// How many tenths of a second were not silent.
    public int loud() {
        return loud;
    }

    /// The strongest frequency in Hz, a multiple of 10; 0 if all was silent.
    public int strongest() {
        return loud == 0 ? 0 : bin() * STEP;
    }

    /// The share of all power that is at the strongest frequency, or right beside it; 0 to 1.
    public double share() {
        double all = Arrays.stream(power).sum();
        int best = bin();
        double near = power[best] + power[Math.max(0, best - 1)] + power[Math.min(power.length - 1, best + 1)];
        return all == 0 ? 0 : near / all;
    }

    private int bin() {
        int best = 0;
        for (int i = 1; i < power.length; i++) {
            best = power[i] > power[best] ? i : best;
        }
        return best;
    }
}
