package io.sidetone.modules.sipmsgops;

import io.sidetone.modules.messages.HeaderFunctions;
import io.sidetone.modules.messages.Routes;
import io.sidetone.server.context.RoutingContext;
import io.sidetone.server.edit.Edits;
import io.sidetone.server.module.Argument;
import io.sidetone.server.module.FunctionBuilder;
import io.sidetone.server.module.ModuleBuilder;
import io.sidetone.sip.sdp.Codec;
import io.sidetone.sip.sdp.Codecs;
import io.sidetone.sip.sdp.Media;
import io.sidetone.sip.sdp.SessionDescription;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Functions for codecs and streams of session descriptions. They look at all streams, and what one changed the
/// next one sees. Thread-safe: only functions.
final class CodecFunctions {

    private CodecFunctions() {}

    /// What is done with the codecs of a medium that fit.
    private interface Change {
        Media apply(Media media, Predicate<Codec> fits);
    }

    static void define(ModuleBuilder module) {
        exists(module);
        changing(module, "codec_delete", "Removes a codec from all streams.", CodecFunctions::delete);
        changing(module, "codec_move_up", "Puts a codec first in all streams.", Codecs::prefer);
        changing(module, "codec_move_down", "Puts a codec last in all streams.", CodecFunctions::last);
        matching(module, "codec_delete_except_re", "Removes all codecs but those", CodecFunctions::deleteOthers);
        streams(module);
    }

    private static Media delete(Media media, Predicate<Codec> fits) {
        return Codecs.keep(media, fits.negate());
    }

    private static Media deleteOthers(Media media, Predicate<Codec> fits) {
        return Codecs.keep(media, fits);
    }

    private static Media last(Media media, Predicate<Codec> fits) {
        return Codecs.prefer(media, fits.negate());
    }

    private static void exists(ModuleBuilder module) {
        module.function("codec_exists", "Whether a stream has a codec.")
                .with(Argument.text("name", "Its name."))
                .with(Argument.text("clock", "Its clock rate; any if left out.").optional())
                .in(Routes.withMessage())
                .returns(1, "it has")
                .returns(-1, "it has not, or there is no session description")
                .example("if (codec_exists(\"GSM\", \"8000\")) { exit; }")
                .does((context, name, clock) -> has(context, named(name, clock)));
        module.function("codec_exists_re", "Whether a stream has a codec whose name matches a regular expression.")
                .with(Argument.lineRegex("regexp", "The expression for the name."))
                .in(Routes.withMessage())
                .returns(1, "it has")
                .returns(-1, "it has not, or there is no session description")
                .example("if (codec_exists_re(\"sp[a-z]*\")) { exit; }")
                .does((context, expression) -> has(context, matching(expression)));
    }

    private static void changing(ModuleBuilder module, String name, String summary, Change change) {
        said(module.function(name, summary))
                .with(Argument.text("name", "Its name."))
                .with(Argument.text("clock", "Its clock rate; any if left out.").optional())
                .example(name + "(\"GSM\", \"8000\");")
                .does((context, codec, clock) -> change(context, named(codec, clock), change));
        matching(module, name + "_re", summary.replace(" a codec ", " codecs ").replace(".", ""), change);
    }

    private static void matching(ModuleBuilder module, String name, String summary, Change change) {
        said(module.function(name, summary + " whose names match a regular expression."))
                .with(Argument.lineRegex("regexp", "The expression for the name."))
                .example(name + "(\"PCMA|PCMU\");")
                .does((context, expression) -> change(context, matching(expression), change));
    }

    private static FunctionBuilder.With0 said(FunctionBuilder.With0 function) {
        return function.in(Routes.withMessage())
                .edits()
                .returns(1, "the description was changed")
                .returns(-1, "nothing was to be changed, or there is no session description");
    }

    private static Predicate<Codec> named(String name, @Nullable String clock) {
        return codec -> codec.isNamed(name)
                && (clock == null || clock.isBlank() || clock.strip().equals(Integer.toString(codec.clockRate())));
    }

    private static Predicate<Codec> matching(Pattern expression) {
        return codec -> HeaderFunctions.matches(expression, codec.name());
    }

    private static int has(RoutingContext context, Predicate<Codec> fits) {
        Edits.Described described = Edits.described(context);
        return described != null
                        && described.description().media().stream()
                                .anyMatch(media -> Codecs.of(media).stream().anyMatch(fits))
                ? 1
                : -1;
    }

    private static int change(RoutingContext context, Predicate<Codec> fits, Change change) {
        Edits.Described described = Edits.described(context);
        if (described == null) {
            return -1;
        }
        SessionDescription edited = described.description();
        for (int i = 0; i < edited.media().size(); i++) {
            edited = edited.withMedia(i, change.apply(edited.media(i), fits));
        }
        return put(context, described, edited);
    }

    private static int put(RoutingContext context, Edits.Described described, SessionDescription edited) {
        if (edited.equals(described.description())) {
            return -1;
        }
        context.message(described.with(context.message(), edited));
        return 1;
    }

    private static void streams(ModuleBuilder module) {
        module.function("stream_exists", "Whether there is a stream of a kind.")
                .with(Argument.lineRegex("regexp", "An expression for the kind: `audio`, `video`, `image`."))
                .with(Argument.lineRegex("regexp2", "An expression for what carries it, such as `RTP/SAVP`.")
                        .optional())
                .in(Routes.withMessage())
                .returns(1, "there is")
                .returns(-1, "there is none")
                .example("if (stream_exists(\"image\")) { exit; }")
                .does((context, kind, transport) -> {
                    Edits.Described described = Edits.described(context);
                    return described != null
                                    && described.description().media().stream().anyMatch(stream(kind, transport))
                            ? 1
                            : -1;
                });
        module.function("stream_delete", "Removes all streams of a kind with all that is said of them.")
                .with(Argument.lineRegex("regexp", "An expression for the kind: `audio`, `video`, `image`."))
                .with(Argument.lineRegex("regexp2", "An expression for what carries it, such as `RTP/SAVP`.")
                        .optional())
                .in(Routes.withMessage())
                .edits()
                .returns(1, "at least one was removed")
                .returns(-1, "there is none")
                .example("stream_delete(\"video\");")
                .does(CodecFunctions::deleteStreams);
    }

    private static Predicate<Media> stream(Pattern kind, @Nullable Pattern transport) {
        return media -> HeaderFunctions.matches(kind, media.kind())
                && (transport == null || HeaderFunctions.matches(transport, media.protocol()));
    }

    private static int deleteStreams(RoutingContext context, Pattern kind, @Nullable Pattern transport) {
        Edits.Described described = Edits.described(context);
        if (described == null) {
            return -1;
        }
        SessionDescription edited = described.description();
        for (int i = edited.media().size() - 1; i >= 0; i--) {
            if (stream(kind, transport).test(edited.media(i))) {
                edited = edited.withoutMedia(i);
            }
        }
        return put(context, described, edited);
    }
}
