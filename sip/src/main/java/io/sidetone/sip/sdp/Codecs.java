package io.sidetone.sip.sdp;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.SyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The codecs of a medium: listing, filtering, ordering them, and finding those that two sides share.
/// Thread-safe: only functions.
public final class Codecs {

    private Codecs() {}

    /// The codecs of RTP media in their order, by their `rtpmap` or by the number's fixed meaning. A format that
    /// neither explains is left out, and so is the repetition of one; media that are not RTP have none.
    @Rfc(number = 3551, section = "6")
    public static List<Codec> of(Media media) {
        List<Codec> codecs = new ArrayList<>();
        if (!media.isRtp()) {
            return codecs;
        }
        @Nullable RtpMap[] maps = maps(media);
        @Nullable String[] parameters = parameters(media);
        for (String format : media.formats()) {
            int payload = payload(format);
            RtpMap map = payload < 0 ? null : maps[payload];
            if (map != null) {
                codecs.add(Codec.of(map, parameters[payload]));
                maps[payload] = null;
            }
        }
        return codecs;
    }

    /// What both sides speak, in the order and under the numbers of the offer, with the parameters of our own
    /// side.
    ///
    /// Codecs match by name, clock rate and channels. One of ours may match several of the offer.
    @Rfc(number = 3264, section = "6.1")
    public static List<Codec> common(List<Codec> offered, List<Codec> supported) {
        List<Codec> common = new ArrayList<>();
        for (Codec theirs : offered) {
            for (Codec ours : supported) {
                if (theirs.isSameAs(ours)) {
                    // §6.1: the number is the offer's; the parameters say what we want to receive.
                    common.add(new Codec(
                            theirs.payload(), theirs.name(), theirs.clockRate(), theirs.channels(), ours.parameters()));
                    break;
                }
            }
        }
        return common;
    }

    /// The media with exactly these codecs: their numbers on the `m=` line, their `rtpmap` and `fmtp` attributes;
    /// what was said of others goes. Without any codec the media are rejected.
    @Rfc(number = 3264, section = "6.1")
    public static Media set(Media media, List<Codec> codecs) {
        List<String> formats = new ArrayList<>(codecs.size());
        for (Codec codec : codecs) {
            formats.add(Integer.toString(codec.payload()));
        }
        Media edited = media.withFormats(formats);
        for (Codec codec : codecs) {
            edited = edited.withDescriptionOf(codec);
        }
        return edited;
    }

    /// The media with only the codecs that fulfil the condition, and rejected if none does.
    ///
    /// A format that repairs or repeats another (`apt=` in its parameters) goes with it. Formats that name no
    /// codec stay, and so do media that are not RTP.
    public static Media keep(Media media, Predicate<Codec> condition) {
        boolean[] removed = new boolean[RtpMap.MAX_PAYLOAD + 1];
        List<Codec> codecs = of(media);
        for (Codec codec : codecs) {
            removed[codec.payload()] = !condition.test(codec);
        }
        for (Codec codec : codecs) {
            int target = associated(codec);
            if (target >= 0 && removed[target]) {
                removed[codec.payload()] = true;
            }
        }
        List<String> formats = new ArrayList<>(media.formats());
        boolean changes = formats.removeIf(format -> {
            int payload = media.isRtp() ? payload(format) : -1;
            return payload >= 0 && removed[payload];
        });
        return changes ? media.withFormats(formats) : media;
    }

    /// The media with the codecs that fulfil the condition before all others; the order is otherwise as it was.
    public static Media prefer(Media media, Predicate<Codec> condition) {
        boolean[] preferred = new boolean[RtpMap.MAX_PAYLOAD + 1];
        for (Codec codec : of(media)) {
            preferred[codec.payload()] = condition.test(codec);
        }
        List<String> first = new ArrayList<>();
        List<String> rest = new ArrayList<>();
        for (String format : media.formats()) {
            int payload = media.isRtp() ? payload(format) : -1;
            (payload >= 0 && preferred[payload] ? first : rest).add(format);
        }
        first.addAll(rest);
        return first.equals(media.formats()) ? media : media.withFormats(first);
    }

    /// A format as a payload type number, or -1 if it is none.
    static int payload(String format) {
        try {
            return SdpText.parse(format, reader -> (int) reader.number(RtpMap.MAX_PAYLOAD));
        } catch (SyntaxException _) {
            return -1;
        }
    }

    /// What each number means; the first `rtpmap` of a number counts, and counts more than the fixed meaning.
    private static @Nullable RtpMap[] maps(Media media) {
        @Nullable RtpMap[] maps = new @Nullable RtpMap[RtpMap.MAX_PAYLOAD + 1];
        for (RtpMap map : media.rtpMaps()) {
            if (maps[map.payload()] == null) {
                maps[map.payload()] = map;
            }
        }
        for (int payload = 0; payload < maps.length; payload++) {
            if (maps[payload] == null) {
                maps[payload] = StaticPayloads.INSTANCE.find(payload);
            }
        }
        return maps;
    }

    private static @Nullable String[] parameters(Media media) {
        @Nullable String[] parameters = new @Nullable String[RtpMap.MAX_PAYLOAD + 1];
        for (Fmtp fmtp : media.fmtps()) {
            int payload = payload(fmtp.format());
            if (payload >= 0 && parameters[payload] == null) {
                parameters[payload] = fmtp.parameterText();
            }
        }
        return parameters;
    }

    /// The number of the format that this one repairs, or -1.
    private static int associated(Codec codec) {
        String parameters = codec.parameters();
        if (parameters == null) {
            return -1;
        }
        String target = new Fmtp(Integer.toString(codec.payload()), parameters).parameter("apt");
        return target == null ? -1 : payload(target);
    }
}
