package io.sidetone.modules.siputils;

import io.sidetone.modules.messages.MessageFunctions;
import io.sidetone.modules.messages.OptionsReply;
import io.sidetone.modules.messages.Routes;
import io.sidetone.script.ast.RouteKind;
import io.sidetone.script.value.Values;
import io.sidetone.server.context.RoutingContext;
import io.sidetone.server.edit.Edits;
import io.sidetone.server.edit.FieldLine;
import io.sidetone.server.module.Argument;
import io.sidetone.server.module.Module;
import io.sidetone.server.module.ModuleBuilder;
import io.sidetone.server.module.ModuleContext;
import io.sidetone.server.module.ModuleParameter;
import io.sidetone.server.module.Startable;
import io.sidetone.sip.base.Clock;
import io.sidetone.sip.header.Credentials;
import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.header.SipDate;
import io.sidetone.sip.transport.Flow;
import io.sidetone.sip.uri.SipUri;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Questions about messages, URIs and numbers. Thread-safe.
public final class SiputilsModule implements Module, Startable {

    private volatile Clock clock = Clock.system();
    private @Nullable ModuleParameter<String> rpid;
    private @Nullable ModuleParameter<String> rpidPrefix;
    private @Nullable ModuleParameter<String> rpidSuffix;

    @Override
    public void start(ModuleContext context) {
        clock = context.clock();
    }

    @Override
    public void define(ModuleBuilder module) {
        module.name("siputils", "Asks about messages, URIs and numbers, and encodes contacts.");
        OptionsReply.define(module, "options_");
        MessageFunctions.toTag(module);
        UriFunctions.define(module);
        new ContactFunctions(module).define(module);
        ModuleParameter<Long> digits = module.integer(
                        "e164_max_len", MessageFunctions.DIGITS, "The most digits of a telephone number, without `+`.")
                .between(3, 100)
                .changeable();
        NumberFunctions.define(module, digits::value);
        messages(module);
        users(module);
        remoteParty(module, digits::value);
    }

    private void messages(ModuleBuilder module) {
        module.function("is_request", "Whether the message is a request.")
                .returns(1, "it is")
                .returns(-1, "it is not")
                .example("if (is_request()) { exit; }")
                .does(context -> context.isRequest() ? 1 : -1);
        module.function("is_reply", "Whether the message is a response.")
                .returns(1, "it is")
                .returns(-1, "it is not")
                .example("if (is_reply()) { exit; }")
                .does(context -> context.isRequest() ? -1 : 1);
        module.function("is_sip", "Whether the message is SIP, which it is wherever scripts run.")
                .returns(1, "it is")
                .example("if (is_sip()) { exit; }")
                .does(_ -> 1);
        module.function("is_http", "Whether the message is HTTP, which it never is where this runs.")
                .returns(-1, "it is not")
                .example("if (is_http()) { exit; }")
                .does(_ -> -1);
        module.function("is_supported", "Whether Supported has an extension.")
                .with(Argument.text("option", "The extension."))
                .in(Routes.withMessage())
                .returns(1, "it has")
                .returns(-1, "it has not")
                .example("if (is_supported(\"path\")) { exit; }")
                .does((context, option) ->
                        context.message().all(Headers.SUPPORTED).stream().anyMatch(option::equalsIgnoreCase) ? 1 : -1);
        module.function("is_first_hop", "Whether nobody stands between the sender and us.")
                .with(Argument.integer("mode", "1 also takes a name of ours in Record-Route, and what we have sent.")
                        .between(0, 1)
                        .optional())
                .in(Routes.withMessage())
                .returns(1, "a request with one Via, or a reply without a Record-Route, or with ours on top")
                .returns(-1, "somebody does")
                .example("if (is_first_hop()) { exit; }")
                .does((context, mode) -> isFirstHop(context, mode != null && mode == 1) ? 1 : -1);
        module.function("hdr_date_check", "Whether Date is not too old.")
                .with(Argument.integer("tdiff", "The most seconds.").between(0, Integer.MAX_VALUE))
                .in(Routes.withMessage())
                .returns(1, "it is not")
                .returns(-1, "there is no Date, or it is too old")
                .example("if (!hdr_date_check(60)) { exit; }")
                .does((context, seconds) -> {
                    SipDate date = context.message().first(Headers.DATE);
                    return date != null
                                    && clock.currentTimeMillis() / 1_000
                                                    - date.instant().getEpochSecond()
                                            <= seconds
                            ? 1
                            : -1;
                });
        module.function("sip_parse_headers", "Reads the whole header, which here is done whenever it is needed.")
                .returns(1, "always")
                .example("sip_parse_headers();")
                .does(_ -> 1);
    }

