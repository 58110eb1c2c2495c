package io.sidetone.sip.sdp;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.SyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Lines that belong together: those of the session as a whole, or those of one of its media.
///
/// Looks only at its own lines; where a medium inherits from the session, [SessionDescription] knows. Lines are
/// kept in their order, also those of a type that nobody knows, and an edit leaves all others as they are.
/// Immutable.
///
/// @param <S> what an edit gives
public abstract sealed class SdpSection<S extends SdpSection<S>> permits SessionDescription, Media {

    /// The types in the order of §5. A new line goes before the first one that comes later here.
    private static final String ORDER = "vosmiuepcbtrzka";

    private final List<SdpLine> lines;

    SdpSection(List<SdpLine> lines) {
        this.lines = List.copyOf(lines);
    }

    /// This section with other lines, of which the first is still the one that opens it.
    abstract S withLines(List<SdpLine> replacement);

    /// The lines of this section, the one that opens it (`v=` or `m=`) included.
    public final List<SdpLine> lines() {
        return lines;
    }

    /// The lines of one type.
    public final List<SdpLine> lines(char type) {
        List<SdpLine> found = new ArrayList<>();
        for (SdpLine line : lines) {
            if (line.type() == type) {
                found.add(line);
            }
        }
        return found;
    }

    /// The value of the first line of a type; null if there is none.
    public final @Nullable String value(char type) {
        SdpLine line = first(type);
        return line == null ? null : line.value();
    }

    /// The first attribute of this name; null if there is none. Names differ by their case.
    @Rfc(number = 8866, section = "5.13")
    public final @Nullable Attribute attribute(String name) {
        for (SdpLine line : lines) {
            if (line.isAttribute(name)) {
                return Attribute.of(line);
            }
        }
        return null;
    }

    /// The attributes of this name in their order.
    public final List<Attribute> attributes(String name) {
        List<Attribute> found = new ArrayList<>();
        for (SdpLine line : lines) {
            if (line.isAttribute(name)) {
                found.add(Attribute.of(line));
            }
        }
        return found;
    }

    /// All attributes in their order.
    public final List<Attribute> attributes() {
        List<Attribute> found = new ArrayList<>();
        for (SdpLine line : lines) {
            if (line.type() == 'a') {
                found.add(Attribute.of(line));
            }
        }
        return found;
    }

    /// Whether there is an attribute of this name.
    public final boolean hasAttribute(String name) {
        return attribute(name) != null;
    }

    /// The direction that this section itself states first; null if it states none.
    @Rfc(number = 8866, section = "6.7")
    public final @Nullable Direction direction() {
        for (SdpLine line : lines) {
            Direction direction = Direction.of(line);
            if (direction != null) {
                return direction;
            }
        }
        return null;
    }

    /// The first `c=` line of this section itself; null if it has none.
    @Rfc(number = 8866, section = "5.7")
    public final @Nullable Connection connection() throws SyntaxException {
        SdpLine line = first('c');
        return line == null ? null : SdpText.all(line.reader(), Connection::read);
    }

    /// The `b=` lines in their order.
    @Rfc(number = 8866, section = "5.8")
    public final List<Bandwidth> bandwidths() throws SyntaxException {
        List<Bandwidth> found = new ArrayList<>();
        for (SdpLine line : lines('b')) {
            found.add(SdpText.all(line.reader(), Bandwidth::read));
        }
        return found;
    }

    /// The certificates that this section itself names. A line that breaks its grammar is left out.
    public final List<Fingerprint> fingerprints() {
        return readable(Fingerprint.NAME, Fingerprint::read);
    }

    /// This section with one connection: in place of its first `c=` line, all others of which go, or added.
    public final S withConnection(Connection connection) {
        return withLine(SdpLine.of('c', connection.text()));
    }

    /// This section without any `c=` line.
    public final S withoutConnection() {
        return withoutLines(line -> line.type() == 'c');
    }

