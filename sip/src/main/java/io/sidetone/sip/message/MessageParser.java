package io.sidetone.sip.message;

import io.sidetone.sip.base.Counters;
import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.message.Malformed.Reason;

/// Reads messages: octets in, an index of the header fields out. Thread-safe.
///
/// Step 2 of a message's walk. What is looked at here is what every message needs: the start line, the shape of
/// each header line, Content-Length. What a value means is read when somebody asks for it; whether the fields
/// that every element acts on are well-formed is [MessageCheck]'s to say.
@Rfc(number = 3261, section = "7")
@Rfc(number = 4475, section = "3")
public final class MessageParser {

    private final ParserLimits limits;
    private final Counters<Reason> malformed = new Counters<>(Reason.class);

    /// A parser with the default limits.
    public MessageParser() {
        this(ParserLimits.DEFAULT);
    }

    /// A parser with limits of one's own.
    public MessageParser(ParserLimits limits) {
        this.limits = limits;
    }

    /// Reads a message that fills a datagram or a WebSocket frame. Without a Content-Length the rest is the body;
    /// octets behind the body are ignored.
    ///
    /// The array becomes the message's: nobody may write to it afterwards.
    @Rfc(number = 3261, section = "18.3")
    public ParseResult parse(byte[] bytes) {
        return parse(bytes, 0, bytes.length);
    }

    /// Reads a message that fills the slice from `from` (included) to `to` (excluded).
    public ParseResult parse(byte[] bytes, int from, int to) {
        ParseResult result = new MessageIndexer(bytes, from, to, limits).index();
        if (result instanceof Malformed bad) {
            count(bad.reason());
        }
        return result;
    }

    /// How large a message may be.
    public ParserLimits limits() {
        return limits;
    }

    /// How many messages this parser found malformed for a reason.
    public long malformed(Reason reason) {
        return malformed.of(reason);
    }

    void count(Reason reason) {
        malformed.count(reason);
    }
}
