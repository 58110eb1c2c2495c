package io.sidetone.sip.header;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.CharClass;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.Text;
import io.sidetone.sip.text.TextReader;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// One of the values that a feature may take: a word, a range of numbers or a text. Immutable.
@Rfc(number = 3840, section = "9")
public sealed interface FeatureValue {

    /// What a text consists of that stands in angle brackets.
    CharClass EXACT = CharClass.range(' ', '~').without(CharClass.of("<>")).withNonAscii();

    /// What a word consists of: a token without the mark of negation.
    CharClass WORD = CharClass.TOKEN.without(CharClass.of("!"));

    /// How many characters a number may have: reading one takes time by the square of them.
    int MAX_NUMBER = 100;

    /// Whether one thing can have both values.
    @Rfc(number = 3841, section = "7.2.4")
    boolean overlaps(FeatureValue other);

    /// A word without regard to case. Truth values are the words `TRUE` and `FALSE`.
    ///
    /// @param text the word
    /// @param negated whether every word but this one is meant
    record Word(String text, boolean negated) implements FeatureValue {

        @Override
        public boolean overlaps(FeatureValue other) {
            if (!(other instanceof Word word)) {
                return false;
            }
            boolean same = Text.equalsIgnoreCase(text, word.text);
            return negated == word.negated ? negated || same : !same;
        }
    }

    /// The numbers from `low` to `high`, both included; null stands for no bound.
    ///
    /// @param negated whether every number but these is meant
    record Range(@Nullable BigDecimal low, @Nullable BigDecimal high, boolean negated) implements FeatureValue {

        @Override
        public boolean overlaps(FeatureValue other) {
            if (!(other instanceof Range range)) {
                return false;
            }
            if (negated == range.negated) {
                return negated || (isAtMost(low, range.high) && isAtMost(range.low, high));
            }
            return negated ? !covers(range) : !range.covers(this);
        }

        private static boolean isAtMost(@Nullable BigDecimal a, @Nullable BigDecimal b) {
            return a == null || b == null || a.compareTo(b) <= 0;
        }

        private boolean covers(Range range) {
            return (low == null || (range.low != null && low.compareTo(range.low) <= 0))
                    && (high == null || (range.high != null && range.high.compareTo(high) <= 0));
        }
    }

    /// A text whose letter case counts.
    ///
    /// @param text without its angle brackets
    record Exact(String text) implements FeatureValue {

        @Override
        public boolean overlaps(FeatureValue other) {
            return equals(other);
        }
    }

    /// Reads a text in angle brackets, or a word or number that may be negated.
    static FeatureValue parse(TextReader reader) throws SyntaxException {
        if (reader.take('<')) {
            String text = reader.takeAll(EXACT);
            reader.expect('>');
            return new Exact(text);
        }
        boolean negated = reader.take('!');
        if (reader.take('#')) {
            return range(reader, negated);
        }
        return new Word(reader.takeSome(WORD, "feature value"), negated);
    }

    private static Range range(TextReader reader, boolean negated) throws SyntaxException {
        if (reader.take('>')) {
            reader.expect('=');
            return new Range(number(reader), null, negated);
        }
        if (reader.take('<')) {
            reader.expect('=');
            return new Range(null, number(reader), negated);
        }
        if (reader.take('=')) {
            BigDecimal number = number(reader);
            return new Range(number, number, negated);
        }
        BigDecimal low = number(reader);
        reader.expect(':');
        return new Range(low, number(reader), negated);
    }

    private static BigDecimal number(TextReader reader) throws SyntaxException {
        int from = reader.position();
        if (!reader.take('+')) {
            reader.take('-');
        }
        reader.takeSome(CharClass.DIGIT, "number");
        if (reader.take('.')) {
            reader.skip(CharClass.DIGIT);
        }
        if (reader.position() - from > MAX_NUMBER) {
            throw new SyntaxException("number of more than " + MAX_NUMBER + " characters", from);
        }
        return new BigDecimal(reader.slice(from, reader.position()));
    }
}
