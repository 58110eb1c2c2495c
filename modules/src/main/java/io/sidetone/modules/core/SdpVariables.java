package io.sidetone.modules.core;

import io.sidetone.script.define.VariableDefinition;
import io.sidetone.script.run.Run;
import io.sidetone.script.run.Variable;
import io.sidetone.script.value.ScriptError;
import io.sidetone.script.value.Type;
import io.sidetone.script.value.Values;
import io.sidetone.server.context.RoutingContext;
import io.sidetone.server.edit.Body;
import io.sidetone.server.edit.BodyPart;
import io.sidetone.server.module.ModuleBuilder;
import io.sidetone.sip.header.MediaType;
import io.sidetone.sip.message.SipMessage;
import org.jspecify.annotations.Nullable;

/// `$sdp` and its lines: the session description of a message, alone or as a part of its body, to be read and
/// edited. Thread-safe: keeps nothing.
final class SdpVariables {

    private SdpVariables() {}

    static void define(ModuleBuilder module) {
        module.variable("sdp", "The session description; null takes it away.")
                .writes(SdpVariables::write)
                .reads(SdpVariables::text);
        lines(module, Where.LINE, "A line, by how it begins, or a token of it: `m=audio[1]/[2]`.");
        lines(module, Where.STREAM, "A line of a stream, or a token of it: `video[1]/a=fmtp:115/bitrate=`.");
        lines(module, Where.SESSION, "A line before all streams, or a token of it: `a=rtpmap/telephone-event\\/`.");
        module.variable("sdp.stream.idx", "The number of a line of a stream among all lines, from 0; null if none.")
                .key(VariableDefinition.Key.NEEDED)
                .type(Type.INTEGER)
                .readsWithKey((context, key) -> {
                    Found found = find(context, Where.STREAM, key);
                    return found == null || found.line < 0 ? null : (Long) (long) found.line;
                });
    }

    private static void lines(ModuleBuilder module, Where where, String description) {
        module.variable("sdp." + where.name, description)
                .key(VariableDefinition.Key.NEEDED)
                .several()
                .is(true, new Lines(where));
    }

    /// Where lines are looked for.
    private enum Where {
        LINE("line", 0),
        STREAM("stream", 1),
        SESSION("session", 0);

        private final String name;

        /// The number of the step that names the line.
        private final int lineStep;

        Where(String name, int lineStep) {
            this.name = name;
            this.lineStep = lineStep;
        }
    }

    private static @Nullable String text(RoutingContext context) {
        BodyPart part = Body.of(context.message()).first(MediaType.SDP);
        return part == null ? null : part.content();
    }

    private static void write(RoutingContext context, @Nullable Object value) {
        SipMessage message = context.message();
        Body body = Body.of(message);
        BodyPart part = body.first(MediaType.SDP);
        if (value == null) {
            if (part != null && body.parts().size() > 1) {
                throw new ScriptError("the session description is one of several parts of the body, and stays");
            }
            if (part != null) {
                context.message(message.edit().withoutBody().build());
            }
            return;
        }
        String text = Written.body(value);
        if (!text.startsWith("v=")) {
            throw new ScriptError("a session description begins with v=, not with '" + Written.shown(text) + "'");
        }
        if (part == null && !body.parts().isEmpty()) {
            throw new ScriptError("the message has another body already");
        }
        Body described =
                part == null ? body.with(new BodyPart("", MediaType.SDP, text)) : body.replace(part, part.with(text));
        context.message(described.in(message));
    }

    /// A line that a key means.
    ///
    /// @param range where it was looked for
    /// @param line its number; -1 if there is none
    /// @param step how it was looked for
    /// @param token which token of it is meant; null for all of it
    private record Found(
            SdpLines lines, SdpLines.Range range, int line, SdpPath.Step step, SdpPath.@Nullable Step token) {}

    /// @return null if there is no session description, or not the stream
    private static @Nullable Found find(RoutingContext context, Where where, @Nullable Object key) {
        String text = text(context);
        if (text == null) {
            return null;
        }
        SdpPath path = SdpPath.parse(key, where.lineStep + 2);
        SdpLines lines = new SdpLines(text);
        SdpPath.Step named = path.step(where.lineStep);
        SdpPath.Step step = named == null ? SdpPath.Step.FIRST : named;
        SdpPath.Step token = path.step(where.lineStep + 1);
        SdpPath.Step stream = path.step(0);
        SdpLines.Range range = switch (where) {
            case LINE -> lines.all();
            case SESSION -> lines.session();
            case STREAM -> lines.stream(stream == null ? SdpPath.Step.FIRST : stream);
        };
        return range == null ? null : new Found(lines, range, lines.find(range, step, token), step, token);
    }

    private record Lines(Where where) implements Variable {

        @Override
        public @Nullable Object get(Run run, @Nullable Object key) {
            Found found = find(RoutingContext.of(run), where, key);
            if (found == null || found.line < 0) {
                return null;
            }
            return found.token == null ? found.lines.line(found.line) : found.lines.token(found.line, found.token);
        }

        @Override
        public void set(Run run, @Nullable Object key, @Nullable Object value) {
            RoutingContext context = RoutingContext.of(run);
            Found found = find(context, where, key);
            if (found == null || found.line < 0) {
                if (value == null) {
                    return;
                }
                throw new ScriptError("there is no line '" + Written.shown(Values.text(key)) + "' to be written");
            }
            if (found.token != null) {
                found.lines.token(found.line, found.step, found.token, value == null ? null : line(value));
            } else if (value == null) {
                found.lines.remove(found.line);
            } else {
                found.lines.set(found.line, line(value));
            }
            write(context, found.lines.text());
        }

        /// `[insert]` before the line, `[insertAfter]` behind it.
        @Override
        public void set(Run run, @Nullable Object key, String place, @Nullable Object value) {
            RoutingContext context = RoutingContext.of(run);
            Found found = find(context, where, key);
            if (found == null || value == null || place.equals("append")) {
                throw new ScriptError("a line is put in at [insert] or [insertAfter] of another one");
            }
            // Where no line is meant by its beginning, an index behind the last one is the end.
            boolean atEnd = found.line < 0
                    && found.step.prefix().isEmpty()
                    && found.step.index() == found.range.to() - found.range.from();
            if (found.line < 0 && !atEnd) {
                throw new ScriptError("there is no line '" + Written.shown(Values.text(key)) + "' to put one beside");
            }
            int at = atEnd ? found.range.to() : found.line + (place.equals("insert") ? 0 : 1);
            found.lines.insert(at, line(value));
            write(context, found.lines.text());
        }

        private static String line(Object value) {
            String text = Values.text(value);
            int end = text.endsWith("\n") ? text.length() - 1 : text.length();
            end = end > 0 && text.charAt(end - 1) == '\r' ? end - 1 : end;
            return Written.text(text.substring(0, end), "a line of a session description");
        }
    }
}
