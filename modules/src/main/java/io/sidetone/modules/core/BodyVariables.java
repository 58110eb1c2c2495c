package io.sidetone.modules.core;

import io.sidetone.script.define.VariableDefinition;
import io.sidetone.script.run.Run;
import io.sidetone.script.run.Variable;
import io.sidetone.script.value.Octets;
import io.sidetone.script.value.ScriptError;
import io.sidetone.script.value.Values;
import io.sidetone.server.context.RoutingContext;
import io.sidetone.server.edit.Body;
import io.sidetone.server.edit.BodyPart;
import io.sidetone.server.module.ModuleBuilder;
import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.header.MediaType;
import io.sidetone.sip.message.HeaderField;
import io.sidetone.sip.message.MessageBuilder;
import io.sidetone.sip.message.SipMessage;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.TextReader;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// `$rb` and `$cT`: the body, its parts and their types. Thread-safe: keeps nothing.
final class BodyVariables {

    private BodyVariables() {}

    static void define(ModuleBuilder module) {
        module.variable(
                        "rb",
                        "The body; with a type as key the first part of that type; with an index a part of a "
                                + "multipart body. What is written without key and index is the whole body.")
                .key(VariableDefinition.Key.OPTIONAL)
                .several()
                .is(true, new Text());
        module.variable("cT", "The Content-Type; with an index that of a part of the body.")
                .several()
                .is(false, new Types());
    }

    private static Body body(Run run) {
        return Body.of(RoutingContext.of(run).message());
    }

    private static MediaType type(Object key) {
        try {
            return MediaType.parse(new TextReader(Values.text(key)));
        } catch (SyntaxException _) {
            throw new ScriptError("'" + Written.shown(Values.text(key)) + "' is no type of a body");
        }
    }

    private static final class Text implements Variable {

        @Override
        public @Nullable Object get(Run run, @Nullable Object key) {
            if (key != null) {
                BodyPart part = body(run).first(type(key));
                return part == null ? null : part.content();
            }
            SipMessage message = RoutingContext.of(run).message();
            return message.bodyLength() == 0 ? null : Octets.text(message.body());
        }

        @Override
        public List<?> all(Run run, @Nullable Object key) {
            MediaType type = key == null ? null : type(key);
            return body(run).parts().stream()
                    .filter(part -> type == null || part.is(type))
                    .map(BodyPart::content)
                    .toList();
        }

        @Override
        public void set(Run run, @Nullable Object key, @Nullable Object value) {
            RoutingContext context = RoutingContext.of(run);
            if (key != null) {
                MediaType type = type(key);
                Body body = body(run);
                BodyPart part = body.first(type);
                if (part == null || value == null) {
                    throw new ScriptError("there is no part " + type + " to be written, or it is to be null");
                }
                context.message(
                        body.replace(part, part.with(Written.body(value))).in(context.message()));
                return;
            }
            MessageBuilder<?> edit = context.message().edit();
            if (value == null) {
                edit.withoutBody();
            } else {
                HeaderField said = context.message().field(HeaderName.CONTENT_TYPE);
                edit.body(said == null ? "text/plain" : said.value(), Octets.of(Written.body(value)));
            }
            context.message(edit.build());
        }
    }

    private static final class Types implements Variable {

        @Override
        public @Nullable Object get(Run run, @Nullable Object key) {
            HeaderField field = RoutingContext.of(run).message().field(HeaderName.CONTENT_TYPE);
            return field == null ? null : field.value();
        }

        @Override
        public @Nullable Object get(Run run, @Nullable Object key, long index) {
            List<BodyPart> parts = body(run).parts();
            long at = index < 0 ? parts.size() + index : index;
            return at < 0 || at >= parts.size() ? null : text(parts.get((int) at));
        }

        @Override
        public List<?> all(Run run, @Nullable Object key) {
            return body(run).parts().stream().map(Types::text).toList();
        }

        private static String text(BodyPart part) {
            return part.type() == null ? "" : part.type().toString().toLowerCase(Locale.ROOT);
        }
    }
}
