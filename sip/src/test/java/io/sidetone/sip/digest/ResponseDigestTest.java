package io.sidetone.sip.digest;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.Credentials;
import io.sidetone.sip.text.Text;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Proofs beside those that the RFCs print or that OpenSSL computes.
class ResponseDigestTest {

    private static final DigestUser ALICE = new DigestUser("alice", "example.com", DigestSecret.ofPassword("s3cret"));

    @Test
    @Rfc(number = 7616, section = "3.9.1")
    @Rfc(number = 7616, section = "3.4.1")
    void agreesWithTheExampleForMd5AndSha256() {
        DigestUser mufasa =
                new DigestUser("Mufasa", "http-auth@example.org", DigestSecret.ofPassword("Circle of Life"));
        Credentials credentials = Credentials.digest()
                .with("nonce", "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v")
                .with("uri", "/dir/index.html")
                .with("nc", "00000001")
                .with("cnonce", "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ")
                .with("qop", "auth");

        assertThat(compute(DigestAlgorithm.MD5, credentials, mufasa, "GET", ""))
                .isEqualTo("8ca523f5e9506fed4657c9700eebdbec");
        assertThat(compute(DigestAlgorithm.SHA_256, credentials, mufasa, "GET", ""))
                .isEqualTo("753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1");
    }

    /// The RFC prints a value of an early SHA-512-256; erratum 4897 corrects it to this one.
    @Test
    @Rfc(number = 7616, section = "3.9.2")
    void agreesWithTheExampleForSha512() {
        DigestUser doe = new DigestUser("Jäsøn Doe", "api@example.org", DigestSecret.ofPassword("Secret, or not?"));
        Credentials credentials = Credentials.digest()
                .with("nonce", "5TsQWLVdgBdmrQ0XsxbDODV+57QdFR34I9HAbC/RVvkK")
                .with("uri", "/doe.json")
                .with("nc", "00000001")
                .with("cnonce", "NTg6RKcb9boFIAS3KrFK9BGeh+iDa/sm6jUMp2wds69v")
                .with("qop", "auth");

        assertThat(compute(DigestAlgorithm.SHA_512_256, credentials, doe, "GET", ""))
                .isEqualTo("3798d4131c277846293534c3edc11bd8a5e4cdcbff78b05db9d95eeb1cec68a5");
    }

    @Test
    @Rfc(number = 2617, section = "3.5")
    @Rfc(number = 3261, section = "22.4")
    void agreesWithTheOlderExampleWithAndWithoutQop() {
        DigestUser mufasa = new DigestUser("Mufasa", "testrealm@host.com", DigestSecret.ofPassword("Circle Of Life"));
        Credentials old = Credentials.digest()
                .with("nonce", "dcd98b7102dd2f0e8b11d0f600bfb0c093")
                .with("uri", "/dir/index.html");
        Credentials credentials =
                old.with("nc", "00000001").with("cnonce", "0a4f113b").with("qop", "auth");

        assertThat(compute(DigestAlgorithm.MD5, credentials, mufasa, "GET", ""))
                .isEqualTo("6629fae49393a05397450978507c4ef1");
        assertThat(compute(DigestAlgorithm.MD5, old, mufasa, "GET", "")).isEqualTo("670fd8c2df070c60b045671b8b24ff02");
    }

    // Below: h() { printf '%s' "$1" | openssl dgst -$2 -r | cut -d' ' -f1; }
    // for x in md5 sha256 sha512-256; do a=$(h alice:example.com:s3cret $x); s=$(h $a:n0nce:c0nce $x); b=$(h v=0 $x)
    // u=sip:bob@example.com; h $a:n0nce:00000002:c0nce:auth-int:$(h INVITE:$u:$b $x) $x; done
    // and so on: $s in place of $a for -sess, auth and no $b for auth, no method for the response.

    @Test
    @Rfc(number = 7616, section = "3.4.3")
    void authCoversMethodAndUri() {
        assertProof("auth", DigestAlgorithm.MD5, "63d22d0e0fb3fc0f8443cca13a35a811");
        assertProof(
                "auth", DigestAlgorithm.SHA_256, "794867af049ad7cc4f6a44c9b42952f4a691c96a78a0e07bdb6a88a03c60e826");
        assertProof(
                "auth",
                DigestAlgorithm.SHA_512_256,
                "e72b4569da26d5ebd682f3411f3e563c2d02c19d7ea54bbd2c291faa76481748");
    }

