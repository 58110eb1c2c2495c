package io.sidetone.server.service;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.Text;
import io.sidetone.sip.text.TextReader;
import io.sidetone.sip.uri.Uri;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// One contact of an address of record: where a device is, for how long, and how it is reached. Immutable.
///
/// There may be millions: texts that differ from one to the next are packed into one array, and are read anew
/// each time they are asked for. It holds nothing of the message that it came with.
@Rfc(number = 3261, section = "10")
public final class Binding {

    /// The preference of a contact that does not say, and the number of a flow that has none.
    public static final int ABSENT = -1;

    /// The time of a binding that never expires.
    public static final long PERMANENT = 0;

    /// Never written to a database.
    public static final int MEMORY_ONLY = 1;

    /// Reached only after its device was woken by a push notification.
    public static final int PUSH = 1 << 2;

    private static final int CONTACT = 0;
    private static final int CALL_ID = 1;
    private static final int RECEIVED = 2;
    private static final int PATH = 3;
    private static final int INSTANCE = 4;
    private static final int FLOW = 5;
    private static final int PARAMETERS = 6;
    private static final int ATTRIBUTES = 7;
    private static final int STORE = 8;
    private static final int ROW = 9;

    private final long id;
    private final byte[] texts;
    private final String userAgent;
    private final String socket;
    private final String flags;
    private final int expires;
    private final int modified;
    private final int cseq;
    private final int methods;
    private final int regId;
    private final short q;
    private final byte marks;

    private Binding(Builder from, byte[] texts) {
        this.id = from.id;
        this.texts = texts;
        this.userAgent = from.userAgent;
        this.socket = from.socket;
        this.flags = from.flags;
        this.expires = (int) from.expires;
        this.modified = (int) from.modified;
        this.cseq = (int) from.cseq;
        this.methods = from.methods;
        this.regId = from.regId;
        this.q = (short) from.q;
        this.marks = (byte) from.marks;
    }

    private Binding(Binding from, long id, String userAgent, String socket, String flags) {
        this.id = id;
        this.texts = from.texts;
        this.userAgent = userAgent;
        this.socket = socket;
        this.flags = flags;
        this.expires = from.expires;
        this.modified = from.modified;
        this.cseq = from.cseq;
        this.methods = from.methods;
        this.regId = from.regId;
        this.q = from.q;
        this.marks = from.marks;
    }

    /// Starts to describe one.
    ///
    /// @param contact a URI
    /// @param callId the Call-ID of the REGISTER
    public static Builder of(String contact, String callId) {
        return new Builder(contact, callId);
    }

    /// Starts to describe one that begins like this one.
    public Builder edit() {
        return new Builder(this);
    }

    /// The number that it has in its table and in a database; 0 before it got one.
    public long id() {
        return id;
    }

    /// The URI of the device as it is written.
    public String contact() {
        return Objects.requireNonNull(text(CONTACT));
    }

    /// The URI of the device, read anew.
    ///
    /// @throws IllegalStateException if it is none, which only a database can bring
    public Uri uri() {
        try {
            return Uri.parse(contact());
        } catch (SyntaxException e) {
            throw new IllegalStateException("No URI: " + contact(), e);
        }
    }

    /// The Call-ID of the REGISTER that wrote it last.
    public String callId() {
        return Objects.requireNonNull(text(CALL_ID));
    }

    /// Where the device was seen, as a URI; null if that is where its contact says.
    public @Nullable String received() {
        return text(RECEIVED);
    }

    /// The Path as it is written; null if there is none.
    public @Nullable String path() {
        return text(PATH);
    }

    /// The routes of the Path, read anew; empty if there is none or it cannot be read.
    @Rfc(number = 3327, section = "5.3")
    public List<NameAddress> routes() {
        String path = path();
        return path == null ? List.of() : routes(path);
    }

    /// The routes that a text lists; empty if it cannot be read.
    private static List<NameAddress> routes(String path) {
        TextReader reader = new TextReader(path);
        List<NameAddress> routes = new ArrayList<>(1);
        try {
            do {
                routes.add(NameAddress.parseBracketed(reader));
            } while (reader.takeSeparator(','));
            return reader.atEnd() ? routes : List.of();
        } catch (SyntaxException _) {
            return List.of();
        }
    }

    /// The URN of the device without angle brackets; null if it did not say.
    @Rfc(number = 5626, section = "4.1")
    public @Nullable String instance() {
        return text(INSTANCE);
    }

    /// The token of the connection that it was registered over; null if it is reached without.
    @Rfc(number = 5626, section = "5.2")
    public @Nullable String flow() {
        return text(FLOW);
    }

    /// The other parameters of the Contact, `;name=value;name`; null for none.
    public @Nullable String parameters() {
        return text(PARAMETERS);
    }

    /// What a script attached to it; null for nothing.
    public @Nullable String attributes() {
        return text(ATTRIBUTES);
    }

    /// Keys and values that modules attached to it, a map in JSON; null for nothing.
    public @Nullable String store() {
        return text(STORE);
    }

    /// The key of its row in a database, where that is not made of [#id].
    public @Nullable String row() {
        return text(ROW);
    }

    /// The User-Agent of the device; empty if it did not say.
    public String userAgent() {
        return userAgent;
    }

    /// The socket of ours that it registered at, `udp:192.0.2.1:5060`; empty if that is not known.
    public String socket() {
        return socket;
    }

    /// The branch flags that requests to it get, with spaces between.
    public String flags() {
        return flags;
    }

    /// Whether requests to it get a branch flag. Case does not matter.
    public boolean hasFlag(String name) {
        for (String flag : flagNames()) {
            if (Text.equalsIgnoreCase(flag, name)) {
                return true;
            }
        }
        return false;
    }