    private static boolean isFirstHop(RoutingContext context, boolean anyway) {
        if (context.isRequest()) {
            return context.message().count(Headers.VIA) == 1;
        }
        List<NameAddress> recorded = context.message().all(Headers.RECORD_ROUTE);
        if (recorded.isEmpty()) {
            return !context.message().has(HeaderName.RECORD_ROUTE);
        }
        return recorded.getFirst().uri() instanceof SipUri top
                && context.transaction().core().myself().isMyself(top)
                && (anyway || (!top.host().isName() && !isFrom(top, context.flow())));
    }

    /// Whether a message came from the address that a URI names.
    private static boolean isFrom(SipUri uri, @Nullable Flow flow) {
        return flow != null
                && flow.remote().getPort() == uri.portOrDefault()
                && Arrays.equals(
                        uri.host().address(), flow.remote().getAddress().getAddress());
    }

    private static void users(ModuleBuilder module) {
        module.function("is_user", "Whether the credentials are those of a user.")
                .with(Argument.text("username", "The user."))
                .in(RouteKind.ROUTE, RouteKind.LOCAL_ROUTE)
                .returns(1, "they are")
                .returns(-1, "they are not, or there are none")
                .example("if (is_user(\"john\")) { exit; }")
                .does((context, user) -> Stream.concat(
                                        context.request().all(Headers.AUTHORIZATION).stream(),
                                        context.request().all(Headers.PROXY_AUTHORIZATION).stream())
                                .map(Credentials::username)
                                .anyMatch(user::equals)
                        ? 1
                        : -1);
        module.function("cmp_hdr_name", "Whether two names of header fields mean the same.")
                .with(Argument.text("str1", "The one."))
                .with(Argument.text("str2", "The other, in full or compact form."))
                .returns(1, "they do")
                .returns(-1, "they do not")
                .example("if (cmp_hdr_name(\"f\", \"From\")) { exit; }")
                .does((_, one, other) -> {
                    HeaderName known = HeaderName.of(one);
                    boolean same = known == null ? one.equalsIgnoreCase(other) : known == HeaderName.of(other);
                    return same ? 1 : -1;
                });
    }

    /// @param digits that a telephone number has at most
    private void remoteParty(ModuleBuilder module, LongSupplier digits) {
        rpid = module.text("rpid_avp", "rpid", "The name of the AVP with the caller's URI.")
                .changeable();
        rpidPrefix = module.text("rpid_prefix", "", "What append_rpid_hf puts before the URI.")
                .changeable();
        rpidSuffix = module.text(
                        "rpid_suffix",
                        ";party=calling;id-type=subscriber;screen=yes",
                        "What append_rpid_hf puts behind the URI.")
                .changeable();
        module.function("append_rpid_hf", "Adds Remote-Party-ID with the URI of the AVP.")
                .with(Argument.text("prefix", "What stands before the URI.").optional())
                .with(Argument.text("suffix", "What stands behind it.").optional())
                .in(RouteKind.ROUTE, RouteKind.BRANCH_ROUTE, RouteKind.FAILURE_ROUTE)
                .edits()
                .returns(1, "it is there")
                .returns(-1, "the AVP has no value, and no prefix is given")
                .example("append_rpid_hf(\"\", \";party=calling;screen=yes\");")
                .does(this::appendRemoteParty);
        module.function("is_rpid_user_e164", "Whether the user of the AVP's URI is a number as E.164 knows it.")
                .in(RouteKind.ROUTE)
                .returns(1, "it is")
                .returns(-1, "it is not, or there is none")
                .example("if (is_rpid_user_e164()) { exit; }")
                .does(context -> {
                    String user = MessageFunctions.user(remoteParty(context));
                    return user != null && MessageFunctions.isE164(user, digits.getAsLong()) ? 1 : -1;
                });
    }

    private String remoteParty(RoutingContext context) {
        String name = Objects.requireNonNull(rpid).value().replaceAll("^\\$avp\\((s:)?|\\)$", "");
        Object value = context.transaction().avps().first(name);
        return value == null ? "" : Values.text(value);
    }

    private int appendRemoteParty(RoutingContext context, @Nullable String prefix, @Nullable String suffix) {
        String value = remoteParty(context);
        if (value.isEmpty() && (prefix == null || prefix.isEmpty())) {
            return -1;
        }
        String before = prefix == null ? Objects.requireNonNull(rpidPrefix).value() : prefix;
        String behind = suffix == null ? Objects.requireNonNull(rpidSuffix).value() : suffix;
        Edits.add(context, List.of(new FieldLine("Remote-Party-ID", before + value + behind)), null, false);
        return 1;
    }
}
