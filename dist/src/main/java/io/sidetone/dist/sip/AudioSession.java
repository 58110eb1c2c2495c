package io.sidetone.dist.sip;

import io.sidetone.dist.sip.rtp.AudioSource;
import io.sidetone.dist.sip.rtp.G711;
import io.sidetone.dist.sip.rtp.RtpStream;
import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.sdp.Attribute;
import io.sidetone.sip.sdp.Codec;
import io.sidetone.sip.sdp.Codecs;
import io.sidetone.sip.sdp.Connection;
import io.sidetone.sip.sdp.Direction;
import io.sidetone.sip.sdp.Media;
import io.sidetone.sip.sdp.OfferAnswer;
import io.sidetone.sip.sdp.Origin;
import io.sidetone.sip.sdp.SessionDescription;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.transport.Flow;
import io.sidetone.sip.ua.Body;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// One stream of audio, agreed on by session descriptions: G.711 and telephone events. Thread-safe.
@Rfc(number = 3264)
final class AudioSession implements AutoCloseable {

    private static final String AUDIO = "audio";
    private static final String PROTOCOL = "RTP/AVP";
    private static final String EVENTS = "telephone-event";

    /// The payload type of telephone events in offers of this side.
    private static final int OUR_EVENTS = 101;

    private static final String ALL_KEYS = "0-15";

    private final RtpStream stream;
    private final String address;
    private final List<Codec> codecs;

    /// Guarded by this.
    private Origin origin;

    private AudioSession(RtpStream stream, String address, List<G711> laws, long id) {
        this.stream = stream;
        this.address = address;
        this.origin = Origin.of(id, 1, address);
        List<Codec> all = new ArrayList<>();
        for (G711 law : laws) {
            all.add(Codec.of(law.payloadType(), law.name(), G711.RATE));
        }
        all.add(new Codec(OUR_EVENTS, EVENTS, G711.RATE, 1, ALL_KEYS));
        this.codecs = List.copyOf(all);
    }

    /// Opens the socket.
    ///
    /// @param local the address to be heard at
    /// @param source what to say
    /// @param laws what to take, the best first
    static AudioSession open(InetSocketAddress local, AudioSource source, List<G711> laws, RandomGenerator random)
            throws IOException {
        InetAddress host = local.getAddress();
        RtpStream stream = RtpStream.open(host, source, OUR_EVENTS, random);
        return new AudioSession(stream, Flow.text(local), laws, random.nextLong(1, Integer.MAX_VALUE));
    }

    /// The stream.
    RtpStream stream() {
        return stream;
    }

    /// What to offer.
    synchronized Body offer() {
        Media audio = Codecs.set(Media.of(AUDIO, stream.port(), PROTOCOL, List.of("0")), codecs)
                .withAttribute(new Attribute("ptime", "20"))
                .withDirection(Direction.SENDRECV);
        return body(SessionDescription.of(nextOrigin())
                .withConnection(Connection.of(address))
                .withAddedMedia(audio));
    }

    private Origin nextOrigin() {
        Origin now = origin;
        origin = now.withNextVersion();
        return now;
    }

    private static Body body(SessionDescription session) {
        return new Body("application/sdp", session.toByteArray());
    }

    /// Takes an offer, and talks as soon as that is agreed on.
    ///
    /// @return the answer; null if there is nothing in it that both sides can
    synchronized @Nullable Body answer(@Nullable Body offer) {
        SessionDescription theirs = parse(offer);
        int index = theirs == null ? -1 : audio(theirs);
        if (theirs == null || index < 0) {
            return null;
        }
        List<Media> media = new ArrayList<>();
        for (int i = 0; i < theirs.media().size(); i++) {
            Media offered = theirs.media(i);
            media.add(i == index ? accept(theirs, offered) : OfferAnswer.reject(offered));
        }
        talk(theirs, theirs.media(index), true);
        return body(OfferAnswer.answer(theirs, nextOrigin(), media).withConnection(Connection.of(address)));
    }

    private Media accept(SessionDescription theirs, Media offered) {
        Direction direction = theirs.directionOf(offered).reversed();
        return Codecs.set(
                        Media.of(AUDIO, stream.port(), offered.protocol(), List.of("0")),
                        Codecs.common(Codecs.of(offered), codecs))
                .withAttribute(new Attribute("ptime", "20"))
                .withDirection(direction);
    }

    /// Takes the answer to an offer of this side, and talks.
    ///
    /// @return whether there is anything to talk by
    synchronized boolean answered(@Nullable Body answer) {
        SessionDescription theirs = parse(answer);
        int index = theirs == null ? -1 : audio(theirs);
        return theirs != null && index >= 0 && talk(theirs, theirs.media(index), false);
    }

    private static @Nullable SessionDescription parse(@Nullable Body body) {
        try {
            return body == null ? null : SessionDescription.parse(body.text());
        } catch (SyntaxException _) {
            return null;
        }
    }

    /// The first audio that this side can do; below 0 if there is none.
    private int audio(SessionDescription session) {
        for (int i = 0; i < session.media().size(); i++) {
            Media media = session.media(i);
            boolean plain = media.kind().equals(AUDIO) && media.protocol().equals(PROTOCOL) && !media.isRejected();
            if (plain && law(media) != null) {
                return i;
            }
        }
        return -1;
    }

    private @Nullable G711 law(Media media) {
        for (Codec codec : Codecs.common(Codecs.of(media), codecs)) {
            for (G711 law : G711.values()) {
                if (codec.isNamed(law.name()) && codec.payload() == law.payloadType()) {
                    return law;
                }
            }
        }
        return null;
    }

    private static int events(Media media) {
        for (Codec codec : Codecs.of(media)) {
            if (codec.isNamed(EVENTS) && codec.clockRate() == G711.RATE) {
                return codec.payload();
            }
        }
        return -1;
    }

    /// @param offered whether these are media of an offer: then their numbers are those of both sides
    private boolean talk(SessionDescription theirs, Media media, boolean offered) {
        G711 law = law(media);
        try {
            Connection connection = theirs.connectionOf(media);
            if (law == null || connection == null) {
                return false;
            }
            boolean sends = theirs.directionOf(media).receives() && !connection.isUnspecified();
            InetAddress remote = InetAddress.ofLiteral(connection.address());
            stream.hearEvents(offered ? events(media) : OUR_EVENTS);
            stream.talk(new InetSocketAddress(remote, media.port()), law, events(media), sends);
            return true;
        } catch (SyntaxException | IllegalArgumentException _) {
            // A name, or nothing at all, where an address should be.
            return false;
        }
    }

    @Override
    public void close() {
        stream.close();
    }
}
