package io.sidetone.sip.uri;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.sidetone.sip.base.AllocationBound;
import io.sidetone.sip.base.Invariant;
import io.sidetone.sip.base.LongInputs;
import io.sidetone.sip.text.ByteWriter;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.Text;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Reads one URI, or two with a line feed between them, which no URI can hold.
class UriFuzzTest {

    private final AllocationBound bound = new AllocationBound(1_000);
    private final Host domain = Host.ofAddress(new byte[] {(byte) 192, 0, 2, 1});

    @FuzzTest
    void readsOrRefuses(byte[] input) {
        bound.check(input, this::exercise);
    }

    @Test
    void takesMemoryByTheLengthOfItsInput() {
        LongInputs.of(UriFuzzTest.class).check(bound, this::exercise);
    }

    private void exercise(byte[] input) {
        int feed = 0;
        while (feed < input.length && input[feed] != '\n') {
            feed++;
        }
        Uri first = read(input, 0, feed);
        Uri second = read(input, Math.min(feed + 1, input.length), input.length);
        if (first != null && second != null) {
            compare(first, second);
        }
    }

    private @Nullable Uri read(byte[] input, int from, int to) {
        Uri uri;
        try {
            uri = Uri.parse(input, from, to);
        } catch (SyntaxException e) {
            Invariant.holds(e.offset() >= from && e.offset() <= to, "the offset is in the URI", e.offset());
            return null;
        }
        checkText(uri, Arrays.copyOfRange(input, from, to));
        compare(uri, uri);
        switch (uri) {
            case SipUri sip -> checkSip(sip);
            case TelUri tel -> checkTel(tel);
            case UrnUri urn -> checkUrn(urn);
            case OtherUri other -> Invariant.holds(!other.scheme().isEmpty(), "a URI has a scheme", other);
        }
        return uri;
    }

    private static void checkText(Uri uri, byte[] octets) {
        byte[] written = new ByteWriter(16).value(uri).toByteArray();
        // Only a SIP URI keeps octets that are no UTF-8.
        byte[] expected = uri instanceof SipUri ? octets : Text.encode(Text.decode(octets, 0, octets.length));
        Invariant.holds(Arrays.equals(written, expected), "what is unedited is written as it was read", uri);
        Invariant.equal(uri.toString(), uri.text(), "there is one text");
        Invariant.equal(parsed(written), uri, "what is written reads the same");
    }

    private static Uri parsed(byte[] octets) {
        try {
            return Uri.parse(octets, 0, octets.length);
        } catch (SyntaxException e) {
            throw new AssertionError("what is written can be read: " + Text.decode(octets, 0, octets.length), e);
        }
    }

    private static void compare(Uri a, Uri b) {
        boolean matches = a.matches(b);
        Invariant.holds(matches == b.matches(a), "matching is symmetric", a + " and " + b);
        Invariant.holds(matches || !a.equals(b), "what is equal matches", a);
        Invariant.holds(!matches || a.matchHash() == b.matchHash(), "what matches has one hash", a + " and " + b);
    }

    private void checkSip(SipUri uri) {
        String plain = "a\u00E4 ;=@?&%41:/[]#\"<>";
        Invariant.equal(uri.withUser(plain).user(), plain, "a user is read back");
        Invariant.equal(uri.withUser("u").withPassword(plain).password(), plain, "a password is read back");
        Invariant.equal(uri.withHost(domain).host(), domain, "a host is read back");
        Invariant.equal(uri.withPort(5070).port(), 5070, "a port is read back");
        Invariant.holds(uri.withPort(uri.port()).matches(uri), "the same port changes nothing", uri);
        Invariant.holds(uri.withHost(uri.host()).matches(uri), "the same host changes nothing", uri);
        Invariant.equal(uri.withHost(uri.host().canonical()).host(), uri.host(), "a canonical host is the same");
        Invariant.holds(uri.withSecure(!uri.isSecure()).isSecure() != uri.isSecure(), "the scheme is read back", uri);
        Invariant.equal(uri.withParameters(uri.parameters()).parameters(), uri.parameters(), "parameters are kept");
        Invariant.equal(uri.withParameter("q\u00E4", plain).parameter("q%C3%A4"), plain, "a parameter is read back");
        Invariant.holds(!uri.withoutParameter("lr").hasParameter("lr"), "a parameter goes", uri);
        SipUri more = uri.withHeader("Subject", plain);
        Invariant.holds(more.headers().size() == uri.headers().size() + 1, "a header is added", uri);
        Invariant.holds(more.withoutHeaders().headers().isEmpty(), "headers go", uri);
        AddressOfRecord address = uri.addressOfRecord();
        Uri canonical = parsed(Text.encode(address.text()));
        Invariant.equal(((SipUri) canonical).addressOfRecord(), address, "an address of record is its own");
        TelUri tel = uri.toTel();
        if (tel != null) {
            checkTel(tel);
        }
    }

    private void checkTel(TelUri uri) {
        Invariant.holds(!uri.digits().isEmpty(), "a number has digits", uri);
        Invariant.holds(uri.isGlobal() == uri.digits().startsWith("+"), "a global number begins with a plus", uri);
        Invariant.holds(uri.phoneContext() == null || uri.parameters().contains("phone-context"), "the context", uri);
        SipUri sip = uri.toSip(domain);
        TelUri back = sip.toTel();
        Invariant.holds(back != null, "a number comes back from a SIP URI", uri);
        if (back != null) {
            Invariant.equal(back.toSip(domain), sip, "a number becomes one SIP URI");
        }
    }

    private static void checkUrn(UrnUri uri) {
        StringBuilder parts =
                new StringBuilder().append(uri.namespace()).append(':').append(uri.name());
        append(parts, "?+", uri.resolutionComponent());
        append(parts, "?=", uri.queryComponent());
        append(parts, "#", uri.fragmentComponent());
        Invariant.holds(
                Text.equalsIgnoreCase(parts.toString(), uri.text().substring("urn:".length())),
                "the parts make the whole",
                uri);
    }

    private static void append(StringBuilder parts, String mark, @Nullable String component) {
        if (component != null) {
            parts.append(mark).append(component);
        }
    }
}