    @Test
    @Rfc(number = 7616, section = "3.4.3")
    void authIntCoversTheBodyToo() {
        assertProof("auth-int", DigestAlgorithm.MD5, "42264759b12d2117105b062571478873");
        assertProof(
                "auth-int",
                DigestAlgorithm.SHA_256,
                "5ffaf39bab8ab977622d5f47d79bda0351f4946f672af41b7f03a6367831aaf5");
        assertProof(
                "auth-int",
                DigestAlgorithm.SHA_512_256,
                "3f63499c88b958c25de567d3bf512a599df71a3ee540356f3e8071d22bb62ddf");
    }

    @Test
    @Rfc(number = 7616, section = "3.4.2")
    void sessionAlgorithmsBindTheSecretToTheNonces() {
        assertProof("auth", DigestAlgorithm.MD5_SESS, "e7da5e72c7ff5c075c6bdbbd1209b135");
        assertProof(
                "auth",
                DigestAlgorithm.SHA_256_SESS,
                "104e20704da9d9445e1cc93f5843d9eeb2b2d43fcdee8e0f581775b9ca868987");
        assertProof(
                "auth-int",
                DigestAlgorithm.SHA_512_256_SESS,
                "50808ba618022d22327162eccbd0c017c3862d8a7bdfe659c91967cf4122ae72");
    }

    @Test
    @Rfc(number = 3261, section = "22.4")
    void anAbsentBodyIsHashedAsNothing() {
        assertThat(compute(DigestAlgorithm.MD5, credentials("auth-int"), ALICE, "INVITE", ""))
                .isEqualTo("5f4804fe4b1deeff7a524479dee9c971");
    }

    @Test
    @Rfc(number = 7616, section = "3.5")
    void provesResponsesWithoutAMethod() {
        assertThat(compute(DigestAlgorithm.MD5, credentials("auth"), ALICE, "", "v=0"))
                .isEqualTo("becbded770f88f70ac6f4f72ee2aafcb");
        assertThat(compute(DigestAlgorithm.SHA_256, credentials("auth-int"), ALICE, "", "v=0"))
                .isEqualTo("30f162d4a00bf05aa7ccb162bf65e79b7d1866839d2cf15367c14ae55b6580bf");
    }

    @Test
    void computesNothingFromTooLittle() {
        Credentials none = Credentials.digest();
        Credentials old = none.with("nonce", "n").with("uri", "sip:a");
        DigestUser stored = new DigestUser("alice", "r", DigestSecret.ofHa1(DigestAlgorithm.MD5, "0".repeat(32)));

        assertThat(compute(DigestAlgorithm.MD5, none.with("uri", "sip:a"), ALICE, "BYE", ""))
                .isNull();
        assertThat(compute(DigestAlgorithm.MD5, none.with("nonce", "n"), ALICE, "BYE", ""))
                .isNull();
        assertThat(compute(DigestAlgorithm.MD5_SESS, old, ALICE, "BYE", "")).isNull();
        assertThat(compute(DigestAlgorithm.MD5, old.with("qop", "auth").with("nc", "1"), ALICE, "BYE", ""))
                .isNull();
        assertThat(compute(DigestAlgorithm.MD5, old.with("qop", "auth").with("cnonce", "c"), ALICE, "BYE", ""))
                .isNull();
        assertThat(compute(DigestAlgorithm.SHA_256, old, stored, "BYE", "")).isNull();
    }

    private static void assertProof(String qop, DigestAlgorithm algorithm, String expected) {
        assertThat(compute(algorithm, credentials(qop), ALICE, "INVITE", "v=0"))
                .as("%s %s", algorithm, qop)
                .isEqualTo(expected);
    }

    private static Credentials credentials(String qop) {
        return Credentials.digest()
                .with("nonce", "n0nce")
                .with("uri", "sip:bob@example.com")
                .with("nc", "00000002")
                .with("cnonce", "c0nce")
                .with("qop", qop);
    }

    private static @Nullable String compute(
            DigestAlgorithm algorithm, Credentials credentials, DigestUser user, String method, String body) {
        byte[] proof = ResponseDigest.compute(algorithm, credentials, user, method, Text.encode(body));
        return proof == null ? null : new String(proof, US_ASCII);
    }
}
