package io.sidetone.dist.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.dist.sip.Client.Result;
import io.sidetone.sip.digest.DigestAlgorithm;
import io.sidetone.sip.header.Contact;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.transaction.Claim;
import io.sidetone.sip.uri.Uri;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("wire")
@Timeout(60)
class RegisterTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    /// The bindings of the only user: URI and seconds.
    private final Map<String, Long> bindings = new LinkedHashMap<>();

    /// A registrar as simple as can be.
    private synchronized SipResponse register(Claim claim) {
        SipRequest request = claim.request();
        Long usual = request.first(Headers.EXPIRES);
        for (Contact contact : request.all(Headers.CONTACT)) {
            NameAddress address = contact.address();
            if (address == null) {
                bindings.clear();
            } else if (usual != null && usual > 0) {
                bindings.put(address.uri().toString(), Math.min(usual, 120));
            } else {
                bindings.remove(address.uri().toString());
            }
        }
        SipResponse.Builder answer = claim.answer(200, "OK");
        bindings.forEach((uri, seconds) ->
                answer.append(Headers.CONTACT, NameAddress.of(uri(uri)).withParameter("expires", "" + seconds)));
        return answer.build();
    }

    private static Uri uri(String text) {
        try {
            return Uri.parse(text);
        } catch (SyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private Peer registrar() throws Exception {
        return Peer.asking(DigestAlgorithm.SHA_512_256, "alice", "secret", this::register);
    }

    @ParameterizedTest
    @EnumSource(names = {"MD5", "SHA_256", "SHA_512_256"})
    void registersWithADigestOfEachKind(DigestAlgorithm algorithm) throws Exception {
        try (Peer peer = Peer.asking(algorithm, "alice", "secret", this::register)) {
            Result result = Client.run("register", "--password", "secret", "--json", peer.uri("alice"));

            assertThat(result.code()).as(result.out()).isZero();
            assertThat(result.json()).containsEntry("status", 200L).doesNotContainKey("problem");
            assertThat(result.list("bindings")).hasSize(1);
            assertThat(result.list("bindings").getFirst()).containsEntry("expires", 120L);
            assertThat((String) result.list("bindings").getFirst().get("uri")).startsWith("sip:alice@127.0.0.1:");
            assertThat(result.out()).doesNotContain("secret");
        }
    }

    @Test
    void aWrongPasswordHasAnExitCodeOfItsOwn() throws Exception {
        try (Peer peer = registrar()) {
            Result wrong = Client.run("register", "--password", "wrong", "--trace", peer.uri("alice"));
            Result none = Client.run("register", "--json", peer.uri("alice"));

            assertThat(wrong.code()).isEqualTo(7);
            assertThat(wrong.out()).contains("401 Unauthorized: the name or the password is wrong");
            assertThat(wrong.out() + wrong.err()).doesNotContain("wrong\"").doesNotContain("secret");
            assertThat(none.code()).isEqualTo(7);
            assertThat((String) none.json().get("problem")).contains("a password is needed");
            assertThat(bindings).isEmpty();
        }
    }

    @Test
    void addsListsAndRemovesBindings() throws Exception {
        Path password = Files.writeString(folder.resolve("password"), "secret\n");
        String[] login = {"--password-file", password.toString()};
        try (Peer peer = registrar()) {
            String alice = peer.uri("alice");
            Result both = Client.run(
                    "register", "--contact", "a@192.0.2.1", "--contact", "sip:b@192.0.2.2", login[0], login[1], alice);
            Result one = Client.run("register", "--remove", "--contact", "a@192.0.2.1", login[0], login[1], alice);
            Result query = Client.run("register", "--query", login[0], login[1], alice);
            int asked = peer.requests().size();
            Result none = Client.run("register", "--remove-all", login[0], login[1], alice);

            assertThat(both.out()).contains("<sip:a@192.0.2.1>;expires=120").contains("<sip:b@192.0.2.2>");
            assertThat(one.out()).doesNotContain("192.0.2.1>").contains("<sip:b@192.0.2.2>");
            assertThat(query.out()).contains("<sip:b@192.0.2.2>");
            assertThat(none.out()).contains("no bindings");
            assertThat(none.code()).isZero();
            assertThat(asked).isEqualTo(6);
        }
    }

    @Test
    void staysRegisteredUntilItIsInterrupted() throws Exception {
        try (Peer peer = registrar()) {
            Client client = Client.start("register", "--keep", "600", "--password", "secret", peer.uri("alice"));
            client.await("expires=120");
            assertThat(bindings).hasSize(1);

            Result result = client.interrupt();

            assertThat(result.code()).as(result.out()).isZero();
            assertThat(result.out()).contains("removed");
            assertThat(bindings).isEmpty();
        }
    }

    @Test
    void tellsWhyTheRegistrarRefuses() throws Exception {
        try (Peer peer = Peer.answering(claim -> claim.answer(423, "Interval Too Brief")
                .append(Headers.MIN_EXPIRES, 600L)
                .build())) {
            Result result = Client.run("register", "--expires", "10", "--json", peer.uri("alice"));

            assertThat(result.code()).isEqualTo(3);
            assertThat(result.json()).containsEntry("status", 423L);
            assertThat(result.out()).contains("\"Min-Expires\":[\"600\"]");
        }
    }
}
