package io.sidetone.modules.core;

import io.sidetone.script.define.VariableDefinition;
import io.sidetone.script.run.Run;
import io.sidetone.script.run.Variable;
import io.sidetone.script.value.ScriptError;
import io.sidetone.script.value.Type;
import io.sidetone.script.value.Values;
import io.sidetone.server.context.RoutingContext;
import io.sidetone.server.module.ModuleBuilder;
import io.sidetone.sip.header.CSeq;
import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.message.HeaderField;
import io.sidetone.sip.message.MessageBuilder;
import io.sidetone.sip.message.SipMessage;
import io.sidetone.sip.text.CharClass;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `$hdr(name)` and what is asked about header fields. Each line of a message is one value. Thread-safe: keeps
/// nothing.
final class HeaderVariables {

    private HeaderVariables() {}

    static void define(ModuleBuilder module) {
        module.variable(
                        "hdr",
                        "The header fields of a name as they are now; `=` puts one in front of them, `:=` in "
                                + "place of them.")
                .key(VariableDefinition.Key.NEEDED)
                .several()
                .is(true, new Fields());
        module.variable("hdrcnt", "How many header fields of a name there are.")
                .key(VariableDefinition.Key.NEEDED)
                .type(Type.INTEGER)
                .readsWithKey((context, key) ->
                        (long) fields(context.message(), name(key)).size());
        module.variable("hdr_name", "The names of all header fields, in their order, as they are written.")
                .several()
                .is(false, new Names());
    }

    /// The name that a key is: no octet of another field can be in it.
    static String name(@Nullable Object key) {
        String name = Values.text(key).strip();
        if (name.isEmpty() || name.length() > 256 || !CharClass.TOKEN.containsAll(name)) {
            throw new ScriptError("'" + Written.shown(name) + "' is no name of a header field");
        }
        return name;
    }

    static List<HeaderField> fields(SipMessage message, String name) {
        HeaderName known = HeaderName.of(name);
        List<HeaderField> found = new ArrayList<>(1);
        for (HeaderField field : message.fields()) {
            if (known != null ? field.known() == known : field.isNamed(name)) {
                found.add(field);
            }
        }
        return found;
    }

    /// What is to be written must leave the message one: what is there once stays.
    private static MessageBuilder<?> edit(Run run, String name) {
        HeaderName known = HeaderName.of(name);
        if (known == HeaderName.CONTENT_LENGTH) {
            throw new ScriptError("the Content-Length is that of the body, and cannot be written");
        }
        return RoutingContext.of(run).message().edit();
    }

    /// The fields that no message can be without stay, and stay readable.
    private static void done(Run run, MessageBuilder<?> edit) {
        RoutingContext context = RoutingContext.of(run);
        SipMessage before = context.message();
        SipMessage edited = edit.build();
        CSeq cseq = before.cseq();
        boolean sound = isKept(before.topVia(), edited.topVia())
                && isKept(before.from(), edited.from())
                && isKept(before.to(), edited.to())
                && isKept(before.callId(), edited.callId())
                && (cseq == null
                        || (edited.cseq() != null
                                && cseq.method().equals(edited.cseq().method())));
        if (!sound) {
            throw new ScriptError(
                    "the message would not be one any more: Via, From, To, Call-ID and CSeq have to stay");
        }
        context.message(edited);
    }

    private static boolean isKept(@Nullable Object before, @Nullable Object after) {
        return before == null || after != null;
    }

    /// Whether a message has one field of this name only, so that another one comes in its place.
    private static boolean isSingle(String name) {
        HeaderName known = HeaderName.of(name);
        return known != null
                && switch (known) {
                    case FROM, TO, CALL_ID, CSEQ, MAX_FORWARDS, CONTENT_TYPE -> true;
                    default -> false;
                };
    }

    private static final class Fields implements Variable {

        @Override
        public @Nullable Object get(Run run, @Nullable Object key) {
            HeaderField field = RoutingContext.of(run).message().field(name(key));
            return field == null ? null : field.value();
        }

        @Override
        public List<?> all(Run run, @Nullable Object key) {
            return fields(RoutingContext.of(run).message(), name(key)).stream()
                    .map(HeaderField::value)
                    .toList();
        }

        /// `=` puts a field in front of all others of its name, so that it is read; null takes the first away.
        @Override
        public void set(Run run, @Nullable Object key, @Nullable Object value) {
            String name = name(key);
            if (value == null) {
                set(run, key, 0, null);
            } else if (isSingle(name)) {
                replace(run, key, value);
            } else {
                String text = Written.text(value, "a header field");
                done(
                        run,
                        isThere(run, name)
                                ? edit(run, name).prepend(name, text)
                                : edit(run, name).append(name, text));
            }
        }

        private static boolean isThere(Run run, String name) {
            return RoutingContext.of(run).message().field(name) != null;
        }

        @Override
        public void set(Run run, @Nullable Object key, String place, @Nullable Object value) {
            if (!place.equals("append")) {
                throw new ScriptError("$hdr has no index '" + place + "'");
            }
            String name = name(key);
            done(run, edit(run, name).append(name, Written.text(value, "a header field")));
        }

        @Override
        public void set(Run run, @Nullable Object key, long index, @Nullable Object value) {
            String name = name(key);
            List<HeaderField> fields = fields(RoutingContext.of(run).message(), name);
            long at = index < 0 ? fields.size() + index : index;
            if (at < 0 || at >= fields.size()) {
                if (value == null) {
                    return;
                }
                throw new ScriptError("there is no header field " + name + " of index " + index);
            }
            HeaderField field = fields.get((int) at);
            MessageBuilder<?> edit = edit(run, name);
            done(
                    run,
                    value == null
                            ? edit.removeIf(field::equals)
                            : edit.replace(field, Written.text(value, "a header field")));
        }

        @Override
        public void replace(Run run, @Nullable Object key, @Nullable Object value) {
            String name = name(key);
            MessageBuilder<?> edit = edit(run, name);
            done(run, value == null ? edit.remove(name) : edit.set(name, Written.text(value, "a header field")));
        }
    }

    private static final class Names implements Variable {

        @Override
        public @Nullable Object get(Run run, @Nullable Object key) {
            return get(run, key, 0);
        }

        @Override
        public List<?> all(Run run, @Nullable Object key) {
            return RoutingContext.of(run).message().fields().stream()
                    .map(HeaderField::name)
                    .toList();
        }
    }
}
