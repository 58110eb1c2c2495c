package io.sidetone.sip.message;

import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.text.ByteWriter;
import io.sidetone.sip.text.WireText;
import org.jspecify.annotations.Nullable;

/// A header field that has slots in its value: text, slot, text. Makes one field. Confined to the thread that
/// builds it.
public final class FieldTemplate {

    private final HeaderName name;
    private final ByteWriter line = new ByteWriter(96);
    private @Nullable Gap gaps;
    private @Nullable Gap lastGap;

    /// Starts a field of a name, with an empty value.
    public FieldTemplate(HeaderName name) {
        this.name = name;
        HeaderField.writeName(name.text(), line);
    }

    /// Appends text as it stands.
    public FieldTemplate text(String literal) {
        line.text(literal);
        return this;
    }

    /// Appends a value's canonical text.
    public FieldTemplate value(WireText value) {
        line.value(value);
        return this;
    }

    /// Appends a slot.
    public FieldTemplate slot(Slot slot) {
        int from = line.length();
        Gap gap = new Gap(slot, from, line.text(slot.placeholder()).length());
        Gap last = lastGap;
        if (last == null) {
            gaps = gap;
        } else {
            last.next = gap;
        }
        lastGap = gap;
        return this;
    }

    HeaderField toField() {
        return HeaderField.ofLine(name, line, Provenance.ADDED, gaps);
    }

    /// A slot's place among the octets of a field, and the one behind it. Immutable once its template is a field.
    static final class Gap {

        private final Slot slot;
        private final int from;
        private final int to;
        private @Nullable Gap next;

        Gap(Slot slot, int from, int to) {
            this.slot = slot;
            this.from = from;
            this.to = to;
        }

        Slot slot() {
            return slot;
        }

        int from() {
            return from;
        }

        int to() {
            return to;
        }

        @Nullable
        Gap next() {
            return next;
        }

        /// The gaps of a chain that lie behind an offset, moved.
        static @Nullable Gap behind(int offset, @Nullable Gap chain, int distance) {
            if (chain == null) {
                return null;
            }
            Gap rest = behind(offset, chain.next, distance);
            if (chain.from < offset) {
                return rest;
            }
            Gap moved = new Gap(chain.slot, chain.from + distance, chain.to + distance);
            moved.next = rest;
            return moved;
        }
    }
}
