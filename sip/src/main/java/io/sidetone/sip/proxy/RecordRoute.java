package io.sidetone.sip.proxy;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.message.FieldTemplate;
import io.sidetone.sip.text.ByteWriter;
import io.sidetone.sip.text.Parameters;
import io.sidetone.sip.text.Text;
import io.sidetone.sip.transport.AdvertisedFlow;
import io.sidetone.sip.transport.Flow;
import io.sidetone.sip.transport.FlowSlot;
import io.sidetone.sip.transport.FlowTokens;
import io.sidetone.sip.transport.SentBy;
import io.sidetone.sip.uri.PercentEscape;
import org.jspecify.annotations.Nullable;

/// The Record-Route or Path that keeps us on the way of later requests. What it says of us is known when the
/// request is sent: one URI if both sides see us at the same address by the same transport, else one for each
/// side, the one on top facing where the request goes. Immutable.
///
/// Two URIs are marked with `r2=on`, as both families of servers do, so that both are taken off at once.
@Rfc(number = 3261, section = "16.6")
@Rfc(number = 5658, section = "5")
public final class RecordRoute {

    /// The parameter of both halves of a double Record-Route.
    public static final String HALF = "r2";

    private static final int USUAL_LENGTH = 160;

    private final Flow incoming;
    private final boolean secure;
    /// Tokens of the flow that the request came over; null for none.
    private final @Nullable FlowTokens incomingTokens;

    /// Tokens of the flow that the request leaves by; null for none.
    private final @Nullable FlowTokens outgoingTokens;

    private final Parameters parameters;
    private final Form form;

    /// How the URIs are written. Immutable.
    ///
    /// @param twice whether there are two where the two sides see different addresses
    /// @param loose the parameter that says that routes are loose: `lr`, or `lr=on` for neighbours that
    ///     want a value
    public record Form(boolean twice, String loose) {

        /// As the RFCs have it.
        public static final Form USUAL = new Form(true, "lr");
    }

    private RecordRoute(
            Flow incoming,
            boolean secure,
            @Nullable FlowTokens incomingTokens,
            @Nullable FlowTokens outgoingTokens,
            Parameters parameters,
            Form form) {
        this.form = form;
        this.incoming = incoming;
        this.secure = secure;
        this.incomingTokens = incomingTokens;
        this.outgoingTokens = outgoingTokens;
        this.parameters = parameters;
    }

    /// A Record-Route without parameters of its own.
    ///
    /// @param incoming the flow that the request came over
    /// @param secure whether the URIs are `sips`: if the Request-URI or the top route of what is sent is
    public static RecordRoute of(Flow incoming, boolean secure) {
        return new RecordRoute(incoming, secure, null, null, Parameters.NONE, Form.USUAL);
    }

    /// The same with the token of the flow that the request came over, so that requests the other way find back
    /// to it.
    @Rfc(number = 5626, section = "5.3.2")
    public RecordRoute withTokenOfIncoming(FlowTokens tokens) {
        return new RecordRoute(incoming, secure, tokens, outgoingTokens, parameters, form);
    }

    /// The same with the token of the flow that the request leaves by, for later requests the same way.
    @Rfc(number = 5626, section = "5.3.1")
    public RecordRoute withTokenOfOutgoing(FlowTokens tokens) {
        return new RecordRoute(incoming, secure, incomingTokens, tokens, parameters, form);
    }

    /// The same with one more URI parameter, which comes back in [RoutedRequest#ownRoute].
    ///
    /// @param value without escapes; null for a parameter without `=`
    public RecordRoute withParameter(String name, @Nullable String value) {
        Parameters more = parameters
                .edit()
                .set(
                        PercentEscape.escape(name, PercentEscape.PARAMETER),
                        value == null ? null : PercentEscape.escape(value, PercentEscape.PARAMETER))
                .build();
        return new RecordRoute(incoming, secure, incomingTokens, outgoingTokens, more, form);
    }

    /// The same, written in another way.
    public RecordRoute in(Form other) {
        return new RecordRoute(incoming, secure, incomingTokens, outgoingTokens, parameters, other);
    }

    /// The field for one request.
    ///
    /// @param name Record-Route, or Path in a REGISTER
    public FieldTemplate field(HeaderName name) {
        return new FieldTemplate(name).slot(new Value(this, name));
    }

    /// What stands behind the name of the field. Immutable.
    private record Value(RecordRoute route, HeaderName name) implements FlowSlot {

        @Override
        public String placeholder() {
            return route.placeholder();
        }

        @Override
        public byte[] text(Flow flow) {
            return route.text(flow, name);
        }
    }

    private String placeholder() {
        String uri = secure ? "<sips:record-route.invalid;lr" : "<sip:record-route.invalid;lr";
        if (parameters.isEmpty()) {
            return uri + ">";
        }
        ByteWriter out = new ByteWriter(USUAL_LENGTH).text(uri);
        parameters.writeTo(out, ';');
        byte[] octets = out.octet('>').toByteArray();
        return Text.decode(octets, 0, octets.length);
    }

    private byte[] text(Flow flow, HeaderName name) {
        ByteWriter out = new ByteWriter(USUAL_LENGTH);
        // A URI has room for one token.
        boolean one = (incomingTokens == null || outgoingTokens == null)
                && flow.transport() == incoming.transport()
                && flow.sentBy().equals(back(flow));
        String ofIncoming = token(incomingTokens, incoming);
        String ofOutgoing = token(outgoingTokens, flow);
        if (!one && !form.twice()) {
            write(incoming, back(flow), ofIncoming, false, out);
        } else if (one) {
            write(flow, flow.sentBy(), ofIncoming == null ? ofOutgoing : ofIncoming, false, out);
        } else {
            write(flow, flow.sentBy(), ofOutgoing, true, out);
            // A line each: Linphone writes the second value of a line twice when it answers.
            out.text("\r\n").text(name.text()).text(": ");
            write(incoming, back(flow), ofIncoming, true, out);
        }
        return out.toByteArray();
    }

    /// What the other side is told of us: if something else is advertised for this request, that too.
    private SentBy back(Flow outgoing) {
        return outgoing instanceof AdvertisedFlow && outgoing.listener().equals(incoming.listener())
                ? outgoing.sentBy()
                : incoming.sentBy();
    }

    private static @Nullable String token(@Nullable FlowTokens tokens, Flow flow) {
        return tokens == null ? null : tokens.token(flow);
    }

    private void write(Flow flow, SentBy ours, @Nullable String token, boolean half, ByteWriter out) {
        out.text(secure ? "<sips:" : "<sip:");
        if (token != null) {
            out.text(token).octet('@');
        }
        out.value(ours.host()).octet(':').number(ours.port()).text(transport(flow));
        out.text(half ? ";r2=on;" : ";").text(form.loose());
        parameters.writeTo(out, ';');
        out.octet('>');
    }

    /// §16.6 item 4: the transport is said where another one would be taken without it.
    private String transport(Flow flow) {
        return switch (flow.transport()) {
            case UDP -> "";
            case TCP -> ";transport=tcp";
            // RFC 5630 §3.1.4: sips says it all; in sip URIs everybody still writes what was given up.
            case TLS -> secure ? "" : ";transport=tls";
            // RFC 7118 §5.2: there is one name for both.
            case WS, WSS -> ";transport=ws";
        };
    }
}
