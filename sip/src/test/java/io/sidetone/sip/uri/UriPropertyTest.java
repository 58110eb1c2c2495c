package io.sidetone.sip.uri;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.ByteWriter;
import io.sidetone.sip.text.CharClass;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.Text;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class UriPropertyTest {

    private static final int ROUNDS = 5_000;

    @Test
    void anythingGeneratedParsesAndWritesBackTheSame() throws SyntaxException {
        for (int seed = 0; seed < ROUNDS; seed++) {
            String text = new UriGenerator(seed).uri();
            Uri uri = Uri.parse(text);
            assertThat(uri.toString()).as("seed %d", seed).isEqualTo(text);
            assertThat(uri.text()).as("seed %d", seed).isEqualTo(text);
            assertThat(Uri.parse(uri.text())).as("seed %d", seed).isEqualTo(uri);
        }
    }

    @Test
    @Rfc(number = 3261, section = "19.1.4")
    void whatIsWrittenInAnotherWayStillMatches() throws SyntaxException {
        for (int seed = 0; seed < ROUNDS; seed++) {
            UriGenerator generator = new UriGenerator(seed);
            SipUri uri = SipUri.parse(generator.sipUri());
            SipUri variant = SipUri.parse(generator.variantOf(uri));
            String what = "seed " + seed + ": " + uri + " and " + variant;
            assertThat(uri.matches(uri)).as(what).isTrue();
            assertThat(uri.matches(variant)).as(what).isTrue();
            assertThat(variant.matches(uri)).as(what).isTrue();
            assertThat(variant.matchHash()).as(what).isEqualTo(uri.matchHash());
            assertThat(variant.addressOfRecord()).as(what).isEqualTo(uri.addressOfRecord());
        }
    }

    @Test
    void matchingIsSymmetricAndAgreesWithItsHash() throws SyntaxException {
        int matching = 0;
        for (int seed = 0; seed < ROUNDS; seed++) {
            UriGenerator generator = new UriGenerator(seed);
            Uri a = Uri.parse(generator.smallUri());
            Uri b = Uri.parse(generator.smallUri());
            String what = "seed " + seed + ": " + a + " and " + b;
            assertThat(a.matches(b)).as(what).isEqualTo(b.matches(a));
            if (a.matches(b)) {
                matching++;
                assertThat(a.matchHash()).as(what).isEqualTo(b.matchHash());
            }
        }
        assertThat(matching).isBetween(ROUNDS / 100, ROUNDS / 2);
    }

    @Test
    void editsOfComponentsAreReadBack() throws SyntaxException {
        for (int seed = 0; seed < ROUNDS; seed++) {
            UriGenerator generator = new UriGenerator(seed);
            SipUri uri = SipUri.parse(generator.sipUri());
            String plain = generator.plainText();
            assertThat(uri.withUser(plain).user()).as("seed %d", seed).isEqualTo(plain);
            assertThat(uri.withUser("u").withPassword(plain).password())
                    .as("seed %d", seed)
                    .isEqualTo(plain);
            SipUri edited = uri.withParameter("edited", plain);
            assertThat(edited.parameter("edited")).as("seed %d", seed).isEqualTo(plain);
            assertThat(edited.withoutParameter("edited")).as("seed %d", seed).isEqualTo(uri);
            String raw = uri.withHeader("edited", plain).headers().raw("edited");
            assertThat(PercentEscape.unescape(Objects.requireNonNull(raw)))
                    .as("seed %d", seed)
                    .isEqualTo(plain);
        }
    }

    @Test
    @Rfc(number = 3261, section = "19.1.2")
    void whatIsEscapedUnescapesToItself() {
        List<CharClass> components =
                List.of(PercentEscape.USER, PercentEscape.PASSWORD, PercentEscape.PARAMETER, PercentEscape.HEADER);
        for (int seed = 0; seed < ROUNDS; seed++) {
            String plain = new UriGenerator(seed).plainText();
            String escaped = PercentEscape.escape(plain, components.get(seed % components.size()));
            assertThat(PercentEscape.unescape(escaped)).as("seed %d", seed).isEqualTo(plain);
        }
    }

    @Test
    @Rfc(number = 5952, section = "4")
    void theCanonicalTextOfAnAddressIsThatAddress() throws SyntaxException {
        for (int seed = 0; seed < ROUNDS; seed++) {
            Random random = new Random(seed);
            byte[] address = new byte[random.nextInt(4) == 0 ? 4 : 16];
            for (int i = 0; i < address.length; i++) {
                address[i] = random.nextInt(3) == 0 ? (byte) random.nextInt(256) : 0;
            }
            Host host = Host.ofAddress(address);
            Host parsed = Host.parse(host.text());
            assertThat(parsed.address()).as("seed %d: %s", seed, host).isEqualTo(address);
            assertThat(parsed.canonical().text()).as("seed %d", seed).isEqualTo(host.text());
        }
    }

    @Test
    void randomOctetsAreReadOrRefused() {
        for (int seed = 0; seed < 10 * ROUNDS; seed++) {
            Random random = new Random(seed);
            byte[] octets = new byte[random.nextInt(40)];
            for (int i = 0; i < octets.length; i++) {
                octets[i] = (byte)
                        (random.nextInt(5) == 0 ? random.nextInt(256) : ":@;?=&%[].+-a1f".charAt(random.nextInt(15)));
            }
            byte[] scheme = List.of("sip:", "sips:", "tel:", "urn:", "x:", "")
                    .get(random.nextInt(6))
                    .getBytes(ISO_8859_1);
            check(new ByteWriter(50).octets(scheme).octets(octets).toByteArray(), "seed " + seed);
        }
    }

    @Test
    void mutatedUrisAreReadOrRefused() {
        for (int seed = 0; seed < ROUNDS; seed++) {
            Random random = new Random(seed);
            byte[] octets = Text.encode(new UriGenerator(seed).uri());
            for (int i = random.nextInt(3); i >= 0; i--) {
                octets[random.nextInt(octets.length)] = (byte) random.nextInt(256);
            }
            check(octets, "seed " + seed);
        }
    }

    /// Nothing but a syntax error within the slice, or a URI whose every view can be asked for.
    private static void check(byte[] octets, String what) {
        byte[] framed = new byte[octets.length + 7];
        Arrays.fill(framed, (byte) 'a');
        System.arraycopy(octets, 0, framed, 3, octets.length);
        try {
            Uri uri = Uri.parse(framed, 3, octets.length + 3);
            byte[] written = new ByteWriter(16).value(uri).toByteArray();
            assertThat(uri.matches(Uri.parse(written, 0, written.length)))
                    .as(what)
                    .isTrue();
            if (uri instanceof SipUri sip) {
                assertThat(written).as(what).isEqualTo(octets);
                assertThat(sip.withPort(1).port()).as(what).isEqualTo(1);
                AddressOfRecord address = sip.addressOfRecord();
                assertThat(SipUri.parse(address.text()).addressOfRecord())
                        .as(what)
                        .isEqualTo(address);
            }
            if (uri instanceof TelUri tel) {
                SipUri sip = tel.toSip(Host.parse("h"));
                TelUri back = Objects.requireNonNull(sip.toTel(), what);
                assertThat(back.toSip(Host.parse("h"))).as(what).isEqualTo(sip);
            }
        } catch (SyntaxException e) {
            assertThat(e.offset()).as(what).isBetween(3, octets.length + 3);
        }
    }
}
