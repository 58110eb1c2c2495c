package io.sidetone.modules.core;

import io.sidetone.script.define.VariableDefinition;
import io.sidetone.script.run.Run;
import io.sidetone.script.run.Variable;
import io.sidetone.script.value.ScriptError;
import io.sidetone.script.value.Values;
import io.sidetone.server.context.RoutingContext;
import io.sidetone.server.module.ModuleBuilder;
import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.header.MediaType;
import io.sidetone.sip.message.HeaderField;
import io.sidetone.sip.message.MessageBuilder;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.Text;
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
                .is(true, new Body());
        module.variable("cT", "The Content-Type; with an index that of a part of the body.")
                .several()
                .is(false, new Types());
    }

    private static BodyParts parts(Run run) {
        return BodyParts.of(RoutingContext.of(run).message());
    }

    private static MediaType type(Object key) {
        try {
            return MediaType.parse(new TextReader(Values.text(key)));
        } catch (SyntaxException _) {
            throw new ScriptError("'" + Written.shown(Values.text(key)) + "' is no type of a body");
        }
    }

    private static final class Body implements Variable {

        @Override
        public @Nullable Object get(Run run, @Nullable Object key) {
            BodyParts body = parts(run);
            if (key != null) {
                BodyParts.Part part = body.first(type(key));
                return part == null ? null : body.content(part);
            }
            return body.parts().isEmpty() ? null : body.content();
        }

        @Override
        public List<?> all(Run run, @Nullable Object key) {
            BodyParts body = parts(run);
            MediaType type = key == null ? null : type(key);
            return body.parts().stream()
                    .filter(part -> type == null || part.is(type))
                    .map(body::content)
                    .toList();
        }

        @Override
        public void set(Run run, @Nullable Object key, @Nullable Object value) {
            RoutingContext context = RoutingContext.of(run);
            if (key != null) {
                MediaType type = type(key);
                BodyParts body = parts(run);
                BodyParts.Part part = body.first(type);
                if (part == null || value == null) {
                    throw new ScriptError("there is no part " + type + " to be written, or it is to be null");
                }
                context.message(body.replace(context.message(), part, Written.body(value))
                        .build());
                return;
            }
            MessageBuilder<?> edit = value == null
                    ? context.message().edit().withoutBody()
                    : BodyParts.withBody(context.message(), Text.encode(Written.body(value)), "text/plain");
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
            List<BodyParts.Part> parts = parts(run).parts();
            long at = index < 0 ? parts.size() + index : index;
            return at < 0 || at >= parts.size() ? null : text(parts.get((int) at));
        }

        @Override
        public List<?> all(Run run, @Nullable Object key) {
            return parts(run).parts().stream().map(Types::text).toList();
        }

        private static String text(BodyParts.Part part) {
            return part.type() == null ? "" : part.type().toString().toLowerCase(Locale.ROOT);
        }
    }
}