    /// This section with one bandwidth of this type, in place of the one it has or added.
    public final S withBandwidth(Bandwidth bandwidth) {
        String prefix = bandwidth.type() + ":";
        SdpLine line = SdpLine.of('b', bandwidth.text());
        return replace(old -> old.type() == 'b' && old.value().startsWith(prefix), List.of(line));
    }

    /// This section with one direction attribute, in place of the one it has or added.
    public final S withDirection(Direction direction) {
        SdpLine line = SdpLine.of('a', direction.text());
        return replace(old -> Direction.of(old) != null, List.of(line));
    }

    /// This section with one attribute of this name, in place of the first it has (the others go) or added.
    public final S withAttribute(Attribute attribute) {
        return withAttributes(attribute.name(), List.of(attribute));
    }

    /// This section with exactly these attributes of a name, in place of the first it has or added.
    ///
    /// @throws IllegalArgumentException if one of them has another name
    public final S withAttributes(String name, List<Attribute> attributes) {
        List<SdpLine> replacement = new ArrayList<>(attributes.size());
        for (Attribute attribute : attributes) {
            if (!attribute.name().equals(name)) {
                throw new IllegalArgumentException(attribute.name() + " is not " + name);
            }
            replacement.add(attribute.line());
        }
        return replace(line -> line.isAttribute(name), replacement);
    }

    /// This section with one more attribute at its end, whether or not it has others of this name.
    public final S withAddedAttribute(Attribute attribute) {
        return replace(_ -> false, List.of(attribute.line()));
    }

    /// This section without the attributes of a name.
    public final S withoutAttribute(String name) {
        return withAttributes(name, List.of());
    }

    /// This section without the lines that the condition names; the line that opens the section is never asked
    /// about.
    public final S withoutLines(Predicate<SdpLine> condition) {
        return replace(condition, List.of());
    }

    /// This section with one line of this type.
    final S withLine(SdpLine line) {
        return replace(old -> old.type() == line.type(), List.of(line));
    }

    /// What the attributes of a name say, without those that break their grammar.
    final <T> List<T> readable(String name, SdpText.Rule<T> rule) {
        List<T> found = new ArrayList<>();
        for (SdpLine line : lines) {
            if (line.isAttribute(name)) {
                try {
                    found.add(SdpText.all(line.reader(name), rule));
                } catch (SyntaxException _) {
                    // §5.13: what can not be understood is ignored; the line itself stays where it is.
                }
            }
        }
        return found;
    }

    final @Nullable SdpLine first(char type) {
        for (SdpLine line : lines) {
            if (line.type() == type) {
                return line;
            }
        }
        return null;
    }

    /// Puts lines of one type in place of the old ones, at the first of them; if there was none, where §5 has
    /// them.
    final S replace(Predicate<SdpLine> old, List<SdpLine> replacement) {
        List<SdpLine> edited = new ArrayList<>(lines.size() + replacement.size());
        edited.add(lines.getFirst());
        boolean placed = false;
        for (SdpLine line : lines.subList(1, lines.size())) {
            if (!old.test(line)) {
                edited.add(line);
            } else if (!placed) {
                edited.addAll(replacement);
                placed = true;
            }
        }
        if (!placed && !replacement.isEmpty()) {
            edited.addAll(placeFor(replacement.getFirst().type()), replacement);
        }
        return withLines(edited);
    }

    private int placeFor(char type) {
        int rank = rank(type);
        int at = 1;
        while (at < lines.size() && rank(lines.get(at).type()) <= rank) {
            at++;
        }
        return at;
    }

    /// Lines of unknown types count as attributes: nothing goes behind them but another attribute.
    private static int rank(char type) {
        int rank = ORDER.indexOf(type);
        return rank < 0 ? ORDER.length() - 1 : rank;
    }

    /// Equal if the lines are, whatever ends them.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SdpSection<?> that && getClass() == that.getClass() && lines.equals(that.lines);
    }

    @Override
    public int hashCode() {
        return lines.hashCode();
    }
}