    /// The names in [#flags].
    public List<String> flagNames() {
        List<String> names = new ArrayList<>(2);
        int at = 0;
        while (at < flags.length()) {
            int space = flags.indexOf(' ', at);
            int end = space < 0 ? flags.length() : space;
            if (end > at) {
                names.add(flags.substring(at, end));
            }
            at = end + 1;
        }
        return names;
    }

    /// When it ends, in seconds since 1970; [#PERMANENT] for never.
    public long expires() {
        return Integer.toUnsignedLong(expires);
    }

    /// Whether it has ended.
    ///
    /// @param now seconds since 1970
    public boolean isExpired(long now) {
        return expires != PERMANENT && expires() <= now;
    }

    /// When it was written last, in seconds since 1970.
    public long modified() {
        return Integer.toUnsignedLong(modified);
    }

    /// The CSeq of the REGISTER that wrote it last.
    public long cseq() {
        return Integer.toUnsignedLong(cseq);
    }

    /// The methods that the device takes, as [MethodMask].
    public int methods() {
        return methods;
    }

    /// Which of the device's flows it is; [#ABSENT] if it did not say.
    @Rfc(number = 5626, section = "4.2")
    public int regId() {
        return regId;
    }

    /// How much it is preferred, 0 to 1000 (thousandths); [#ABSENT] if it did not say.
    public int q() {
        return q;
    }

    /// What kind of binding it is: [#MEMORY_ONLY], [#PUSH].
    public int marks() {
        return marks;
    }

    /// Whether it is of a kind.
    public boolean is(int mark) {
        return (marks & mark) != 0;
    }

    /// The same with another number.
    public Binding withId(long number) {
        return new Binding(this, number, userAgent, socket, flags);
    }

    /// The same with texts that many have in common.
    ///
    /// @param shared gives for a text an equal one
    public Binding sharing(UnaryOperator<String> shared) {
        return new Binding(this, id, shared.apply(userAgent), shared.apply(socket), shared.apply(flags));
    }

    @Override
    public String toString() {
        return contact() + " until " + expires();
    }

    private @Nullable String text(int index) {
        return PackedTexts.text(texts, index);
    }

    /// Makes bindings. Confined to the thread that uses it.
    public static final class Builder {

        /// No text is longer, in octets.
        public static final int LONGEST = PackedTexts.LONGEST;

        private final @Nullable String[] texts = new String[ROW + 1];
        private long id;
        private String userAgent = "";
        private String socket = "";
        private String flags = "";
        private long expires;
        private long modified;
        private long cseq;
        private int methods = MethodMask.ALL;
        private int regId = ABSENT;
        private int q = ABSENT;
        private int marks;

        private Builder(String contact, String callId) {
            texts[CONTACT] = contact;
            texts[CALL_ID] = callId;
        }

        private Builder(Binding from) {
            PackedTexts.unpack(from.texts, texts);
            id = from.id;
            userAgent = from.userAgent;
            socket = from.socket;
            flags = from.flags;
            expires = from.expires();
            modified = from.modified();
            cseq = from.cseq();
            methods = from.methods;
            regId = from.regId;
            q = from.q;
            marks = from.marks;
        }

        /// Sets [Binding#id].
        public Builder id(long number) {
            id = number;
            return this;
        }

        /// Sets [Binding#contact].
        public Builder contact(String uri) {
            return set(CONTACT, uri);
        }

        /// Sets [Binding#callId] and [Binding#cseq].
        public Builder order(String callId, long number) {
            cseq = number;
            return set(CALL_ID, callId);
        }

        /// Sets [Binding#received].
        public Builder received(@Nullable String uri) {
            return set(RECEIVED, uri);
        }

        /// Sets [Binding#path].
        public Builder path(@Nullable String routes) {
            return set(PATH, routes);
        }

        /// Sets [Binding#instance] and [Binding#regId].
        public Builder instance(@Nullable String urn, int flowNumber) {
            regId = flowNumber;
            return set(INSTANCE, urn);
        }

        /// Sets [Binding#flow].
        public Builder flow(@Nullable String token) {
            return set(FLOW, token);
        }

        /// Sets [Binding#parameters].
        public Builder parameters(@Nullable String written) {
            return set(PARAMETERS, written);
        }

        /// Sets [Binding#attributes].
        public Builder attributes(@Nullable String attached) {
            return set(ATTRIBUTES, attached);
        }

        /// Sets [Binding#store].
        public Builder store(@Nullable String json) {
            return set(STORE, json);
        }

        /// Sets [Binding#row].
        public Builder row(@Nullable String key) {
            return set(ROW, key);
        }

        private Builder set(int index, @Nullable String text) {
            texts[index] = text;
            return this;
        }

        /// Sets [Binding#userAgent].
        public Builder userAgent(String name) {
            userAgent = name;
            return this;
        }

        /// Sets [Binding#socket].
        public Builder socket(String name) {
            socket = name;
            return this;
        }

        /// Sets [Binding#flags].
        public Builder flags(String names) {
            flags = names;
            return this;
        }

        /// Sets [Binding#expires].
        public Builder expires(long second) {
            expires = second;
            return this;
        }

        /// Sets [Binding#modified].
        public Builder modified(long second) {
            modified = second;
            return this;
        }

        /// Sets [Binding#methods].
        public Builder methods(int mask) {
            methods = mask;
            return this;
        }

        /// Sets [Binding#q].
        public Builder q(int thousandths) {
            q = thousandths;
            return this;
        }

        /// Sets [Binding#marks].
        public Builder marks(int bits) {
            marks = bits;
            return this;
        }

        /// Makes it.
        ///
        /// @throws IllegalArgumentException if a text is longer than [#LONGEST]
        public Binding build() {
            return new Binding(this, PackedTexts.pack(texts));
        }
    }
}
