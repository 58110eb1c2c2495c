package io.sidetone.sip.base;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;

/// Makes inputs of some length from the seeds of a fuzz target, by repeating a piece of one: what takes time or
/// memory by the square of something shows there, while the fuzzer's own inputs stay short.
///
/// Confined to the thread that uses it.
public final class LongInputs {

    private static final int ROUNDS = 100;
    private static final int LENGTH = 60_000;
    private static final int LONGEST_PIECE = 40;

    private final List<byte[]> seeds;

    /// @param seeds at least one that is not empty
    public LongInputs(List<byte[]> seeds) {
        this.seeds = seeds.stream().filter(seed -> seed.length > 0).toList();
    }

    /// Makes them from the files that a fuzz target is run on.
    public static LongInputs of(Class<?> target) {
        URL folder = Objects.requireNonNull(target.getResource(target.getSimpleName() + "Inputs"), "no seeds");
        try (Stream<Path> files = Files.walk(Path.of(folder.toURI()))) {
            return new LongInputs(files.filter(Files::isRegularFile)
                    .sorted()
                    .map(LongInputs::read)
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new AssertionError(folder.toString(), e);
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Does the work with each of them, within a bound.
    public void check(AllocationBound bound, AllocationBound.Work work) {
        for (int seed = 0; seed < ROUNDS; seed++) {
            byte[] input = input(new Random(seed));
            try {
                bound.check(input, work);
            } catch (AssertionError e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
    }

    private byte[] input(Random random) {
        byte[] seed = seeds.get(random.nextInt(seeds.size()));
        int from = random.nextInt(seed.length);
        int piece = 1 + random.nextInt(Math.min(seed.length - from, LONGEST_PIECE));
        int repeated = LENGTH / piece * piece;
        byte[] input = new byte[seed.length + repeated];
        System.arraycopy(seed, 0, input, 0, from);
        for (int i = 0; i < repeated; i++) {
            input[from + i] = seed[from + i % piece];
        }
        System.arraycopy(seed, from, input, from + repeated, seed.length - from);
        return input;
    }
}
